"""What pilot's own pages ask, by noun."""

from pilot.forms.absence import AbsenceCorrectForm, AbsenceForm
from pilot.forms.access import PasswordChangeForm, ProofForm, SignInForm
from pilot.forms.budget import BudgetForm, CarryForwardForm, ForecastForm, VarianceForm
from pilot.forms.complaint import (
    ComplaintAnswerForm,
    ComplaintCloseForm,
    ComplaintForm,
    ComplaintNotifyForm,
)
from pilot.forms.concern import (
    ConcernAcknowledgeForm,
    ConcernActionDoneForm,
    ConcernActionForm,
    ConcernAnswerForm,
    ConcernAssessForm,
    ConcernCloseForm,
    ConcernEscalateForm,
    ConcernFilterForm,
    ConcernForm,
    ConcernPauseForm,
    ConcernReopenForm,
    ConcernReplyForm,
    ConcernResolveForm,
    ConcernResumeForm,
    ConcernShareForm,
)
from pilot.forms.contract_action import (
    ContractActionChangeForm,
    ContractActionFilterForm,
    ContractActionFinishForm,
    ContractActionForm,
)
from pilot.forms.cost import CostFilterForm, CostForm, CostReverseForm, KeyForm
from pilot.forms.day import WeekCorrectForm, WeekForm
from pilot.forms.extension import (
    ExtensionDecideForm,
    ExtensionEvidenceForm,
    ExtensionForm,
    ExtensionSignForm,
)
from pilot.forms.meeting import (
    ItemCorrectForm,
    ItemDecideForm,
    ItemForm,
    MeetingChangeForm,
    MeetingForm,
)
from pilot.forms.pattern import PatternForm
from pilot.forms.people import (
    MembershipGrantForm,
    PersonForm,
    PersonPasswordForm,
    ReasonForm,
)
from pilot.forms.record import (
    AccreditationForm,
    AgreementForm,
    ApprovalForm,
    DocumentForm,
    EqualityAssessmentForm,
    RecordForm,
    RegisterEntryForm,
)
from pilot.forms.risk import RiskChangeForm, RiskForm, RiskScoreForm
from pilot.forms.sheet import COLUMNS, SheetForm, SheetRow, read_sheet
from pilot.forms.trail import TrailFilterForm
from pilot.forms.variation import VariationDecideForm, VariationForm, VariationWithdrawForm

__all__ = [
    "COLUMNS",
    "AbsenceCorrectForm",
    "AbsenceForm",
    "AccreditationForm",
    "AgreementForm",
    "ApprovalForm",
    "BudgetForm",
    "CarryForwardForm",
    "ComplaintAnswerForm",
    "ComplaintCloseForm",
    "ComplaintForm",
    "ComplaintNotifyForm",
    "ConcernAcknowledgeForm",
    "ConcernActionDoneForm",
    "ConcernActionForm",
    "ConcernAnswerForm",
    "ConcernAssessForm",
    "ConcernCloseForm",
    "ConcernEscalateForm",
    "ConcernFilterForm",
    "ConcernForm",
    "ConcernPauseForm",
    "ConcernReopenForm",
    "ConcernReplyForm",
    "ConcernResolveForm",
    "ConcernResumeForm",
    "ConcernShareForm",
    "ContractActionChangeForm",
    "ContractActionFilterForm",
    "ContractActionFinishForm",
    "ContractActionForm",
    "CostFilterForm",
    "CostForm",
    "CostReverseForm",
    "DocumentForm",
    "EqualityAssessmentForm",
    "ExtensionDecideForm",
    "ExtensionEvidenceForm",
    "ExtensionForm",
    "ExtensionSignForm",
    "ForecastForm",
    "ItemCorrectForm",
    "ItemDecideForm",
    "ItemForm",
    "KeyForm",
    "MeetingChangeForm",
    "MeetingForm",
    "MembershipGrantForm",
    "PasswordChangeForm",
    "PatternForm",
    "PersonForm",
    "PersonPasswordForm",
    "ProofForm",
    "ReasonForm",
    "RecordForm",
    "RegisterEntryForm",
    "RiskChangeForm",
    "RiskForm",
    "RiskScoreForm",
    "SheetForm",
    "SheetRow",
    "SignInForm",
    "TrailFilterForm",
    "VarianceForm",
    "VariationDecideForm",
    "VariationForm",
    "VariationWithdrawForm",
    "WeekCorrectForm",
    "WeekForm",
    "read_sheet",
]
