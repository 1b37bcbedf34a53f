"""What happens to a case, by noun."""

from cases.actions.agency import amend_agency, record_agency
from cases.actions.allocation import (
    allocate_case,
    arrange_cover,
    caseworkers_in,
    check_may_work_on,
    check_never_in_partner_support,
    end_cover,
    hand_over,
)
from cases.actions.appointment import move_session
from cases.actions.assessment import (
    check_assessment_is_as_read,
    complete_assessment,
    correct_assessment,
    send_back_assessment,
    sign_off_assessment,
    start_assessment,
)
from cases.actions.attempt import correct_attempt, log_attempt, withdraw_attempt
from cases.actions.case import (
    change_borough,
    close_case,
    keep_first_case,
    open_case,
    reopen_case,
)
from cases.actions.checks import (
    check_closed,
    check_closing,
    check_not_after_its_end,
    check_not_after_today,
    check_open,
    check_stands,
    hold_open,
    trace_of,
)
from cases.actions.child import (
    amend_child,
    correct_child_status,
    record_child,
    start_child_status,
    withdraw_child,
)
from cases.actions.closure import check_goes_where_it_says, keeping_its_closure
from cases.actions.contacting import check_may_contact
from cases.actions.correction import correct_session, withdraw_session
from cases.actions.diary import clash_in_words, clash_of, runs_past_midnight
from cases.actions.engagement import keep_engagement, keep_first_attempt
from cases.actions.equality import keep_equality
from cases.actions.event import correct_entry, record_incident, record_order
from cases.actions.feed import end_feed, open_feed
from cases.actions.feedback import (
    acknowledge_feedback,
    approve_feedback,
    check_is_as_read,
    check_risk_is_rated,
    correct_feedback,
    draft_feedback,
    return_feedback,
    send_feedback,
    write_feedback,
)
from cases.actions.file_audit import (
    add_file_action,
    auditors_in,
    close_file_audit,
    draw_files,
    files_to_draw,
    finish_file_action,
    grade_file,
)
from cases.actions.guards import (
    Missing,
    check_assessed,
    check_nothing_missing,
    missing,
)
from cases.actions.justice import (
    check_ends_as_decided,
    correct_involvement,
    correct_justice,
    decide_eligibility,
    end_involvement,
    record_involvement,
    record_justice,
)
from cases.actions.mistake import withdraw_entry
from cases.actions.move import enter_stage, move_case
from cases.actions.non_engagement import (
    check_evidence,
    correct_non_engagement,
    declare_non_engagement,
    keep_told,
)
from cases.actions.note import add_to_note, change_note, check_unlocked, write_note
from cases.actions.notice import tell_partner_support
from cases.actions.onward import (
    NO_NEWS,
    ONWARD_STEPS,
    correct_onward,
    follow_onward,
    possible,
    refer_onward,
)
from cases.actions.parameter import keep_by_parameter
from cases.actions.person import correct_person, keep_what_was_told
from cases.actions.plan import (
    SET_ASIDE,
    agree_goal,
    check_looked_at_in_turn,
    conclude_goals,
    correct_goal,
    correct_goal_outcome,
    review_plan,
)
from cases.actions.risk import correct_risk, update_risk
from cases.actions.session import (
    check_unrecorded,
    keys_of_meeting,
    log_session,
    record_session,
)
from cases.actions.stage import correct_stage, keep_stages, rate_stage
from cases.actions.supervision import (
    acknowledge_supervision,
    change_supervision,
    check_open_to,
    record_supervision,
)
from cases.actions.task import add_task, finish_task
from cases.actions.terms import record_terms
from cases.actions.warning import correct_warning, raise_warning, review_warning
from cases.actions.word import Word, pass_on
from cases.actions.youth import check_young, correct_asset, keep_youth_detail, record_asset

__all__ = [
    "NO_NEWS",
    "ONWARD_STEPS",
    "SET_ASIDE",
    "Missing",
    "Word",
    "acknowledge_feedback",
    "acknowledge_supervision",
    "add_file_action",
    "add_task",
    "add_to_note",
    "agree_goal",
    "allocate_case",
    "amend_agency",
    "amend_child",
    "approve_feedback",
    "arrange_cover",
    "auditors_in",
    "caseworkers_in",
    "change_borough",
    "change_note",
    "change_supervision",
    "check_assessed",
    "check_assessment_is_as_read",
    "check_closed",
    "check_closing",
    "check_ends_as_decided",
    "check_evidence",
    "check_goes_where_it_says",
    "check_is_as_read",
    "check_looked_at_in_turn",
    "check_may_contact",
    "check_may_work_on",
    "check_never_in_partner_support",
    "check_not_after_its_end",
    "check_not_after_today",
    "check_nothing_missing",
    "check_open",
    "check_open_to",
    "check_risk_is_rated",
    "check_stands",
    "check_unlocked",
    "check_unrecorded",
    "check_young",
    "clash_in_words",
    "clash_of",
    "close_case",
    "close_file_audit",
    "complete_assessment",
    "conclude_goals",
    "correct_assessment",
    "correct_asset",
    "correct_attempt",
    "correct_child_status",
    "correct_entry",
    "correct_feedback",
    "correct_goal",
    "correct_goal_outcome",
    "correct_involvement",
    "correct_justice",
    "correct_non_engagement",
    "correct_onward",
    "correct_person",
    "correct_risk",
    "correct_session",
    "correct_stage",
    "correct_warning",
    "decide_eligibility",
    "declare_non_engagement",
    "draft_feedback",
    "draw_files",
    "end_cover",
    "end_feed",
    "end_involvement",
    "enter_stage",
    "files_to_draw",
    "finish_file_action",
    "finish_task",
    "follow_onward",
    "grade_file",
    "hand_over",
    "hold_open",
    "keep_by_parameter",
    "keep_engagement",
    "keep_equality",
    "keep_first_attempt",
    "keep_first_case",
    "keep_stages",
    "keep_told",
    "keep_what_was_told",
    "keep_youth_detail",
    "keeping_its_closure",
    "keys_of_meeting",
    "log_attempt",
    "log_session",
    "missing",
    "move_case",
    "move_session",
    "open_case",
    "open_feed",
    "pass_on",
    "possible",
    "raise_warning",
    "rate_stage",
    "record_agency",
    "record_asset",
    "record_child",
    "record_incident",
    "record_involvement",
    "record_justice",
    "record_order",
    "record_session",
    "record_supervision",
    "record_terms",
    "refer_onward",
    "reopen_case",
    "return_feedback",
    "review_plan",
    "review_warning",
    "runs_past_midnight",
    "send_back_assessment",
    "send_feedback",
    "sign_off_assessment",
    "start_assessment",
    "start_child_status",
    "tell_partner_support",
    "trace_of",
    "update_risk",
    "withdraw_attempt",
    "withdraw_child",
    "withdraw_entry",
    "withdraw_session",
    "write_feedback",
    "write_note",
]
