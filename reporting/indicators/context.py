"""Context counts: what stands around the outcomes, without a target (dictionary 8.2)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from pilot.calendar import PILOT, Period
from reporting.disclosure import DisclosureClass
from reporting.indicators.definition import Outcome
from reporting.indicators.indicator import EVERY, Indicator, Rows


@dataclass(frozen=True, kw_only=True)
class Context(Indicator):
    """A count without a target."""

    outcome: Outcome = Outcome.CONTEXT
    disclosure: DisclosureClass = DisclosureClass.B
    denominator_words: str = ""
    unknowns_words: str = "none"
    numerator: Q = EVERY


def _nothing() -> QuerySet[Any]:
    raise LookupError("Its rows are those that come, and those that go")


@dataclass(frozen=True, kw_only=True)
class Level(Context):
    """How many there are at the end of a period: those that came, less those that left.

    What was true at the end of a quarter stays so, whatever moves or reopens later.
    """

    flows: tuple[Rows, ...]
    rows: Callable[[], QuerySet[Any]] = _nothing
    counted_on: str = ""
    borough_path: str = ""

    @property
    def sources(self) -> tuple[Rows, ...]:
        """What came and what left."""
        return self.flows

    @property
    def is_level(self) -> bool:
        """It is one."""
        return True

    def cohort(self, period: Period, today: date) -> Period:
        """Everything that happened up to the end of the period, and not after today."""
        return Period(PILOT.start, period.end).clipped_to(today)
