"""What the referral pages ask, by noun."""

from referrals.forms.decision import ReferralDeclineForm
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

__all__ = [
    "AgencyCorrectionForm",
    "AgencyFilterForm",
    "AgencyForm",
    "PractitionerCorrectionForm",
    "PractitionerFilterForm",
    "PractitionerForm",
    "PractitionerMergeForm",
    "PractitionerSearchForm",
    "ReferralAttributionForm",
    "ReferralCorrectionForm",
    "ReferralDeclineForm",
    "ReferralFilterForm",
    "ReferralForm",
]
