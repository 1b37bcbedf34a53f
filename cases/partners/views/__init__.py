"""The pages of partner support, by noun."""

from cases.partners.views.allocation import (
    partner_case_allocate,
    partner_case_cover,
    partner_cover_end,
)
from cases.partners.views.caseload import partner_case_list, partner_case_search
from cases.partners.views.contact import contact_detail_reveal, contact_plan_read
from cases.partners.views.entry import (
    partner_entry_correct,
    partner_entry_list,
    partner_entry_record,
    partner_entry_withdraw,
)
from cases.partners.views.inbox import (
    partner_decline_acknowledge,
    partner_notice_acknowledge,
    partner_notice_list,
)
from cases.partners.views.marac import partner_marac_outcome
from cases.partners.views.partner_case import (
    partner_case_close,
    partner_case_detail,
    partner_case_edit,
    partner_case_history,
    partner_case_measures,
    partner_case_open,
    supported_person_edit,
)
from cases.partners.views.sides import (
    partner_sides_clear,
    partner_sides_detail,
    partner_sides_review,
    partner_untried_list,
)

__all__ = [
    "contact_detail_reveal",
    "contact_plan_read",
    "partner_case_allocate",
    "partner_case_close",
    "partner_case_cover",
    "partner_case_detail",
    "partner_case_edit",
    "partner_case_history",
    "partner_case_list",
    "partner_case_measures",
    "partner_case_open",
    "partner_case_search",
    "partner_cover_end",
    "partner_decline_acknowledge",
    "partner_entry_correct",
    "partner_entry_list",
    "partner_entry_record",
    "partner_entry_withdraw",
    "partner_marac_outcome",
    "partner_notice_acknowledge",
    "partner_notice_list",
    "partner_sides_clear",
    "partner_sides_detail",
    "partner_sides_review",
    "partner_untried_list",
    "supported_person_edit",
]
