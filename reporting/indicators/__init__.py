"""What the pilot promised, and how it is counted. One entry per figure, and no others."""

from reporting.indicators.campaign import CAMPAIGN, CAMPAIGN_CONTACTS, LIAISON
from reporting.indicators.capacity import (
    BY_SECTOR,
    CONFIDENCE,
    CONSULTATIONS,
    FEEDBACK,
    TRAINING,
)
from reporting.indicators.caseload import CASELOAD, ENTERED_JUSTICE, NOT_ENGAGING
from reporting.indicators.children import CHILDREN, YOUTH_LINKS
from reporting.indicators.contract import (
    ATTENDANCE,
    DAYS,
    EQUALITY_COMPLETE,
    FILES_AUDITED,
    SPENDING,
)
from reporting.indicators.counting import count
from reporting.indicators.definition import (
    OUT_OF_AREA,
    PAN_BOROUGH,
    TOTAL,
    Definition,
    Outcome,
    Place,
)
from reporting.indicators.engagement import (
    CONVERSION,
    ENGAGED,
    ENGAGEMENT,
    MOVEMENT,
    PLANNED_CLOSURES,
    PROGRAMMES,
    SUPPORTED,
)
from reporting.indicators.governance import COMPLAINTS, CONCERNS, INCIDENTS, RESOLVED
from reporting.indicators.identification import (
    ACCEPTANCE,
    EARLY,
    FIRST_CONTACT,
    FUNNEL,
    REFERRALS,
)
from reporting.indicators.indicator import Average, Beside, Indicator, Spread
from reporting.indicators.safety import ABUSE_ENDED, LESS_ABUSE, SAFETY
from reporting.indicators.tally import Facts, Tally

CONTEXT: tuple[Indicator, ...] = (
    CASELOAD,
    CHILDREN,
    NOT_ENGAGING,
    ENTERED_JUSTICE,
    YOUTH_LINKS,
    CAMPAIGN,
    CAMPAIGN_CONTACTS,
    LIAISON,
    COMPLAINTS,
    INCIDENTS,
    CONCERNS,
    RESOLVED,
)
# In the order of the dictionary; context counts come last.
INDICATORS: tuple[Indicator, ...] = (
    REFERRALS,
    EARLY,
    ACCEPTANCE,
    ENGAGEMENT,
    ENGAGED,
    SUPPORTED,
    MOVEMENT,
    LESS_ABUSE,
    *ABUSE_ENDED,
    PROGRAMMES,
    CONVERSION,
    PLANNED_CLOSURES,
    FUNNEL,
    *SAFETY,
    CONSULTATIONS,
    TRAINING,
    CONFIDENCE,
    FEEDBACK,
    BY_SECTOR,
    FIRST_CONTACT,
    ATTENDANCE,
    EQUALITY_COMPLETE,
    FILES_AUDITED,
    *CONTEXT,
)

__all__ = [
    "ATTENDANCE",
    "CONTEXT",
    "DAYS",
    "ENGAGEMENT",
    "INDICATORS",
    "OUT_OF_AREA",
    "PAN_BOROUGH",
    "SPENDING",
    "TOTAL",
    "Average",
    "Beside",
    "Definition",
    "Facts",
    "Indicator",
    "Outcome",
    "Place",
    "Spread",
    "Tally",
    "count",
]
