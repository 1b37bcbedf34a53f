"""What pilot's own pages ask, by noun."""

from pilot.forms.access import PasswordChangeForm, SignInForm
from pilot.forms.people import (
    MembershipGrantForm,
    PersonForm,
    PersonPasswordForm,
    ReasonForm,
)
from pilot.forms.trail import TrailFilterForm

__all__ = [
    "MembershipGrantForm",
    "PasswordChangeForm",
    "PersonForm",
    "PersonPasswordForm",
    "ReasonForm",
    "SignInForm",
    "TrailFilterForm",
]
