"""What an indicator is: its words for print, and how its rows are counted."""

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum
from statistics import median
from typing import Any, NamedTuple, TypeAlias

from django.db.models import Case, CharField, Model, Q, QuerySet, Value, When

from pilot import parameters
from pilot.calendar import Period
from reporting.disclosure import PILOT, DisclosureClass


class Outcome(Enum):
    """The heading a figure stands under: the outcomes keep the report's numbers (A-01)."""

    IDENTIFICATION = (
        "5.5.1",
        "More perpetrators identified at the earliest stages and supported to change",
    )
    SAFETY = ("5.5.2", "More safety and less risk for people in partner support")
    CAPACITY = (
        "5.5.3",
        "Police, Children’s Services and Youth Offending Service better able to respond",
    )
    CONTRACT = ("contract", "Delivery of the agreement")
    CONTEXT = ("context", "What stands around the outcomes")

    @property
    def code(self) -> str:
        """The outcome's number in the report, or "contract"."""
        return self.value[0]

    @property
    def label(self) -> str:
        """The outcome in words."""
        return self.value[1]


class Place(NamedTuple):
    """A line of a table: a borough, what belongs to none of the three, or the pilot."""

    code: str
    name: str


OUT_OF_AREA = Place("OOA", "No borough yet, or outside the three")
PAN_BOROUGH = Place("PAN", "All three boroughs together")
TOTAL = Place(PILOT, "Pilot total")


EVERY = Q()
Where: TypeAlias = Q | Callable[[], Q]  # called where it rests on a parameter in force
IN_CLEAR = (DisclosureClass.A, DisclosureClass.N)  # section 9

# A set where adding up would count somebody twice: the same person in two boroughs.
Counted: TypeAlias = int | frozenset[str]


class Tally(NamedTuple):
    """The rows of one place and period: those that meet it, out of those that could.

    `uncovered` are those of which nobody can say; `spread` and `values` say how many rows
    gave each answer, the latter for a mean or a median.
    """

    numerator: int
    denominator: int
    beside: tuple[Counted, ...] = ()
    uncovered: int = 0
    spread: Counter[str] = Counter()
    values: Counter[int] = Counter()

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            tuple(map(_together, self.beside, other.beside)),
            self.uncovered + other.uncovered,
            _sum_of(self.spread, other.spread),
            _sum_of(self.values, other.values),
        )


def _together(one: Any, other: Any) -> Counted:
    return one | other if isinstance(one, frozenset) else one + other


def _sum_of(one: Counter[Any], other: Counter[Any]) -> Counter[Any]:
    """Both counters, negative counts kept: what has left since is taken off later."""
    if not one or not other:
        return one or other
    both = Counter(one)
    both.update(other)
    return both


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One figure in plain words, as they are printed beside its number.

    Where they name a parameter ("within {P-07}"), what is in force is printed.
    """

    code: str
    label: str
    outcome: Outcome
    unit: str  # what is counted, in the plural: "referrals"
    disclosure: DisclosureClass
    numerator_words: str
    denominator_words: str
    period_words: str
    borough_words: str
    unknowns_words: str
    assumptions: tuple[str, ...] = ()
    elsewhere: Place | None = None

    @property
    def is_in_clear(self) -> bool:
        """Whether everybody who sees it at all sees it in clear (section 9)."""
        return self.disclosure in IN_CLEAR

    @property
    def definition(self) -> str:
        """Everything that says how the figure is counted, as one text for a file."""
        parts = [f"Counts {self.numerator_words}."]
        if self.denominator_words:
            parts.append(f"Out of {self.denominator_words}.")
        parts += [
            f"Period: {self.period_words}.",
            f"Borough: {self.borough_words}.",
            f"Unknowns: {self.unknowns_words}.",
        ]
        return parameters.filled(" ".join(parts))

    @property
    def parameters(self) -> set[str]:
        """The parameters that its words name, and it rests on."""
        words = (self.numerator_words, self.denominator_words, self.period_words)
        return parameters.named_in(" ".join(words))


@dataclass(frozen=True, kw_only=True)
class NotRecorded:
    """A figure that is asked for and cannot be counted: nothing records what it needs."""

    code: str
    label: str
    outcome: Outcome
    because: str


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


@dataclass(frozen=True)
class Facts:
    """What was counted: of each figure's code the tally of each borough and day.

    `shared` keeps what several figures are counted from at once.
    """

    by_day: Mapping[str, Mapping[tuple[str | None, date], Tally]]
    shared: dict[Any, Any] = dataclasses.field(default_factory=dict)


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
        days = {
            f"{self.counted_on}__gte": period.start,
            f"{self.counted_on}__lt": period.end,
        }
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
    """

    rows: Callable[[], QuerySet[Any]]
    counted_on: str
    borough_path: str
    numerator: Where
    denominator: Where | None = None
    uncovered: Q | None = None
    uncovered_words: str = ""
    lag: int = 0
    lag_parameter: str = ""
    beside: tuple[Beside, ...] = ()
    spread: Spread | None = None
    average: Average | None = None

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
        for (borough, day), tally in facts.by_day[self.code].items():
            for name, period in periods.items():
                if day in period:
                    found[borough, name].append(tally)
        return {key: self.together(tallies) for key, tallies in found.items()}

    def together(self, tallies: Iterable[Tally]) -> Tally:
        """All of these added up."""
        total = self.nothing
        for tally in tallies:
            total = total.plus(tally)
        return total

    def different(self) -> Iterator[tuple[int, Beside]]:
        """The counts of different answers beside it, and where each stands among all."""
        return (each for each in enumerate(self.beside) if each[1].distinct)


def name_of_period(field: str, periods: Mapping[str, Period]) -> Case:
    """Which of the periods the day in `field` lies in."""
    return Case(
        *(
            When(
                **{f"{field}__gte": period.start, f"{field}__lt": period.end},
                then=Value(name),
            )
            for name, period in periods.items()
        ),
        output_field=CharField(),
    )
