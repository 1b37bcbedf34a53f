"""What an indicator is: which rows it counts, by which day and for which borough."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Any, TypeAlias

from django.db.models import Model, Q, QuerySet

from pilot import parameters
from pilot.calendar import Period
from reporting.disclosure import DisclosureClass
from reporting.indicators.definition import IN_CLEAR, Definition
from reporting.indicators.tally import Counted, Facts, Tally, together

EVERY = Q()
Where: TypeAlias = Q | Callable[[], Q]  # called where it rests on a parameter in force


@dataclass(frozen=True, kw_only=True)
class Beside:
    """A count over the same rows, printed beside the figure and no part of it.

    It has a class of its own (dictionary 9): only one of class A leaves the provider, as
    nothing here hides a small number of another. `asks` marks one that somebody has to do
    something about. With `distinct` it counts different answers in those fields, capital
    letters aside, and not rows.
    """

    label: str
    where: Q
    disclosure: DisclosureClass
    asks: bool = False
    distinct: tuple[str, ...] = ()

    @property
    def is_published(self) -> bool:
        """Whether it may stand outside the provider."""
        return self.disclosure in IN_CLEAR

    @property
    def nothing(self) -> Counted:
        """What it counts where there are no rows."""
        return frozenset() if self.distinct else 0


@dataclass(frozen=True, kw_only=True)
class Spread:
    """The same rows by what they say in one field, each row under one answer.

    `labels` are the answers in the order in which they are printed. With `weight` each
    row counts as often as that field says.
    """

    label: str
    field: str
    labels: Mapping[str, str] = dataclasses.field(hash=False)
    disclosure: DisclosureClass
    where: Q = EVERY
    weight: str = ""

    @property
    def is_published(self) -> bool:
        """Whether it may stand outside the provider, as of `Beside`."""
        return self.disclosure in IN_CLEAR


@dataclass(frozen=True, kw_only=True)
class Average:
    """A mean or a median of what the rows say in a field of whole numbers.

    `parts` of the field make one of the unit: 100 where it holds hundredths. It leaves the
    provider only where the percentage of the same rows does (section 9, step 5).
    """

    label: str
    unit: str
    field: str
    is_median: bool = False
    parts: int = 1

    def of(self, values: Counter[int]) -> Decimal | None:
        """The average, rounded half up; of nothing there is none."""
        count = sum(values.values())
        if not count:
            return None
        if self.is_median:
            found = Decimal(median(values.elements())) / self.parts
        else:
            found = Decimal(sum(value * many for value, many in values.items()))
            found = found / count / self.parts
        step = Decimal("0.1") if self.is_median else Decimal("0.01")
        return found.quantize(step, ROUND_HALF_UP)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """Which rows, by which day, for which borough; a `sign` of -1 takes them off.

    `key` is what is counted of them, where that is not the row itself but what it tells
    of; `link` the field that leads to it, where its kind does not say.
    """

    find: Callable[[], QuerySet[Any]]
    counted_on: str
    borough_path: str
    sign: int = 1
    key: str = "pk"
    link: str = ""

    def within(self, period: Period) -> QuerySet[Any]:
        """Those of the period, in no order: what is counted and listed alike."""
        # One comparison: where the day is an expression, each would work it out again.
        days = {f"{self.counted_on}__range": (period.start, period.last)}
        return self.find().filter(**days).order_by()

    @property
    def counts(self) -> type[Model]:
        """The model of what is counted."""
        model = self.find().model
        if self.key == "pk":
            return model
        return model._meta.get_field(self.key).related_model


@dataclass(frozen=True, kw_only=True)
class Indicator(Definition):
    """A figure counted from rows: which rows, by which day, for which borough.

    Without a denominator it is a count; with one it is a percentage. `uncovered` are the
    rows that would stand in the denominator if what is missing were known: coverage is
    printed from them. `lag` is the days of follow-up that each row must have had before it
    counts (dictionary 1.5); `lag_parameter` names a number of working days instead.
    `within` is the code of a figure that counts each of its rows too, by the same day and
    borough: who reads that one knows how many there can be of this one.
    `meets` names the field of a rate that says all of it: yes, no, or nothing where that is
    not known. `asks` names the only field of which all its numbers ask one answer or some.

    What is not `is_sensitive` says how the provider works: that everybody or nobody meets
    it tells nothing of a person (section 9, step 1). `is_coverage_told` where a headline
    figure tells the rows covered and uncovered together.
    """

    rows: Callable[[], QuerySet[Any]]
    counted_on: str
    borough_path: str
    numerator: Where
    denominator: Where | None = None
    uncovered: Q | None = None
    uncovered_words: str = ""
    meets: str = ""
    asks: str = ""
    lag: int = 0
    lag_parameter: str = ""
    within: str = ""
    beside: tuple[Beside, ...] = ()
    spread: Spread | None = None
    average: Average | None = None
    is_sensitive: bool = True
    is_coverage_told: bool = False

    def __post_init__(self) -> None:
        if self.is_in_clear:
            return
        if any(each.is_published for each in (*self.beside, self.spread) if each):
            raise ValueError(
                f"{self.code}: nothing beside a figure that may be hidden is published"
            )

    @property
    def sources(self) -> tuple[Rows, ...]:
        """Where its rows come from."""
        return (
            Rows(
                find=self.rows, counted_on=self.counted_on, borough_path=self.borough_path
            ),
        )

    @property
    def is_level(self) -> bool:
        """Whether it says how many there are at the end of a period, not what happened."""
        return False

    @property
    def is_rate(self) -> bool:
        """Whether it is a percentage rather than a count."""
        return self.denominator is not None

    @property
    def value_unit(self) -> str:
        """The unit of the figure itself: what is counted, or a percentage of it."""
        return f"percent of {self.unit}" if self.is_rate else self.unit

    @property
    def nothing(self) -> Tally:
        """The tally of a place without rows."""
        return Tally(0, 0, tuple(beside.nothing for beside in self.beside))

    def cohort(self, period: Period, today: date) -> Period:
        """The days whose rows the figure of `period` counts: none of them after today."""
        clipped = period.clipped_to(today)
        if self.lag_parameter:
            days = parameters.value(self.lag_parameter)
            return clipped.lagged_by_working_days(days)
        return clipped.lagged(self.lag)

    def tally(
        self, periods: Mapping[str, Period], facts: Facts
    ) -> dict[tuple[str | None, str], Tally]:
        """The counts of every borough in every one of the periods.

        Keys are a borough's code, or None for rows without one, and the period's name.
        """
        found: dict[tuple[str | None, str], list[Tally]] = defaultdict(list)
        spans = [(name, each.start, each.end) for name, each in periods.items()]
        for (borough, day), tally in facts.by_day[self.code].items():
            for name, start, end in spans:
                if start <= day < end:
                    found[borough, name].append(tally)
        return {key: self.together(tallies) for key, tallies in found.items()}

    def together(self, tallies: Iterable[Tally]) -> Tally:
        """All of these added up."""
        found = list(tallies)
        return together(found) if found else self.nothing

    def different(self) -> Iterator[tuple[int, Beside]]:
        """The counts of different answers beside it, and where each stands among all."""
        return (each for each in enumerate(self.beside) if each[1].distinct)
