"""The pages of referrals and of those who bring them, by noun."""

from referrals.views.agency import agency_add, agency_detail, agency_edit, agency_list
from referrals.views.confidence import (
    training_answer,
    training_answers,
    training_slips,
    training_thanks,
)
from referrals.views.decision import referral_decline
from referrals.views.practitioner import (
    practitioner_add,
    practitioner_detail,
    practitioner_edit,
    practitioner_find,
    practitioner_list,
    practitioner_merge,
    practitioner_search,
)
from referrals.views.referral import (
    referral_attribute,
    referral_detail,
    referral_edit,
    referral_list,
    referral_record,
)
from referrals.views.training import (
    training_cancel,
    training_close,
    training_detail,
    training_edit,
    training_follow_up_list,
    training_list,
    training_plan,
    training_register,
)

__all__ = [
    "agency_add",
    "agency_detail",
    "agency_edit",
    "agency_list",
    "practitioner_add",
    "practitioner_detail",
    "practitioner_edit",
    "practitioner_find",
    "practitioner_list",
    "practitioner_merge",
    "practitioner_search",
    "referral_attribute",
    "referral_decline",
    "referral_detail",
    "referral_edit",
    "referral_list",
    "referral_record",
    "training_answer",
    "training_answers",
    "training_cancel",
    "training_close",
    "training_detail",
    "training_edit",
    "training_follow_up_list",
    "training_list",
    "training_plan",
    "training_register",
    "training_slips",
    "training_thanks",
]
