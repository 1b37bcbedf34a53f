"""What happens to a referral until it is decided, by noun."""

from referrals.actions.decision import accept_referral, check_attributed, decline_referral
from referrals.actions.referral import (
    attribute_referral,
    attribution,
    check_waiting,
    correct_referral,
    record_referral,
)

__all__ = [
    "accept_referral",
    "attribute_referral",
    "attribution",
    "check_attributed",
    "check_waiting",
    "correct_referral",
    "decline_referral",
    "record_referral",
]
