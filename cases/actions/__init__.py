"""What happens to a case, by noun."""

from cases.actions.agency import amend_agency, record_agency
from cases.actions.appointment import move_session
from cases.actions.attempt import correct_attempt, log_attempt, withdraw_attempt
from cases.actions.case import change_borough, close_case, move_case, open_case
from cases.actions.checks import check_open
from cases.actions.child import (
    amend_child,
    correct_child_status,
    record_child,
    start_child_status,
    withdraw_child,
)
from cases.actions.correction import correct_session, withdraw_session
from cases.actions.diary import clash_in_words, clash_of, runs_past_midnight
from cases.actions.engagement import keep_engagement
from cases.actions.equality import keep_equality
from cases.actions.note import add_to_note, change_note, check_unlocked, write_note
from cases.actions.notice import tell_partner_support
from cases.actions.person import correct_person, keep_what_was_told
from cases.actions.session import check_unrecorded, log_session, record_session
from cases.actions.task import add_task, finish_task
from cases.actions.word import Word, pass_on
from cases.actions.youth import check_young, correct_asset, keep_youth_detail, record_asset

__all__ = [
    "Word",
    "add_task",
    "add_to_note",
    "amend_agency",
    "amend_child",
    "change_borough",
    "change_note",
    "check_open",
    "check_unlocked",
    "check_unrecorded",
    "check_young",
    "clash_in_words",
    "clash_of",
    "close_case",
    "correct_asset",
    "correct_attempt",
    "correct_child_status",
    "correct_person",
    "correct_session",
    "finish_task",
    "keep_engagement",
    "keep_equality",
    "keep_what_was_told",
    "keep_youth_detail",
    "log_attempt",
    "log_session",
    "move_case",
    "move_session",
    "open_case",
    "pass_on",
    "record_agency",
    "record_asset",
    "record_child",
    "record_session",
    "runs_past_midnight",
    "start_child_status",
    "tell_partner_support",
    "withdraw_attempt",
    "withdraw_child",
    "withdraw_session",
    "write_note",
]
