"""Every figure by borough, quarter and to date, from a fixed number of queries.

One query for all that is counted from rows, and a few for what crosses the wall, however
many figures, rows, boroughs or quarters there are. Nothing dated after today counts. What
may leave the provider is decided here, once, for every borough, quarter and cumulative
figure together, so that a page, a chart, a file and a command can only show the same thing.

A class B figure leaves the provider when its quarter is over: whoever looked at it day by
day would see one person arrive (dictionary 9, step 6). Until then it has no part in what
is decided about the quarters before it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, TypeAlias

from pilot import calendar, parameters
from pilot.calendar import Quarter
from pilot.models import Borough
from reporting.days import Days, PeriodKey, days_to
from reporting.disclosure import (
    SUPPRESSED_BECAUSE,
    Cell,
    Decisions,
    decide,
    percentage_is_shown,
)
from reporting.disclosure import cumulative as to_date
from reporting.indicators import (
    INDICATORS,
    TOTAL,
    Beside,
    Definition,
    Facts,
    Indicator,
    Place,
    Tally,
    count,
)
from reporting.spending import Spending, spending_to

HIDDEN = "[c]"
STILL_RUNNING = "Shown when the quarter is over."
SMALL_BASE = "No percentage is given on a base below {P-16}."

Number: TypeAlias = int | Decimal | str | None


class Numbers(NamedTuple):
    """What a figure says: its count or percentage, and the two numbers it rests on.

    A number that may not leave the provider is HIDDEN; a percentage of nothing is None.
    """

    numerator: Number
    denominator: Number
    value: Number
    note: str = ""


@dataclass(frozen=True)
class Figure:
    """An indicator in one place and period: in clear, and as it may be published."""

    indicator: Indicator
    place: Place
    clear: Numbers
    published: Numbers
    beside: tuple[tuple[Beside, int], ...]
    uncovered: int
    spread: Mapping[str, int]
    average: Number
    published_average: Number

    @property
    def coverage(self) -> Decimal | None:
        """How much of what should be counted could be, in percent; None without a base."""
        if self.indicator.uncovered is None:
            return None
        return percentage(self.clear.denominator, self.clear.denominator + self.uncovered)

    @property
    def is_low_coverage(self) -> bool:
        """Whether so little could be counted that the figure says it of itself (P-18)."""
        return self.coverage is not None and self.coverage < parameters.value("P-18")

    def beside_in_words(self, *, in_clear: bool) -> tuple[tuple[str, int], ...]:
        """Label and count of what stands beside it, in clear or as it may be published."""
        return tuple(
            (beside.label, count)
            for beside, count in self.beside
            if in_clear or beside.is_published
        )


@dataclass(frozen=True)
class Figures:
    """All figures of the pilot's quarters up to the chosen one."""

    quarter: Quarter
    as_at: date
    boroughs: tuple[Place, ...]
    table: Mapping[tuple[str, str, PeriodKey], Figure]
    days: Days
    spending: Spending

    def figure(self, indicator: Indicator, place: Place, period: PeriodKey = "") -> Figure:
        """One figure, of the chosen quarter unless another period is named."""
        return self.table[indicator.code, place.code, period or str(self.quarter)]

    def to_date(self, indicator: Indicator, place: Place) -> Figure:
        """One figure from the pilot's start to the end of the chosen quarter."""
        return self.figure(indicator, place, to_date(str(self.quarter)))

    def places(self, definition: Definition) -> tuple[Place, ...]:
        """The lines of its table: boroughs, what belongs to none of them, and the total."""
        elsewhere = (definition.elsewhere,) if definition.elsewhere else ()
        return (*self.boroughs, *elsewhere, TOTAL)

    @property
    def quarters(self) -> tuple[Quarter, ...]:
        """The pilot's quarters up to the chosen one."""
        return quarters_to(self.quarter)

    @property
    def is_begun(self) -> bool:
        """Whether there is a day of the quarter to count."""
        return self.as_at >= self.quarter.period.start

    @property
    def is_complete(self) -> bool:
        """Whether the quarter is over, so that only late entries can still change it."""
        return _is_over(self.quarter, self.as_at)

    @property
    def latest_complete(self) -> Quarter:
        """The latest of its quarters that is over; the chosen one while none is."""
        over = [each for each in self.quarters if _is_over(each, self.as_at)]
        return over[-1] if over else self.quarter


def pilot_quarter(text: str) -> Quarter:
    """The pilot's quarter written like "2015Q4"; ValueError says what is wrong with it."""
    quarter = Quarter.parse(text)
    if quarter not in calendar.pilot_quarters():
        known = ", ".join(map(str, calendar.pilot_quarters()))
        raise ValueError(f"{quarter} lies outside the pilot. Its quarters are {known}.")
    return quarter


def quarters_begun() -> tuple[Quarter, ...]:
    """The pilot's quarters that have begun by today."""
    today = calendar.today()
    return tuple(each for each in calendar.pilot_quarters() if each.period.start <= today)


def _is_over(quarter, today):
    return today > quarter.period.last


def quarters_to(quarter: Quarter) -> tuple[Quarter, ...]:
    """The pilot's quarters from its first up to this one."""
    return tuple(each for each in calendar.pilot_quarters() if each <= quarter)


@parameters.read_once()
def figures_to(quarter: Quarter) -> Figures:
    """Every figure of the pilot up to the end of `quarter`, or up to today within it."""
    today = calendar.today()
    quarters = quarters_to(quarter)
    boroughs = tuple(Place(row.code, row.name) for row in Borough.objects.all())
    facts = count(INDICATORS, today)
    return Figures(
        quarter=quarter,
        as_at=today,
        boroughs=boroughs,
        table={
            key: figure
            for indicator in INDICATORS
            for key, figure in table_of(indicator, quarters, boroughs, today, facts).items()
        },
        days=days_to(quarters, today),
        spending=spending_to(quarters, boroughs),
    )


