"""The pages of referrals, by noun."""

from referrals.views.decision import referral_decline
from referrals.views.referral import (
    referral_attribute,
    referral_detail,
    referral_edit,
    referral_list,
    referral_record,
)

__all__ = [
    "referral_attribute",
    "referral_decline",
    "referral_detail",
    "referral_edit",
    "referral_list",
    "referral_record",
]
