"""The pages of cases, by noun."""

from cases.views.case import (
    case_change_borough,
    case_close,
    case_detail,
    case_list,
    case_move,
    case_open,
    case_search,
    case_timeline,
)
from cases.views.session import attempt_log, session_log, session_record

__all__ = [
    "attempt_log",
    "case_change_borough",
    "case_close",
    "case_detail",
    "case_list",
    "case_move",
    "case_open",
    "case_search",
    "case_timeline",
    "session_log",
    "session_record",
]
