"""The pages of cases, by noun."""

from cases.views.alert import case_alert
from cases.views.allocation import (
    case_allocate,
    caseload_cover,
    caseload_hand_over,
    caseload_list,
    cover_end,
)
from cases.views.assessment import (
    case_assessment_detail,
    case_assessment_edit,
    case_assessment_sign_off,
    case_assessment_start,
    case_stage_rate,
)
from cases.views.attempt import attempt_correct, attempt_log, attempt_withdraw
from cases.views.case import (
    case_contacts,
    case_detail,
    case_history,
    case_notes,
    case_people,
    case_plan,
)
from cases.views.caseload import case_list, case_search, caseload_review
from cases.views.child import (
    case_child_add,
    case_child_edit,
    case_child_status,
    case_child_status_correct,
    case_child_withdraw,
)
from cases.views.correction import session_correct, session_withdraw
from cases.views.diary import diary_week, feed_end, feed_open, feed_read
from cases.views.entry import case_entry_correct, case_entry_list, case_entry_withdraw
from cases.views.equality import case_equality, case_equality_edit, equality_form
from cases.views.feedback import (
    case_feedback_start,
    feedback_acknowledge,
    feedback_decide,
    feedback_detail,
    feedback_edit,
    feedback_list,
    feedback_send,
)
from cases.views.file_audit import (
    file_audit_action_add,
    file_audit_action_finish,
    file_audit_close,
    file_audit_detail,
    file_audit_grade,
    file_audit_list,
    file_audit_sample,
)
from cases.views.justice import (
    case_eligibility_decide,
    case_involvement_end,
    case_involvement_record,
    case_justice_record,
)
from cases.views.letter import feedback_letter, feedback_pdf
from cases.views.lifecycle import (
    case_change_borough,
    case_close,
    case_move,
    case_open,
    case_reopen,
)
from cases.views.non_engagement import case_non_engagement_declare
from cases.views.note import case_note_add, case_note_addendum, case_note_edit
from cases.views.onward import case_onward_refer, onward_follow, onward_list
from cases.views.person import case_agency_add, case_agency_edit, case_person_edit
from cases.views.plan import case_goal_agree, case_goals_conclude, case_plan_review
from cases.views.risk import (
    case_incident_record,
    case_order_record,
    case_risk_rate,
    case_warning_raise,
    case_warning_review,
)
from cases.views.session import session_log, session_move, session_record, session_sheet
from cases.views.summary import case_summary, case_summary_pdf
from cases.views.supervision import (
    supervision_acknowledge,
    supervision_detail,
    supervision_edit,
    supervision_list,
    supervision_record,
)
from cases.views.task import task_add, task_finish
from cases.views.terms import terms_record
from cases.views.youth import case_asset_add, case_asset_correct, case_youth_edit

__all__ = [
    "attempt_correct",
    "attempt_log",
    "attempt_withdraw",
    "case_agency_add",
    "case_agency_edit",
    "case_alert",
    "case_allocate",
    "case_assessment_detail",
    "case_assessment_edit",
    "case_assessment_sign_off",
    "case_assessment_start",
    "case_asset_add",
    "case_asset_correct",
    "case_change_borough",
    "case_child_add",
    "case_child_edit",
    "case_child_status",
    "case_child_status_correct",
    "case_child_withdraw",
    "case_close",
    "case_contacts",
    "case_detail",
    "case_eligibility_decide",
    "case_entry_correct",
    "case_entry_list",
    "case_entry_withdraw",
    "case_equality",
    "case_equality_edit",
    "case_feedback_start",
    "case_goal_agree",
    "case_goals_conclude",
    "case_history",
    "case_incident_record",
    "case_involvement_end",
    "case_involvement_record",
    "case_justice_record",
    "case_list",
    "case_move",
    "case_non_engagement_declare",
    "case_note_add",
    "case_note_addendum",
    "case_note_edit",
    "case_notes",
    "case_onward_refer",
    "case_open",
    "case_order_record",
    "case_people",
    "case_person_edit",
    "case_plan",
    "case_plan_review",
    "case_reopen",
    "case_risk_rate",
    "case_search",
    "case_stage_rate",
    "case_summary",
    "case_summary_pdf",
    "case_warning_raise",
    "case_warning_review",
    "case_youth_edit",
    "caseload_cover",
    "caseload_hand_over",
    "caseload_list",
    "caseload_review",
    "cover_end",
    "diary_week",
    "equality_form",
    "feed_end",
    "feed_open",
    "feed_read",
    "feedback_acknowledge",
    "feedback_decide",
    "feedback_detail",
    "feedback_edit",
    "feedback_letter",
    "feedback_list",
    "feedback_pdf",
    "feedback_send",
    "file_audit_action_add",
    "file_audit_action_finish",
    "file_audit_close",
    "file_audit_detail",
    "file_audit_grade",
    "file_audit_list",
    "file_audit_sample",
    "onward_follow",
    "onward_list",
    "session_correct",
    "session_log",
    "session_move",
    "session_record",
    "session_sheet",
    "session_withdraw",
    "supervision_acknowledge",
    "supervision_detail",
    "supervision_edit",
    "supervision_list",
    "supervision_record",
    "task_add",
    "task_finish",
    "terms_record",
]
