"""What pilot's own pages ask, by noun."""

from pilot.forms.absence import AbsenceCorrectForm, AbsenceForm
from pilot.forms.access import PasswordChangeForm, ProofForm, SignInForm
from pilot.forms.budget import BudgetForm, CarryForwardForm, ForecastForm, VarianceForm
from pilot.forms.cost import CostFilterForm, CostForm, CostReverseForm, KeyForm
from pilot.forms.day import WeekCorrectForm, WeekForm
from pilot.forms.pattern import PatternForm
from pilot.forms.people import (
    MembershipGrantForm,
    PersonForm,
    PersonPasswordForm,
    ReasonForm,
)
from pilot.forms.sheet import COLUMNS, SheetForm, SheetRow, read_sheet
from pilot.forms.trail import TrailFilterForm

__all__ = [
    "COLUMNS",
    "AbsenceCorrectForm",
    "AbsenceForm",
    "BudgetForm",
    "CarryForwardForm",
    "CostFilterForm",
    "CostForm",
    "CostReverseForm",
    "ForecastForm",
    "KeyForm",
    "MembershipGrantForm",
    "PasswordChangeForm",
    "PatternForm",
    "PersonForm",
    "PersonPasswordForm",
    "ProofForm",
    "ReasonForm",
    "SheetForm",
    "SheetRow",
    "SignInForm",
    "TrailFilterForm",
    "VarianceForm",
    "WeekCorrectForm",
    "WeekForm",
    "read_sheet",
]
