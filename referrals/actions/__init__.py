"""What happens before there is a case: who asks and refers, and what is decided."""

from referrals.actions.confidence import (
    answer_slip,
    check_window,
    has_tried_too_often,
    key_in_answers,
    note_refusal,
)
from referrals.actions.decision import accept_referral, check_attributed, decline_referral
from referrals.actions.eligibility import allow_referral, check_eligible, check_referral
from referrals.actions.known import keep_names
from referrals.actions.practitioner import (
    Merge,
    add_agency,
    add_practitioner,
    check_not_merged,
    correct_agency,
    correct_practitioner,
    enter_practitioner,
    links_of,
    merge_practitioners,
)
from referrals.actions.referral import (
    attribute_referral,
    attribution,
    check_waiting,
    correct_referral,
    record_referral,
)
from referrals.actions.training import (
    cancel_training,
    close_training,
    correct_training,
    plan_training,
    register_others,
    register_practitioner,
    take_off_register,
    take_register,
)

__all__ = [
    "Merge",
    "accept_referral",
    "add_agency",
    "add_practitioner",
    "allow_referral",
    "answer_slip",
    "attribute_referral",
    "attribution",
    "cancel_training",
    "check_attributed",
    "check_eligible",
    "check_not_merged",
    "check_referral",
    "check_waiting",
    "check_window",
    "close_training",
    "correct_agency",
    "correct_practitioner",
    "correct_referral",
    "correct_training",
    "decline_referral",
    "enter_practitioner",
    "has_tried_too_often",
    "keep_names",
    "key_in_answers",
    "links_of",
    "merge_practitioners",
    "note_refusal",
    "plan_training",
    "record_referral",
    "register_others",
    "register_practitioner",
    "take_off_register",
    "take_register",
]
