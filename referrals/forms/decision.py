"""What is asked when a referral is decided."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import DateField, PilotForm, Radios
from pilot.partner_words import AsksAboutPartnerWords
from referrals.models import Referral


class ReferralReopenForm(PilotForm):
    """Why a decision is taken back."""

    reason = forms.CharField(
        label="What was wrong with the decision?",
        help_text="Kept in the trail. Do not name anybody.",
        max_length=200,
        error_messages={"required": "Enter what was wrong with the decision"},
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout("reason", Submit("reopen", "Reopen this referral"))


class ReferralDeclineForm(AsksAboutPartnerWords):
    """How a referral ends without a case."""

    texts_about_him = ("note",)
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
