"""What is asked about a referral: what somebody told us, and its borough."""

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
