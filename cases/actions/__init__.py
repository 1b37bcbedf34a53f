"""What happens to a case, by noun."""

from cases.actions.agency import amend_agency, record_agency
from cases.actions.case import change_borough, close_case, move_case, open_case
from cases.actions.checks import check_open
from cases.actions.child import (
    amend_child,
    correct_child_status,
    record_child,
    start_child_status,
    withdraw_child,
)
from cases.actions.engagement import keep_engagement
from cases.actions.equality import keep_equality
from cases.actions.note import add_to_note, change_note, check_unlocked, write_note
from cases.actions.notice import tell_partner_support
from cases.actions.person import correct_person, keep_what_was_told
from cases.actions.session import (
    check_unrecorded,
    log_attempt,
    log_session,
    record_session,
)
from cases.actions.youth import check_young, correct_asset, keep_youth_detail, record_asset

__all__ = [
    "add_to_note",
    "amend_agency",
    "amend_child",
    "change_borough",
    "change_note",
    "check_open",
    "check_unlocked",
    "check_unrecorded",
    "check_young",
    "close_case",
    "correct_asset",
    "correct_child_status",
    "correct_person",
    "keep_engagement",
    "keep_equality",
    "keep_what_was_told",
    "keep_youth_detail",
    "log_attempt",
    "log_session",
    "move_case",
    "open_case",
    "record_agency",
    "record_asset",
    "record_child",
    "record_session",
    "start_child_status",
    "tell_partner_support",
    "withdraw_child",
    "write_note",
]
