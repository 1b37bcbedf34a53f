"""Questions about work on a case: its day must be one on which the case was open."""

from django import forms

from pilot import calendar
from pilot.fields import PilotForm

LONG_TEXT = 10_000  # characters


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
        if on not in calendar.PILOT:
            last = calendar.in_words(calendar.PILOT.last)
            raise forms.ValidationError(
                f"The date must be on or before {last}: the pilot ends"
            )
        if self.case.closed_on and on > self.case.closed_on:
            raise forms.ValidationError(
                "The date must be on or before the day the case closed, "
                f"{calendar.in_words(self.case.closed_on)}"
            )
        return on
