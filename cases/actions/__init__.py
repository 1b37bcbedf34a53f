"""What happens to a case, by noun."""

from cases.actions.case import change_borough, close_case, move_case, open_case
from cases.actions.checks import check_open
from cases.actions.engagement import keep_engagement
from cases.actions.notice import tell_partner_support
from cases.actions.session import (
    check_unrecorded,
    log_attempt,
    log_session,
    record_session,
)

__all__ = [
    "change_borough",
    "check_open",
    "check_unrecorded",
    "close_case",
    "keep_engagement",
    "log_attempt",
    "log_session",
    "move_case",
    "open_case",
    "record_session",
    "tell_partner_support",
]
