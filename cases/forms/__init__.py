from cases.forms.agency import AgencyInvolvementEditForm, AgencyInvolvementForm
from cases.forms.alert import CaseAlertForm
from cases.forms.allocation import (
    CaseAllocateForm,
    CaseloadCoverForm,
    CaseloadHandOverForm,
)
from cases.forms.appointment import SessionMoveForm
from cases.forms.assessment import (
    AssessmentForm,
    AssessmentStartForm,
    SignOffForm,
    StageForm,
)
from cases.forms.attempt import AttemptCorrectForm, ContactAttemptForm, WithdrawForm
from cases.forms.case import (
    CaseChangeBoroughForm,
    CaseCloseForm,
    CaseFilterForm,
    CaseloadFilterForm,
    CaseOpenForm,
    CaseSearchForm,
)
from cases.forms.child import (
    ChildEditForm,
    ChildForm,
    ChildStatusCorrectionForm,
    ChildStatusForm,
    ChildWithdrawForm,
    answers_of,
)
from cases.forms.equality import EqualityForm
from cases.forms.feedback import (
    FeedbackAcknowledgeForm,
    FeedbackDecideForm,
    FeedbackForm,
    FeedbackSendForm,
    FeedbackStartForm,
)
from cases.forms.file_audit import (
    FileActionDoneForm,
    FileActionForm,
    FileAuditGradeForm,
    FileAuditSampleForm,
)
from cases.forms.justice import (
    EligibilityForm,
    InvolvementEndForm,
    InvolvementForm,
    JusticeForm,
)
from cases.forms.move import CaseMoveForm, CaseReopenForm
from cases.forms.non_engagement import NonEngagementForm
from cases.forms.note import NoteAddendumForm, NoteEditForm, NoteForm
from cases.forms.onward import OnwardFollowForm, OnwardForm
from cases.forms.person import PersonForm
from cases.forms.plan import (
    GoalForm,
    GoalOutcomeForm,
    GoalsConcludeForm,
    PlanReviewForm,
)
from cases.forms.risk import IncidentForm, OrderForm, RiskForm
from cases.forms.session import SessionCorrectForm, SessionForm, SessionRecordForm
from cases.forms.supervision import SupervisionEditForm, SupervisionForm
from cases.forms.task import TaskForm
from cases.forms.terms import TermsForm
from cases.forms.warning import WarningForm, WarningReviewForm
from cases.forms.youth import AssetCorrectionForm, AssetForm, YouthDetailForm
from pilot.partner_words import AsksAboutPartnerWords

__all__ = [
    "AgencyInvolvementEditForm",
    "AgencyInvolvementForm",
    "AsksAboutPartnerWords",
    "AssessmentForm",
    "AssessmentStartForm",
    "AssetCorrectionForm",
    "AssetForm",
    "AttemptCorrectForm",
    "CaseAlertForm",
    "CaseAllocateForm",
    "CaseChangeBoroughForm",
    "CaseCloseForm",
    "CaseFilterForm",
    "CaseMoveForm",
    "CaseOpenForm",
    "CaseReopenForm",
    "CaseSearchForm",
    "CaseloadCoverForm",
    "CaseloadFilterForm",
    "CaseloadHandOverForm",
    "ChildEditForm",
    "ChildForm",
    "ChildStatusCorrectionForm",
    "ChildStatusForm",
    "ChildWithdrawForm",
    "ContactAttemptForm",
    "EligibilityForm",
    "EqualityForm",
    "FeedbackAcknowledgeForm",
    "FeedbackDecideForm",
    "FeedbackForm",
    "FeedbackSendForm",
    "FeedbackStartForm",
    "FileActionDoneForm",
    "FileActionForm",
    "FileAuditGradeForm",
    "FileAuditSampleForm",
    "GoalForm",
    "GoalOutcomeForm",
    "GoalsConcludeForm",
    "IncidentForm",
    "InvolvementEndForm",
    "InvolvementForm",
    "JusticeForm",
    "NonEngagementForm",
    "NoteAddendumForm",
    "NoteEditForm",
    "NoteForm",
    "OnwardFollowForm",
    "OnwardForm",
    "OrderForm",
    "PersonForm",
    "PlanReviewForm",
    "RiskForm",
    "SessionCorrectForm",
    "SessionForm",
    "SessionMoveForm",
    "SessionRecordForm",
    "SignOffForm",
    "StageForm",
    "SupervisionEditForm",
    "SupervisionForm",
    "TaskForm",
    "TermsForm",
    "WarningForm",
    "WarningReviewForm",
    "WithdrawForm",
    "YouthDetailForm",
    "answers_of",
]
