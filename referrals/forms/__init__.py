"""What the referral pages ask, by noun."""

from referrals.forms.decision import ReferralDeclineForm
from referrals.forms.referral import (
    ReferralAttributionForm,
    ReferralCorrectionForm,
    ReferralFilterForm,
    ReferralForm,
)

__all__ = [
    "ReferralAttributionForm",
    "ReferralCorrectionForm",
    "ReferralDeclineForm",
    "ReferralFilterForm",
    "ReferralForm",
]
