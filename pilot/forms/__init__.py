"""What pilot's own pages ask, by noun."""

from pilot.forms.absence import (
    AbsenceCorrectForm,
    AbsenceForm,
)
from pilot.forms.access import PasswordChangeForm, SignInForm
from pilot.forms.day import (
    WeekCorrectForm,
    WeekForm,
)
from pilot.forms.pattern import (
    PatternForm,
)
from pilot.forms.people import (
    MembershipGrantForm,
    PersonForm,
    PersonPasswordForm,
    ReasonForm,
)
from pilot.forms.trail import TrailFilterForm

__all__ = [
    "AbsenceCorrectForm",
    "AbsenceForm",
    "MembershipGrantForm",
    "PasswordChangeForm",
    "PatternForm",
    "PersonForm",
    "PersonPasswordForm",
    "ReasonForm",
    "SignInForm",
    "TrailFilterForm",
    "WeekCorrectForm",
    "WeekForm",
]
