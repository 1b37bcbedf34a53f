"""What the manager's questions are narrowed to, and what was decided of an assumption."""

from crispy_forms.layout import Layout, Submit
from django import forms

from pilot import calendar
from pilot.fields import LARGEST_NUMBER, DateField, FilterForm, PilotForm, Radios
from pilot.models import Assumption
from referrals.models import Agency, Referral
from reporting.questions.narrowing import SECTORS, Age, boroughs, posts, quarters


def _of(label: str, everything: str, found) -> forms.ChoiceField:
    """A filter whose answers are looked up when its form is made."""
    return forms.ChoiceField(label=label, choices=lambda: [("", everything), *found()])


class _QuestionForm(FilterForm):
    post = _of("Post", "All posts", posts)
    borough = _of("Borough", "All boroughs", boroughs)


class WaitingForm(_QuestionForm):
    age = _of("Waiting", "However long", lambda: Age.choices)


class DeclinedForm(_QuestionForm):
    quarter = _of("Quarter of the decision", "All quarters", quarters)
    reason = _of("Reason", "All reasons", lambda: Referral.DeclineReason.choices)


class SourcesForm(_QuestionForm):
    quarter = _of("Quarter received", "All quarters", quarters)
    sector = _of("Sector", "All sectors", lambda: SECTORS)
    agency = forms.IntegerField(
        min_value=1, max_value=LARGEST_NUMBER, widget=forms.HiddenInput
    )


class TeamsForm(FilterForm):
    sector = _of("Sector", "All sectors", lambda: Agency.Sector.choices)
    borough = _of("Borough", "All boroughs", boroughs)


class AssumptionForm(PilotForm):
    """What a body has decided of an assumption, which changes how it stands."""

    status = forms.ChoiceField(
        label="How does it stand from now on?",
        widget=Radios,
        error_messages={"required": "Select how it stands from now on"},
    )
    decided_by = forms.CharField(
        label="Which body or role decided it?",
        help_text="No name: “Contract Management Group”.",
        max_length=100,
        error_messages={"required": "Enter which body or role decided it"},
    )
    decided_on = DateField(
        label="When?", noun="the day it was decided", latest=calendar.today
    )
    reason = forms.CharField(
        label="What was decided, and why?",
        help_text="Kept beside the assumption. Name nobody.",
        max_length=200,
        error_messages={"required": "Enter what was decided, and why"},
    )

    def __init__(self, *args, assumption, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["status"].choices = [
            choice for choice in Assumption.Status.choices if choice[0] != assumption.status
        ]
        self.helper.layout = Layout(*self.fields, Submit("decide", "Record the decision"))
