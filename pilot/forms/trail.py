"""What the trail is narrowed to."""

import re
from datetime import date, datetime, time, timedelta

from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.exceptions import ValidationError

from pilot import calendar
from pilot.fields import (
    DateField,
    FilterForm,
)
from pilot.references import ReferenceConverter, as_reference


class TrailFilterForm(FilterForm):
    """The narrowing of the trail. None of it is personal data of a case."""

    by = forms.TypedChoiceField(label="Person", coerce=int, empty_value=None)
    target_type = forms.ChoiceField(label="Kind of record")
    action = forms.ChoiceField(label="What was done")
    since = DateField(label="From", noun="the first day")
    until = DateField(label="To", noun="the last day")
    reference = forms.CharField(
        label="Reference",
        max_length=20,
        help_text="In full, like K7QM-4RXD",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10"}),
    )

    def __init__(self, *args, people, kinds, actions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["by"].choices = [("", "Everybody"), *people]
        self.fields["target_type"].choices = [("", "Every kind"), *kinds]
        self.fields["action"].choices = [("", "Everything"), *actions]
        self.helper.layout = Layout(
            "by", "target_type", "action", Fieldset("When", "since", "until"), "reference"
        )

    def clean_reference(self):
        typed = self.cleaned_data["reference"]
        if typed and not re.fullmatch(ReferenceConverter.regex, as_reference(typed)):
            raise ValidationError("Enter the reference in full, like K7QM-4RXD")
        return as_reference(typed) if typed else ""

    def clean(self):
        cleaned = super().clean()
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", "The last day must be on or after the first day")
        return cleaned

    def lookups(self) -> dict:
        """What the answers that make sense look for, in the words of a filter."""
        self.is_valid()
        answers = self.cleaned_data
        found = {
            "by": answers.get("by"),
            "target_type": answers.get("target_type"),
            "action": answers.get("action"),
            "at__gte": _midnight(answers.get("since")),
            "at__lt": _midnight(answers.get("until"), days=1),
        }
        return {name: value for name, value in found.items() if value}


def _midnight(day: date | None, *, days: int = 0) -> datetime | None:
    """The moment in London at which a day begins, or the one after it."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=days), time.min, tzinfo=calendar.LONDON)
