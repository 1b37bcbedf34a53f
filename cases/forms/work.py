"""Questions about work on a case: its day must be one on which the case was open."""

from django import forms

from cases.actions import check_may_contact
from pilot import calendar
from pilot.fields import PilotForm
from pilot.rota import is_agreed
from pilot.transitions import TransitionRefused

LONG_TEXT = 10_000  # characters


def safely(case, on):
    """The day itself, if contact is safe then (V-12); else why it is not."""
    try:
        check_may_contact(case, on=on)
    except TransitionRefused as refusal:
        raise forms.ValidationError(str(refusal)) from refusal
    return on


def since_the_last_move(case, on):
    """The day itself, if the case came to no other stage after it."""
    last = case.moves.order_by("-effective_on", "-pk").first()
    if last and on < last.effective_on:
        raise forms.ValidationError(
            f"The date must be on or after {calendar.in_words(last.effective_on)}, "
            "the day of the last move"
        )
    return on


class WorkForm(PilotForm):
    """Work that belongs to an open case: never before the case opened."""

    def __init__(self, *args, case, user=None, **kwargs):
        self.case, self.user = case, user
        super().__init__(*args, **kwargs)

    def check_day(self, on):
        """The day itself, if the case was open by then."""
        if on < self.case.opened_on:
            raise forms.ValidationError(
                "The date must be on or after the day the case opened, "
                f"{calendar.in_words(self.case.opened_on)}"
            )
        if not is_agreed(on, self.case.borough):
            last = calendar.in_words(self.case.borough.agreement.ends_on)
            raise forms.ValidationError(
                f"The date must be on or before {last}: the agreement ends"
            )
        if self.case.closed_on and on > self.case.closed_on:
            raise forms.ValidationError(
                "The date must be on or before the day the case closed, "
                f"{calendar.in_words(self.case.closed_on)}"
            )
        return on
