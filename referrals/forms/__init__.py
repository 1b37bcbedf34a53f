"""What the referral pages ask, by noun."""

from referrals.forms.attribution import ReferralAttributionForm
from referrals.forms.campaign import (
    CampaignCorrectionForm,
    CampaignFilterForm,
    CampaignForm,
)
from referrals.forms.confidence import AnswerForm, AnswerSheetsForm
from referrals.forms.consultation import (
    ConsultationBookForm,
    ConsultationCancelForm,
    ConsultationCorrectionForm,
    ConsultationFollowUpForm,
    ConsultationForm,
    ConsultationHoldForm,
)
from referrals.forms.decision import ReferralDeclineForm, ReferralReopenForm
from referrals.forms.eligibility import ReferralAllowForm, ReferralCheckForm
from referrals.forms.filters import ConsultationFilterForm, ReferralFilterForm
from referrals.forms.liaison import LiaisonCorrectionForm, LiaisonForm
from referrals.forms.notice import NoticeCorrectionForm, ReferralTellForm
from referrals.forms.practitioner import (
    AgencyCorrectionForm,
    AgencyFilterForm,
    AgencyForm,
    PractitionerCorrectionForm,
    PractitionerFilterForm,
    PractitionerForm,
    PractitionerMergeForm,
    PractitionerSearchForm,
)
from referrals.forms.referral import ReferralCorrectionForm, ReferralForm
from referrals.forms.retention import ReferralHoldForm
from referrals.forms.safety import (
    SafetyCheckApprovalForm,
    SafetyCheckCorrectionForm,
    SafetyCheckForm,
)
from referrals.forms.screening import ReferralAnswerForm, ReferralAskForm
from referrals.forms.search import ReferralSearchForm
from referrals.forms.training import (
    RegisterForm,
    TrainingCancelForm,
    TrainingCloseForm,
    TrainingCorrectionForm,
    TrainingFilterForm,
    TrainingForm,
)

__all__ = [
    "AgencyCorrectionForm",
    "AgencyFilterForm",
    "AgencyForm",
    "AnswerForm",
    "AnswerSheetsForm",
    "CampaignCorrectionForm",
    "CampaignFilterForm",
    "CampaignForm",
    "ConsultationBookForm",
    "ConsultationCancelForm",
    "ConsultationCorrectionForm",
    "ConsultationFilterForm",
    "ConsultationFollowUpForm",
    "ConsultationForm",
    "ConsultationHoldForm",
    "LiaisonCorrectionForm",
    "LiaisonForm",
    "NoticeCorrectionForm",
    "PractitionerCorrectionForm",
    "PractitionerFilterForm",
    "PractitionerForm",
    "PractitionerMergeForm",
    "PractitionerSearchForm",
    "ReferralAllowForm",
    "ReferralAnswerForm",
    "ReferralAskForm",
    "ReferralAttributionForm",
    "ReferralCheckForm",
    "ReferralCorrectionForm",
    "ReferralDeclineForm",
    "ReferralFilterForm",
    "ReferralForm",
    "ReferralHoldForm",
    "ReferralReopenForm",
    "ReferralSearchForm",
    "ReferralTellForm",
    "RegisterForm",
    "SafetyCheckApprovalForm",
    "SafetyCheckCorrectionForm",
    "SafetyCheckForm",
    "TrainingCancelForm",
    "TrainingCloseForm",
    "TrainingCorrectionForm",
    "TrainingFilterForm",
    "TrainingForm",
]
