"""What the referral pages ask."""

from crispy_forms.layout import Fieldset, Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, FilterForm, PilotForm, Radios, VersionField
from pilot.models import Borough, Post
from referrals.models import Agency, Referral, Residence


class ReferralForm(PilotForm):
    """A new referral, or a waiting one being corrected."""

    sometimes_required = ("agency",)

    post = forms.ModelChoiceField(
        label="Who is the referral for?",
        queryset=Post.objects.order_by("place"),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select who the referral is for"},
    )
    received_on = DateField(
        label="When did you receive it?",
        noun="the date you received the referral",
        latest=calendar.today,
    )
    source = forms.ChoiceField(
        label="Where did it come from?",
        choices=[("", "Select a source"), *Referral.Source.choices],
        error_messages={"required": "Select where the referral came from"},
    )
    agency = forms.ModelChoiceField(
        label="Which agency or team?",
        help_text="Leave empty if they referred themselves, or a relative did.",
        queryset=Agency.objects.for_choosing(),
        empty_label="Select an agency",
        required=False,
    )
    practitioner = forms.CharField(
        label="Who referred them?",
        help_text="The practitioner’s name. We tell them what was decided.",
        max_length=100,
        required=False,
    )
    given_names = forms.CharField(
        label="Given names",
        max_length=80,
        error_messages={"required": "Enter the given names of the person referred"},
    )
    surname = forms.CharField(
        label="Surname",
        max_length=80,
        error_messages={"required": "Enter the surname of the person referred"},
    )
    born_on = DateField(
        label="Date of birth",
        help_text="Leave empty if nobody knows it yet.",
        noun="the date of birth",
        required=False,
    )
    residence = forms.ChoiceField(
        label="Where does the person referred live?",
        help_text="Never where anybody who was harmed lives.",
        choices=Residence,
        widget=Radios,
        error_messages={"required": "Select where the person referred lives"},
    )
    reason = forms.CharField(
        label="Why are they referred?",
        help_text="What they did, and what worries the referrer. Leave out anything the "
        "person harmed said in confidence, and where they live.",
        max_length=5000,
        widget=forms.Textarea,
        error_messages={"required": "Enter why they are referred"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            Fieldset(
                "The referral", "post", "received_on", "source", "agency", "practitioner"
            ),
            Fieldset(
                "The person referred", "given_names", "surname", "born_on", "residence"
            ),
            Fieldset("The reason", "reason"),
            Submit("record", "Record this referral"),
        )

    def clean_received_on(self):
        received_on = self.cleaned_data["received_on"]
        if received_on not in calendar.PILOT:
            raise forms.ValidationError(
                f"The date you received it must be inside the pilot: {calendar.PILOT.label}"
            )
        return received_on

    def clean(self):
        answers = super().clean()
        source = answers.get("source")
        if source and source not in Referral.WITHOUT_AGENCY and not answers.get("agency"):
            self.add_error("agency", "Select the agency or team that referred them")
        if answers.get("agency") and source in Referral.WITHOUT_AGENCY:
            self.add_error("agency", "Leave the agency empty: nobody there referred them")
        if (
            answers.get("practitioner")
            and not answers.get("agency")
            and "agency" in answers
        ):
            self.add_error("practitioner", "Select the agency this practitioner works for")
        self._check_age(answers.get("born_on"), answers.get("received_on"))
        return answers

    def _check_age(self, born_on, received_on):
        if not born_on or not received_on:
            return
        if born_on >= received_on:
            self.add_error("born_on", "The date of birth must be before the referral")
        elif born_on.year < 1900:
            self.add_error("born_on", "Check the year of birth")
        elif calendar.age_on(received_on, born_on=born_on) < Referral.YOUNGEST:
            self.add_error(
                "born_on", f"The person referred must be {Referral.YOUNGEST} or over"
            )


class ReferralCorrectionForm(ReferralForm):
    """The same questions, about a referral that somebody else may have open too."""

    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout.pop()
        self.helper.layout.append(Submit("save", "Save the corrections"))


class ReferralAttributionForm(PilotForm):
    """Which borough a referral counts for, when no rule says."""

    borough = forms.ModelChoiceField(
        label="Which borough does this referral count for?",
        queryset=Borough.objects.order_by("place"),
        empty_label=None,
        widget=Radios,
        error_messages={"required": "Select a borough"},
    )
    reason = forms.CharField(
        label="Why this borough?",
        help_text="Kept in the trail. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter why it counts for this borough"},
    )
    version = VersionField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("borough", "reason", Submit("save", "Save the borough"))


class ReferralDeclineForm(PilotForm):
    """How a referral ends without a case."""

    sometimes_required = ("reason", "note")
    ENDINGS = (
        Referral.Status.REJECTED,
        Referral.Status.REDIRECTED,
        Referral.Status.WITHDRAWN,
        Referral.Status.DUPLICATE,
    )
    HINTS = {
        Referral.Status.REJECTED: "We cannot work with them.",
        Referral.Status.REDIRECTED: "Another service is better placed, and we say which.",
        Referral.Status.WITHDRAWN: "The referrer takes it back.",
        Referral.Status.DUPLICATE: "We already have this referral. It is not counted.",
    }

    decision = forms.TypedChoiceField(
        label="What did you decide?",
        choices=[(status.value, status.label) for status in ENDINGS],
        coerce=Referral.Status,
        widget=Radios(hints=HINTS),
        error_messages={"required": "Select what you decided"},
    )
    decided_on = DateField(
        label="When did you decide?", noun="the date of the decision", latest=calendar.today
    )
    reason = forms.ChoiceField(
        label="Why?",
        help_text="Needed when you decline or redirect.",
        choices=[("", "Select a reason"), *Referral.DeclineReason.choices],
        required=False,
    )
    note = forms.CharField(
        label="Anything to add?",
        help_text="Where they were redirected to, or what the other reason is.",
        max_length=1000,
        widget=forms.Textarea,
        required=False,
    )

    def __init__(self, *args, referral, **kwargs):
        super().__init__(*args, **kwargs)
        self.referral = referral
        self.helper.layout = Layout(
            "decision",
            "decided_on",
            "reason",
            "note",
            Submit("decline", "Save the decision"),
        )

    def clean_decided_on(self):
        decided_on, received_on = self.cleaned_data["decided_on"], self.referral.received_on
        if decided_on < received_on:
            raise forms.ValidationError(
                "The date of the decision must be on or after the day it was received, "
                f"{calendar.in_words(received_on)}"
            )
        return decided_on

    def clean(self):
        answers = super().clean()
        needs_reason = (Referral.Status.REJECTED, Referral.Status.REDIRECTED)
        if answers.get("decision") in needs_reason and not answers.get("reason"):
            self.add_error("reason", "Select why you are declining or redirecting")
        if answers.get("decision") == Referral.Status.REDIRECTED and not answers.get(
            "note"
        ):
            self.add_error("note", "Enter where they were redirected to")
        if answers.get("reason") == "OTHER" and not answers.get("note"):
            self.add_error("note", "Enter what the other reason is")
        if answers.get("decision") and answers["decision"] not in needs_reason:
            answers["reason"] = ""
        return answers


class ReferralFilterForm(FilterForm):
    """What the list is narrowed to. Nothing personal: it stands in the address."""

    borough = forms.ModelChoiceField(
        label="Borough",
        queryset=Borough.objects.order_by("place"),
        empty_label="All boroughs",
    )
    post = forms.ModelChoiceField(
        label="Post",
        queryset=Post.objects.order_by("place"),
        empty_label="All posts",
    )
