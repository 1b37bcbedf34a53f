"""What the pilot promised, and how it is counted. One entry per figure, and no others."""

from reporting.indicators.capacity import (
    BY_SECTOR,
    CONFIDENCE,
    CONSULTATIONS,
    FEEDBACK,
    TRAINING,
)
from reporting.indicators.context import CONTEXT
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
from reporting.indicators.identification import (
    ACCEPTANCE,
    CONVERSION,
    EARLY,
    ENGAGED,
    ENGAGEMENT,
    FIRST_CONTACT,
    FUNNEL,
    MOVEMENT,
    PLANNED_CLOSURES,
    PROGRAMMES,
    REFERRALS,
    SUPPORTED,
)
from reporting.indicators.indicator import Average, Beside, Indicator, Spread
from reporting.indicators.safety import ABUSE_ENDED, LESS_ABUSE, SAFETY
from reporting.indicators.tally import Facts, Tally

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
