"""The words every form is written with: its base class, typed dates and times, answers.

What a browser sends is input, hidden fields included: control characters are cleaned on
the way in (S-29, trap 3), bad values give a message and never a failure (trap 8).
"""

from pilot.fields.answers import Checkboxes, Radios
from pilot.fields.dates import DateField, DateWidget, TimeField, TypedDate
from pilot.fields.form import (
    LARGEST_NUMBER,
    FilterForm,
    Folded,
    PilotBoundField,
    PilotForm,
    VersionField,
)
from pilot.fields.text import CleanCharField, cleaned

__all__ = [
    "LARGEST_NUMBER",
    "Checkboxes",
    "CleanCharField",
    "DateField",
    "DateWidget",
    "FilterForm",
    "Folded",
    "PilotBoundField",
    "PilotForm",
    "Radios",
    "TimeField",
    "TypedDate",
    "VersionField",
    "cleaned",
]