def table_of(indicator, quarters, boroughs, today, facts: Facts | None = None):
    """The figure of every place, quarter and cumulative period."""
    tallies = _tallies(indicator, quarters, boroughs, today, facts)
    places = tuple(dict.fromkeys(place for place, _ in tallies))
    settled = [
        quarter for quarter in quarters if indicator.is_in_clear or _is_over(quarter, today)
    ]
    decisions = _decide(indicator, tallies, places, settled)
    table = {}
    for place in (*places, TOTAL):
        so_far = indicator.nothing
        for quarter in quarters:
            of_quarter = indicator.together(
                tallies[each, quarter] for each in places if place in (each, TOTAL)
            )
            so_far = of_quarter if indicator.is_level else so_far.plus(of_quarter)
            for period, tally in (
                (str(quarter), of_quarter),
                (to_date(str(quarter)), so_far),
            ):
                table[indicator.code, place.code, period] = _figure(
                    indicator,
                    place,
                    period,
                    tally,
                    decisions if quarter in settled else None,
                )
    return table


def _figure(indicator, place, period, tally, decisions):
    """One figure; without decisions its quarter still runs, and none of it is published."""
    published = (
        _not_yet(indicator)
        if decisions is None
        else _published(indicator, tally, place, period, decisions)
    )
    average = indicator.average.of(tally.values) if indicator.average else None
    is_shown = HIDDEN not in published[:3] and tally.values.total() >= parameters.value(
        "P-16"
    )
    return Figure(
        indicator=indicator,
        place=place,
        clear=_in_clear(indicator, tally),
        published=published,
        beside=_beside(indicator, tally),
        uncovered=tally.uncovered,
        spread=tally.spread,
        average=average,
        published_average=average if average is None or is_shown else HIDDEN,
    )


def _decide(indicator, tallies, places, settled):
    """What may leave the provider, of all places and periods together.

    How many there are at the end of a quarter adds up to nothing over the quarters, so
    each is decided by itself.
    """
    values = {
        str(quarter): {
            place.code: _counted(indicator, tallies[place, quarter]) for place in places
        }
        for quarter in settled
    }
    together = [{name: row} for name, row in values.items()]
    if not indicator.is_level:
        together = [values]
    reasons = {}
    for each in together:
        reasons |= decide(
            each,
            disclosure_class=indicator.disclosure,
            boroughs=tuple(place.code for place in places),
            threshold=parameters.value("P-01"),
        ).reasons
    return Decisions(reasons)


def _tallies(indicator, quarters, boroughs, today, facts):
    """The tally of every place and quarter, zeros included.

    A row that belongs to no line of the table would be missing from the pilot total
    (dictionary 1.3): that is a mistake in the registry, and stops here.
    """
    periods = {
        str(quarter): indicator.cohort(quarter.period, today) for quarter in quarters
    }
    counted = indicator.tally(periods, facts or count([indicator], today))
    elsewhere = (indicator.elsewhere,) if indicator.elsewhere else ()
    lines = {place: place.code for place in boroughs} | dict.fromkeys(elsewhere)
    tallies = {
        (place, quarter): counted.pop((borough, str(quarter)), indicator.nothing)
        for place, borough in lines.items()
        for quarter in quarters
    }
    if counted:
        raise LookupError(
            f"{indicator.code} counts rows of no line: {sorted(map(str, counted))}"
        )
    return tallies


def _beside(indicator, tally):
    return tuple(
        (beside, len(count) if beside.distinct else count)
        for beside, count in zip(indicator.beside, tally.beside, strict=True)
    )


def _counted(indicator, tally):
    return (tally.numerator, tally.denominator) if indicator.is_rate else tally.numerator


def _in_clear(indicator: Indicator, tally: Tally) -> Numbers:
    if not indicator.is_rate:
        return Numbers(tally.numerator, None, tally.numerator)
    return Numbers(
        tally.numerator, tally.denominator, percentage(tally.numerator, tally.denominator)
    )


def _published(indicator, tally, place, period, decisions):
    """What may leave the provider: the same, or less with the reason."""

    def shown(part, number):
        return number if decisions.shows(Cell(place.code, period, part)) else HIDDEN

    clear = _in_clear(indicator, tally)
    if not indicator.is_rate:
        count = shown("value", clear.value)
        return Numbers(count, None, count, SUPPRESSED_BECAUSE if count == HIDDEN else "")
    numerator = shown("numerator", clear.numerator)
    denominator = shown("denominator", clear.denominator)
    if numerator == HIDDEN or denominator == HIDDEN or shown("rest", 0) == HIDDEN:
        return Numbers(numerator, denominator, HIDDEN, SUPPRESSED_BECAUSE)
    if clear.value is None or percentage_is_shown(
        decisions,
        place.code,
        period,
        tally.denominator,
        minimum_base=parameters.value("P-16"),
    ):
        return clear
    return Numbers(numerator, denominator, HIDDEN, parameters.filled(SMALL_BASE))


def _not_yet(indicator):
    """What leaves the provider while the quarter runs: the same whatever is counted."""
    return Numbers(HIDDEN, HIDDEN if indicator.is_rate else None, HIDDEN, STILL_RUNNING)


def percentage(numerator: int, denominator: int) -> Decimal | None:
    """The rate in percent, rounded half up to one decimal; of nothing there is none."""
    if not denominator:
        return None
    return (100 * Decimal(numerator) / denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)
