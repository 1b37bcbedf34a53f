"""The pages of referrals and of those who bring them, by noun."""

from referrals.views.agency import agency_add, agency_detail, agency_edit, agency_list
from referrals.views.campaign import (
    campaign_correct,
    campaign_detail,
    campaign_list,
    campaign_record,
)
from referrals.views.confidence import (
    training_answer,
    training_answers,
    training_slips,
    training_thanks,
)
from referrals.views.consultation import (
    consultation_book,
    consultation_cancel,
    consultation_correct,
    consultation_detail,
    consultation_follow_up,
    consultation_hold,
    consultation_list,
    consultation_record,
)
from referrals.views.decision import referral_decline, referral_reopen
from referrals.views.eligibility import referral_allow, referral_check
from referrals.views.liaison import (
    liaison_correct,
    liaison_detail,
    liaison_list,
    liaison_record,
)
from referrals.views.notice import notice_correct, referral_tell
from referrals.views.practitioner import (
    practitioner_add,
    practitioner_detail,
    practitioner_edit,
    practitioner_find,
    practitioner_list,
    practitioner_merge,
    practitioner_search,
)
from referrals.views.recording import referral_known, referral_record, referral_search
from referrals.views.referral import (
    referral_attribute,
    referral_detail,
    referral_edit,
    referral_list,
)
from referrals.views.retention import erasure_list, referral_hold
from referrals.views.safety import (
    safety_check_approve,
    safety_check_correct,
    safety_check_record,
)
from referrals.views.screening import referral_answer, referral_ask, referral_screen
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
    "campaign_correct",
    "campaign_detail",
    "campaign_list",
    "campaign_record",
    "consultation_book",
    "consultation_cancel",
    "consultation_correct",
    "consultation_detail",
    "consultation_follow_up",
    "consultation_hold",
    "consultation_list",
    "consultation_record",
    "erasure_list",
    "liaison_correct",
    "liaison_detail",
    "liaison_list",
    "liaison_record",
    "notice_correct",
    "practitioner_add",
    "practitioner_detail",
    "practitioner_edit",
    "practitioner_find",
    "practitioner_list",
    "practitioner_merge",
    "practitioner_search",
    "referral_allow",
    "referral_answer",
    "referral_ask",
    "referral_attribute",
    "referral_check",
    "referral_decline",
    "referral_detail",
    "referral_edit",
    "referral_hold",
    "referral_known",
    "referral_list",
    "referral_record",
    "referral_reopen",
    "referral_screen",
    "referral_search",
    "referral_tell",
    "safety_check_approve",
    "safety_check_correct",
    "safety_check_record",
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
