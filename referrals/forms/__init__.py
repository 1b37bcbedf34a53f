"""What the referral pages ask, by noun."""

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
    ConsultationFilterForm,
    ConsultationFollowUpForm,
    ConsultationForm,
    ConsultationHoldForm,
)
from referrals.forms.decision import ReferralDeclineForm
from referrals.forms.eligibility import ReferralAllowForm, ReferralCheckForm
from referrals.forms.liaison import LiaisonCorrectionForm, LiaisonForm
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
from referrals.forms.referral import (
    ReferralAttributionForm,
    ReferralCorrectionForm,
    ReferralFilterForm,
    ReferralForm,
)
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
    "PractitionerCorrectionForm",
    "PractitionerFilterForm",
    "PractitionerForm",
    "PractitionerMergeForm",
    "PractitionerSearchForm",
    "ReferralAllowForm",
    "ReferralAttributionForm",
    "ReferralCheckForm",
    "ReferralCorrectionForm",
    "ReferralDeclineForm",
    "ReferralFilterForm",
    "ReferralForm",
    "ReferralSearchForm",
    "RegisterForm",
    "TrainingCancelForm",
    "TrainingCloseForm",
    "TrainingCorrectionForm",
    "TrainingFilterForm",
    "TrainingForm",
]
