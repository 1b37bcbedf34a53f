"""What happens to the record of support, by noun."""

from cases.actions import check_stands
from cases.partners.actions.across import (
    RANKED,
    check_across,
    clear_case,
    hold_review,
    not_tried,
    sides_of,
    take_back_clearance,
)
from cases.partners.actions.allocation import (
    allocate_partner_case,
    cover_partner_case,
    end_partner_cover,
)
from cases.partners.actions.checks import (
    check_may_support,
    check_one_side,
    check_open,
    check_plan_read,
    check_point_is_free,
    has_read_plan,
    hold,
    hold_open,
    linkable_cases,
    perpetrators_of,
    plan_of,
    supporters_in,
    trace_of,
)
from cases.partners.actions.contact import (
    acknowledge_plan,
    check_in_scope,
    check_may_tell,
    log_contact,
    record_notification,
    record_response,
    reveal_detail,
)
from cases.partners.actions.entry import correct_entry, record_entry, withdraw_entry
from cases.partners.actions.inbox import acknowledge_decline, acknowledge_notice
from cases.partners.actions.marac import (
    check_not_heard,
    correct_marac,
    decide_marac,
    record_marac_outcome,
)
from cases.partners.actions.measure import correct_dash, record_dash
from cases.partners.actions.partner_case import (
    close_partner_case,
    correct_supported_person,
    link_case,
    open_partner_case,
    set_out_support,
)

__all__ = [
    "RANKED",
    "acknowledge_decline",
    "acknowledge_notice",
    "acknowledge_plan",
    "allocate_partner_case",
    "check_across",
    "check_in_scope",
    "check_may_support",
    "check_may_tell",
    "check_not_heard",
    "check_one_side",
    "check_open",
    "check_plan_read",
    "check_point_is_free",
    "check_stands",
    "clear_case",
    "close_partner_case",
    "correct_dash",
    "correct_entry",
    "correct_marac",
    "correct_supported_person",
    "cover_partner_case",
    "decide_marac",
    "end_partner_cover",
    "has_read_plan",
    "hold",
    "hold_open",
    "hold_review",
    "link_case",
    "linkable_cases",
    "log_contact",
    "not_tried",
    "open_partner_case",
    "perpetrators_of",
    "plan_of",
    "record_dash",
    "record_entry",
    "record_marac_outcome",
    "record_notification",
    "record_response",
    "reveal_detail",
    "set_out_support",
    "sides_of",
    "supporters_in",
    "take_back_clearance",
    "trace_of",
    "withdraw_entry",
]
