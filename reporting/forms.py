"""What the manager's questions are narrowed to. Nothing personal: addresses keep it."""

from django import forms

from pilot.fields import LARGEST_NUMBER, FilterForm
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
