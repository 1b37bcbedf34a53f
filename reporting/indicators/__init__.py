"""What the pilot promised, and how it is counted. One entry per figure, and no others."""

from reporting.indicators.contract import ATTENDANCE, DAYS
from reporting.indicators.counting import Facts, count
from reporting.indicators.identification import (
    ACCEPTANCE,
    ENGAGEMENT,
    PLANNED_CLOSURES,
    REFERRALS,
    SUPPORTED,
)
from reporting.indicators.indicator import (
    OUT_OF_AREA,
    PAN_BOROUGH,
    TOTAL,
    Beside,
    Definition,
    Indicator,
    Outcome,
    Place,
    Tally,
    name_of_period,
)
from reporting.indicators.safety import SAFETY

INDICATORS: tuple[Indicator, ...] = (
    REFERRALS,
    ACCEPTANCE,
    ENGAGEMENT,
    SUPPORTED,
    PLANNED_CLOSURES,
    *SAFETY,
    ATTENDANCE,
)

__all__ = [
    "DAYS",
    "INDICATORS",
    "OUT_OF_AREA",
    "PAN_BOROUGH",
    "TOTAL",
    "Beside",
    "Definition",
    "Facts",
    "Indicator",
    "Outcome",
    "Place",
    "Tally",
    "count",
    "name_of_period",
]
