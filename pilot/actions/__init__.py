"""What happens to accounts, roles and one's own things, by noun."""

from pilot.actions.absence import correct_absence, covers, record_absence, withdraw_absence
from pilot.actions.access import discard_draft, dismiss_news, record_refused_sign_in
from pilot.actions.assumption import decide_assumption
from pilot.actions.budget import change_key, divide_budget
from pilot.actions.cost import enter_cost, reverse_cost
from pilot.actions.day import Part, correct_days, enter_days
from pilot.actions.forecast import (
    explain_variance,
    make_forecast,
    months_to_come,
    record_carry_forward,
)
from pilot.actions.parameter import change_parameter
from pilot.actions.pattern import change_pattern, latest_pattern, plan_pattern
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
from pilot.actions.sheet import import_sheet, try_costs, upload_sheet

__all__ = [
    "Part",
    "add_person",
    "change_key",
    "change_parameter",
    "change_password",
    "change_pattern",
    "correct_absence",
    "correct_days",
    "covers",
    "create_administrator",
    "deactivate_person",
    "decide_assumption",
    "discard_draft",
    "dismiss_news",
    "divide_budget",
    "end_membership",
    "enter_cost",
    "enter_days",
    "explain_variance",
    "grant_membership",
    "import_sheet",
    "latest_pattern",
    "make_administrator",
    "make_forecast",
    "months_to_come",
    "plan_pattern",
    "reactivate_person",
    "record_absence",
    "record_carry_forward",
    "record_refused_sign_in",
    "reverse_cost",
    "try_costs",
    "upload_sheet",
    "withdraw_absence",
]
