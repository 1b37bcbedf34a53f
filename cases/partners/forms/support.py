"""What is asked about offers of support, and about the safety plan."""

from django import forms

from cases.partners.forms.entry import LONG_TEXT, PartnerEntryForm, day
from cases.partners.models import SafetyPlan, SupportOffer
from pilot.fields import DateField, Radios

ANSWERED = ("TAKEN_UP", "NOT_TAKEN_UP", "NOT_AVAILABLE")


class SupportOfferForm(PartnerEntryForm):
    """Something offered, and what became of it."""

    button = "Record this offer"
    sometimes_required = ("answered_on",)

    kind = forms.ChoiceField(
        label="What did you offer?",
        choices=SupportOffer.Kind,
        widget=Radios,
        error_messages={"required": "Select what you offered"},
    )
    on = day("When did you offer it?", noun="the date of the offer")
    uptake = forms.ChoiceField(
        label="Did they take it up?",
        choices=SupportOffer.Uptake,
        widget=Radios,
        error_messages={"required": "Select whether they took it up"},
    )
    answered_on = day(
        "When did they answer, or was it clear?",
        noun="the date of the answer",
        help_text="Leave it empty while you wait for an answer.",
        required=False,
    )
    what_came = forms.CharField(label="What came of it?", max_length=300, required=False)

    def clean(self):
        answers = super().clean()
        on, answered_on = answers.get("on"), answers.get("answered_on")
        is_answered = answers.get("uptake") in ANSWERED
        if is_answered and not answered_on and "answered_on" not in self.errors:
            self.add_error("answered_on", "Enter the date of the answer")
        if not is_answered:
            answers["answered_on"] = None
        elif on and answered_on and answered_on < on:
            self.add_error("answered_on", "The answer cannot be before the offer")
        return answers


class SafetyPlanForm(PartnerEntryForm):
    """Whether they have a safety plan, and what is in it."""

    button = "Save the safety plan"
    sometimes_required = ("plan", "review_on")

    state = forms.ChoiceField(
        label="Do they have a safety plan?",
        choices=SafetyPlan.State,
        widget=Radios,
        error_messages={"required": "Select whether they have one"},
    )
    on = day("When did you talk about it?")
    plan = forms.CharField(
        label="What do they and you do?",
        max_length=LONG_TEXT,
        widget=forms.Textarea,
        required=False,
    )
    review_on = DateField(
        label="When do you look at it again?",
        noun="the date to look again",
        required=False,
    )

    def clean(self):
        answers = super().clean()
        if answers.get("state") == SafetyPlan.State.IN_PLACE:
            told = {
                "plan": "Enter what the plan is",
                "review_on": "Enter when you look again",
            }
            for name, missing in told.items():
                if not answers.get(name) and name not in self.errors:
                    self.add_error(name, missing)
        on, review_on = answers.get("on"), answers.get("review_on")
        if on and review_on and review_on <= on:
            self.add_error("review_on", "The date to look again must be after that day")
        return answers
