"""What is asked about a MARAC: what was decided, and what it made of it."""

from crispy_forms.layout import Layout, Submit
from django import forms

from cases.partners.forms.entry import LONG_TEXT, PartnerEntryForm, day
from cases.partners.models import MaracDecision
from pilot import calendar
from pilot.fields import PilotForm, Radios

REFERRED = MaracDecision.Decision.REFERRED


class MaracDecisionForm(PartnerEntryForm):
    """Whether they were referred to the MARAC, and why or why not."""

    button = "Record the decision"
    sometimes_required = ("reason",)

    decision = forms.ChoiceField(
        label="What was decided?",
        choices=MaracDecision.Decision,
        widget=Radios,
        error_messages={"required": "Select what was decided"},
    )
    criterion = forms.ChoiceField(
        label="Which criterion is met?",
        choices=MaracDecision.Criterion,
        widget=Radios,
        error_messages={"required": "Select the criterion"},
    )
    on = day("On which day?", noun="the date of the decision")
    consent = forms.ChoiceField(
        label="Do they know, and agree?",
        choices=MaracDecision.Consent,
        widget=Radios,
        error_messages={"required": "Select whether they know and agree"},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="Needed if they are not referred, or go there without agreeing.",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        required=False,
    )

    def clean(self):
        answers = super().clean()
        decision, consent = answers.get("decision"), answers.get("consent")
        says_why = answers.get("reason") or "reason" in self.errors
        is_plain = decision == REFERRED and consent != MaracDecision.Consent.DISAGREES
        if decision and not is_plain and not says_why:
            self.add_error("reason", "Enter why")
        return answers


class PartnerMaracOutcomeForm(PilotForm):
    """What the MARAC made of it: never its minutes."""

    sometimes_required = ("heard_on",)

    outcome = forms.ChoiceField(
        label="What became of it?",
        choices=[each for each in MaracDecision.Outcome.choices if each[0] != "PENDING"],
        widget=Radios,
        error_messages={"required": "Select what became of it"},
    )
    heard_on = day(
        "When was it heard?",
        noun="the date it was heard",
        help_text="Leave it empty if it was not taken on.",
        required=False,
    )
    actions = forms.CharField(
        label="What was left to us to do?",
        help_text="Our actions only. Never minutes: they stay with the MARAC.",
        max_length=LONG_TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
    )

    def __init__(self, *args, marac, **kwargs):
        super().__init__(*args, **kwargs)
        self.marac = marac
        self.helper.layout = Layout(*self.fields, Submit("record", "Record this"))

    def clean(self):
        answers = super().clean()
        if answers.get("outcome") != MaracDecision.Outcome.HEARD:
            return answers | {"heard_on": None, "actions": ""}
        heard_on = answers.get("heard_on")
        if not heard_on and "heard_on" not in self.errors:
            self.add_error("heard_on", "Enter the date it was heard")
        elif heard_on and heard_on < self.marac.on:
            self.add_error(
                "heard_on",
                "It must be on or after the day of the referral, "
                f"{calendar.in_words(self.marac.on)}",
            )
        return answers
