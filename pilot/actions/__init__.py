"""What happens to accounts, roles and one's own things, by noun."""

from pilot.actions.absence import correct_absence, covers, record_absence, withdraw_absence
from pilot.actions.access import discard_draft, dismiss_news, record_refused_sign_in
from pilot.actions.agreement import complete_agreement
from pilot.actions.assumption import decide_assumption
from pilot.actions.budget import change_key, divide_budget
from pilot.actions.complaint import (
    answer_complaint,
    close_complaint,
    notify_of_complaint,
    record_complaint,
)
from pilot.actions.concern import (
    acknowledge_concern,
    answer_concern,
    assess_concern,
    close_concern,
    escalate_concern,
    keep_settled,
    pause_concern,
    raise_concern,
    reopen_concern,
    reply_to_concern,
    resolve_concern,
    resume_concern,
    share_concern,
)
from pilot.actions.concern_action import add_concern_action, finish_concern_action
from pilot.actions.contract_action import add_action, change_action, finish_action, owners
from pilot.actions.cost import enter_cost, reverse_cost
from pilot.actions.day import Part, correct_days, enter_days
from pilot.actions.extension import (
    decide_extension,
    evidence_extension,
    execute_extension,
    propose_extension,
)
from pilot.actions.forecast import (
    explain_variance,
    make_forecast,
    months_to_come,
    record_carry_forward,
)
from pilot.actions.meeting import (
    add_item,
    cancel_meeting,
    change_meeting,
    correct_item,
    decide_item,
    record_meeting,
    withdraw_item,
)
from pilot.actions.parameter import change_parameter
from pilot.actions.pattern import (
    change_pattern,
    changed,
    latest_pattern,
    not_approved,
    plan_pattern,
)
from pilot.actions.people import (
    add_person,
    change_password,
    create_administrator,
    deactivate_person,
    end_membership,
    grant_membership,
    make_administrator,
    reactivate_person,
)
from pilot.actions.record import add_record, correct_record, withdraw_record
from pilot.actions.risk import add_risk, change_risk, close_risk, score_risk
from pilot.actions.sheet import import_sheet, try_costs, upload_sheet
from pilot.actions.variation import (
    decide_variation,
    propose_variation,
    variations_for,
    withdraw_variation,
)

__all__ = [
    "Part",
    "acknowledge_concern",
    "add_action",
    "add_concern_action",
    "add_item",
    "add_person",
    "add_record",
    "add_risk",
    "answer_complaint",
    "answer_concern",
    "assess_concern",
    "cancel_meeting",
    "change_action",
    "change_key",
    "change_meeting",
    "change_parameter",
    "change_password",
    "change_pattern",
    "change_risk",
    "changed",
    "close_complaint",
    "close_concern",
    "close_risk",
    "complete_agreement",
    "correct_absence",
    "correct_days",
    "correct_item",
    "correct_record",
    "covers",
    "create_administrator",
    "deactivate_person",
    "decide_assumption",
    "decide_extension",
    "decide_item",
    "decide_variation",
    "discard_draft",
    "dismiss_news",
    "divide_budget",
    "end_membership",
    "enter_cost",
    "enter_days",
    "escalate_concern",
    "evidence_extension",
    "execute_extension",
    "explain_variance",
    "finish_action",
    "finish_concern_action",
    "grant_membership",
    "import_sheet",
    "keep_settled",
    "latest_pattern",
    "make_administrator",
    "make_forecast",
    "months_to_come",
    "not_approved",
    "notify_of_complaint",
    "owners",
    "pause_concern",
    "plan_pattern",
    "propose_extension",
    "propose_variation",
    "raise_concern",
    "reactivate_person",
    "record_absence",
    "record_carry_forward",
    "record_complaint",
    "record_meeting",
    "record_refused_sign_in",
    "reopen_concern",
    "reply_to_concern",
    "resolve_concern",
    "resume_concern",
    "reverse_cost",
    "score_risk",
    "share_concern",
    "try_costs",
    "upload_sheet",
    "variations_for",
    "withdraw_absence",
    "withdraw_item",
    "withdraw_record",
    "withdraw_variation",
]
