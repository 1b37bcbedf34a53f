"""The pages of cases, by noun."""

from cases.views.case import (
    case_contacts,
    case_detail,
    case_history,
    case_notes,
    case_people,
)
from cases.views.caseload import case_list, case_search
from cases.views.lifecycle import case_change_borough, case_close, case_move, case_open
from cases.views.session import attempt_log, session_log, session_record

__all__ = [
    "attempt_log",
    "case_change_borough",
    "case_close",
    "case_contacts",
    "case_detail",
    "case_history",
    "case_list",
    "case_move",
    "case_notes",
    "case_open",
    "case_people",
    "case_search",
    "session_log",
    "session_record",
]
