"""The pages of cases, by noun."""

from cases.views.alert import case_alert
from cases.views.allocation import (
    case_allocate,
    caseload_cover,
    caseload_hand_over,
    caseload_list,
    cover_end,
)
from cases.views.attempt import attempt_correct, attempt_log, attempt_withdraw
from cases.views.case import (
    case_contacts,
    case_detail,
    case_history,
    case_notes,
    case_people,
)
from cases.views.caseload import case_list, case_search
from cases.views.correction import session_correct, session_withdraw
from cases.views.lifecycle import (
    case_change_borough,
    case_close,
    case_move,
    case_open,
    case_reopen,
)
from cases.views.session import (
    session_log,
    session_move,
    session_record,
    session_sheet,
)
from cases.views.task import task_finish
from cases.views.terms import terms_record

__all__ = [
    "attempt_correct",
    "attempt_log",
    "attempt_withdraw",
    "case_alert",
    "case_allocate",
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
    "case_reopen",
    "case_search",
    "caseload_cover",
    "caseload_hand_over",
    "caseload_list",
    "cover_end",
    "session_correct",
    "session_log",
    "session_move",
    "session_record",
    "session_sheet",
    "session_withdraw",
    "task_finish",
    "terms_record",
]
