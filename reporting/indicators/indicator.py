"""What an indicator is: its words for print, and how its rows are counted."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any, NamedTuple, TypeAlias

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When

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


# A set where adding up would count somebody twice: the same person in two boroughs.
Counted: TypeAlias = int | frozenset[tuple[Any, ...]]


class Tally(NamedTuple):
    """The rows of one place and period: those that meet it, out of those that could."""

    numerator: int
    denominator: int
    beside: tuple[Counted, ...]

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            tuple(map(_together, self.beside, other.beside)),
        )


def _together(one: Any, other: Any) -> Counted:
    return one | other if isinstance(one, frozenset) else one + other


@dataclass(frozen=True, kw_only=True)
class Definition:
    """One figure in plain words, as they are printed beside its number."""

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
        return " ".join(parts)


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
        return self.disclosure is DisclosureClass.A

    @property
    def nothing(self) -> Counted:
        """What it counts where there are no rows."""
        return frozenset() if self.distinct else 0


@dataclass(frozen=True, kw_only=True)
class Indicator(Definition):
    """A figure counted from rows: which rows, by which day, for which borough.

    Without a denominator it is a count; with one it is a percentage. `lag` is the days of
    follow-up that each row must have had before it counts (dictionary 1.5).
    """

    rows: Callable[[], QuerySet[Any]]
    counted_on: str
    borough_path: str
    numerator: Q
    denominator: Q | None = None
    lag: int = 0
    beside: tuple[Beside, ...] = ()

    def __post_init__(self) -> None:
        if self.beside and self.disclosure is not DisclosureClass.A:
            raise ValueError(
                f"{self.code}: only a class A figure may list counts beside it"
            )

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
        return period.clipped_to(today).lagged(self.lag)

    def tally(
        self, periods: Mapping[str, Period], counted: dict[Any, Any] | None = None
    ) -> dict[tuple[str | None, str], Tally]:
        """The counts of every borough in every one of the periods.

        One query, and one more for each count of different answers. Keys are a borough's
        code, or None for rows without one, and the period's name.
        """
        counts = {
            "numerator": Count("pk", filter=self.numerator),
            "denominator": Count("pk", filter=self.denominator),
            **{
                f"beside_{number}": Count("pk", filter=beside.where)
                for number, beside in enumerate(self.beside)
            },
        }
        rows = self._rows_in(periods)
        different = [self._different(beside, rows) for beside in self.beside]
        return {
            (borough, name): Tally(
                numerator,
                denominator,
                tuple(
                    frozenset(answers[borough, name]) if beside.distinct else count
                    for beside, count, answers in zip(
                        self.beside, besides, different, strict=True
                    )
                ),
            )
            for borough, name, numerator, denominator, *besides in rows.values_list(
                self.borough_path, "in_period"
            ).annotate(**counts)
        }

    def _rows_in(self, periods: Mapping[str, Period]) -> QuerySet[Any]:
        """The rows of any of the periods, and in `in_period` of which."""
        first = min(period.start for period in periods.values())
        after = max(period.end for period in periods.values())
        return (
            self.rows()
            .filter(**{f"{self.counted_on}__gte": first, f"{self.counted_on}__lt": after})
            .annotate(in_period=name_of_period(self.counted_on, periods))
            .exclude(in_period=None)
            .order_by()
        )

    def _different(
        self, beside: Beside, rows: QuerySet[Any]
    ) -> dict[tuple[str | None, str], set[tuple[Any, ...]]]:
        """The different answers of every borough and period: none if rows are counted."""
        found: dict[tuple[str | None, str], set[tuple[Any, ...]]] = defaultdict(set)
        if beside.distinct:
            for borough, name, *answers in rows.filter(beside.where).values_list(
                self.borough_path, "in_period", *beside.distinct
            ):
                # Python compares the same letters on every database.
                found[borough, name].add(
                    tuple(str(answer).casefold() for answer in answers)
                )
        return found


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
