from cases.partners.models.across import (
    CaseClearance,
    IntegratedReview,
    cases_across,
    cases_told_of,
    unsupported_cases,
    untried_cases,
    worked_with_by,
)
from cases.partners.models.allocation import PartnerAllocation
from cases.partners.models.contact import PartnerContact, PartnerResponse
from cases.partners.models.contact_plan import WAYS, PlanReading, SafeContactPlan
from cases.partners.models.dash import (
    DASH_ITEMS,
    DashAnswer,
    DashAssessment,
    MaracCriterion,
    Measure,
    Point,
)
from cases.partners.models.detail import ContactDetail
from cases.partners.models.entry import PartnerEntry
from cases.partners.models.inbox import (
    READ_WITHIN,
    URGENT_WITHIN,
    acknowledged,
    declines_told_to,
    escalated,
    notices_told_to,
    waiting,
)
from cases.partners.models.link import CaseLink
from cases.partners.models.marac import (
    MaracDecision,
    decided_of,
    levels_alone,
    marac_waiting,
    with_marac,
)
from cases.partners.models.measure import (
    GRID_DOMAINS,
    MIRABAL,
    RATED,
    PartnerOutcome,
    SeverityGrid,
)
from cases.partners.models.name_key import SupportedNameKey
from cases.partners.models.notification import PartnerNotification
from cases.partners.models.partner_case import PartnerCase
from cases.partners.models.person import SupportedPerson
from cases.partners.models.side import Side
from cases.partners.models.support import SafetyPlan, SupportOffer, with_plans_to_review

__all__ = [
    "DASH_ITEMS",
    "GRID_DOMAINS",
    "MIRABAL",
    "RATED",
    "READ_WITHIN",
    "URGENT_WITHIN",
    "WAYS",
    "CaseClearance",
    "CaseLink",
    "ContactDetail",
    "DashAnswer",
    "DashAssessment",
    "IntegratedReview",
    "MaracCriterion",
    "MaracDecision",
    "Measure",
    "PartnerAllocation",
    "PartnerCase",
    "PartnerContact",
    "PartnerEntry",
    "PartnerNotification",
    "PartnerOutcome",
    "PartnerResponse",
    "PlanReading",
    "Point",
    "SafeContactPlan",
    "SafetyPlan",
    "SeverityGrid",
    "Side",
    "SupportOffer",
    "SupportedNameKey",
    "SupportedPerson",
    "acknowledged",
    "cases_across",
    "cases_told_of",
    "decided_of",
    "declines_told_to",
    "escalated",
    "levels_alone",
    "marac_waiting",
    "notices_told_to",
    "unsupported_cases",
    "untried_cases",
    "waiting",
    "with_marac",
    "with_plans_to_review",
    "worked_with_by",
]
