"""What happens to a case, by noun."""

from cases.actions.appointment import move_session
from cases.actions.attempt import correct_attempt, log_attempt, withdraw_attempt
from cases.actions.case import change_borough, close_case, move_case, open_case
from cases.actions.checks import check_open
from cases.actions.correction import correct_session, withdraw_session
from cases.actions.diary import clash_in_words, clash_of, runs_past_midnight
from cases.actions.engagement import keep_engagement
from cases.actions.notice import tell_partner_support
from cases.actions.session import check_unrecorded, log_session, record_session
from cases.actions.task import add_task, finish_task
from cases.actions.word import Word, pass_on

__all__ = [
    "Word",
    "add_task",
    "change_borough",
    "check_open",
    "check_unrecorded",
    "clash_in_words",
    "clash_of",
    "close_case",
    "correct_attempt",
    "correct_session",
    "finish_task",
    "keep_engagement",
    "log_attempt",
    "log_session",
    "move_case",
    "move_session",
    "open_case",
    "pass_on",
    "record_session",
    "runs_past_midnight",
    "tell_partner_support",
    "withdraw_attempt",
    "withdraw_session",
]
