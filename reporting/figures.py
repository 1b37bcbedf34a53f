"""Every figure by borough, quarter and to date, from a fixed number of queries.

One query for all that is counted from rows, and a few for what crosses the wall, however
many figures, rows, boroughs or quarters there are. Nothing dated after today counts.

What may leave the provider is decided once, when a quarter is released, for every borough,
quarter and cumulative figure together, and read from there: a page, a chart, a file and a
command can only show the same thing, and whoever looks at two days has nothing to subtract
(dictionary 9, step 6). Headline figures and what is not about people need no release.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

from pilot import calendar, parameters
from pilot.accounts import Account
from pilot.calendar import Quarter
from pilot.models import Borough
from reporting.days import Days, PeriodKey, days_to
from reporting.disclosure import cumulative as to_date
from reporting.figure import (
    HIDDEN,
    NOT_RELEASED,
    NOT_RELEASED_YET,
    SMALL_BASE,
    STILL_RUNNING,
    WAITING,
    Figure,
    Number,
    Numbers,
    Version,
    not_yet,
    percentage,
    version_of,
)
from reporting.indicators import (
    INDICATORS,
    TOTAL,
    Definition,
    Facts,
    Indicator,
    Place,
    Tally,
    count,
)
from reporting.released import Released
from reporting.spending import Spending, spending_of, spending_to

__all__ = [
    "HIDDEN",
    "NOT_RELEASED",
    "NOT_RELEASED_YET",
    "SMALL_BASE",
    "STILL_RUNNING",
    "WAITING",
    "Figure",
    "Figures",
    "Number",
    "Numbers",
    "Version",
    "figures_to",
    "latest_complete",
    "percentage",
    "pilot_quarter",
    "quarters_begun",
    "quarters_to",
    "table_of",
]

Key: TypeAlias = tuple[str, str, PeriodKey]  # an indicator's code, a place's, a period


@dataclass(frozen=True)
class Figures:
    """All figures of the pilot's quarters up to the chosen one."""

    quarter: Quarter
    as_at: date
    boroughs: tuple[Place, ...]
    table: Mapping[Key, Figure]
    released: Released
    facts: Facts
    accounts: Callable[[], Iterable[Account]] | None = None  # the boroughs' money, if read

    @cached_property
    def days(self) -> Days:
        """Days worked and commissioned: read when a page first asks for them."""
        return days_to(self.quarters, self.as_at)

    @cached_property
    def spending(self) -> Spending:
        """Money, likewise; from the accounts of whoever has read them."""
        if self.accounts is not None:
            return spending_of(self.quarters, self.accounts())
        return spending_to(self.quarters, self.boroughs)

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
        return latest_complete(self.quarter, self.as_at)

    @property
    def latest_released(self) -> Quarter:
        """The latest of its quarters that has left the provider; until then, is over."""
        found = [each for each in self.quarters if self.released.first_of(each)]
        return found[-1] if found else self.latest_complete

    @property
    def released_on(self) -> date | None:
        """The day on which the chosen quarter first left the provider, if it has."""
        first = self.released.first_of(self.quarter)
        return first.as_at if first else None


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


def latest_complete(quarter: Quarter, today: date) -> Quarter:
    """The latest quarter up to this one that is over; this one while none is."""
    over = [each for each in quarters_to(quarter) if _is_over(each, today)]
    return over[-1] if over else quarter


def quarters_to(quarter: Quarter) -> tuple[Quarter, ...]:
    """The pilot's quarters from its first up to this one."""
    return tuple(each for each in calendar.pilot_quarters() if each <= quarter)


class Table(Mapping[Key, Figure]):
    """Every figure of these indicators by code, place and period.

    Counted when the table is made; added up over boroughs and quarters, and joined by what
    has left the provider of it, when somebody asks for that figure.
    """

    def __init__(
        self,
        indicators: Iterable[Indicator],
        quarters: Sequence[Quarter],
        boroughs: Sequence[Place],
        today: date,
        facts: Facts,
        released: Released,
    ) -> None:
        self.today = today
        self.released = released
        self.counted = {
            indicator.code: _Counted(indicator, quarters, boroughs, today, facts)
            for indicator in indicators
        }
        self.periods = {
            period: quarter
            for quarter in quarters
            for period in (str(quarter), to_date(str(quarter)))
        }
        self.made: dict[Key, Figure] = {}

    def __getitem__(self, key: Key) -> Figure:
        figure = self.made.get(key)
        if figure is None:
            figure = self.made[key] = self._figure(*key)
        return figure

    def __iter__(self) -> Iterator[Key]:
        for code, counted in self.counted.items():
            for place in counted.places:
                for period in self.periods:
                    yield code, place, period

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _figure(self, code: str, place_code: str, period: PeriodKey) -> Figure:
        quarter, counted = self.periods[period], self.counted[code]
        place = counted.places[place_code]
        waits = NOT_RELEASED if _is_over(quarter, self.today) else STILL_RUNNING
        return _figure(
            counted.indicator,
            place,
            counted.tally(place, quarter, so_far=period != str(quarter)),
            self.today,
            self.released.versions(counted.indicator, place, period),
            waits,
        )


class _Counted:
    """What was counted of one figure, by the lines of its table and by quarter."""

    def __init__(
        self,
        indicator: Indicator,
        quarters: Sequence[Quarter],
        boroughs: Sequence[Place],
        today: date,
        facts: Facts,
    ) -> None:
        self.indicator = indicator
        self.quarters = quarters
        self.tallies = _tallies(indicator, quarters, boroughs, today, facts)
        lines = dict.fromkeys(place for place, _ in self.tallies)
        self.places = {place.code: place for place in (*lines, TOTAL)}

    def tally(self, place: Place, quarter: Quarter, *, so_far: bool) -> Tally:
        """Of the quarter, or of all up to its end; of the pilot that of every line."""
        is_sum = so_far and not self.indicator.is_level
        return self.indicator.together(
            tally
            for (line, counted_in), tally in self.tallies.items()
            if place in (line, TOTAL)
            and (counted_in == quarter or (is_sum and counted_in < quarter))
        )


@parameters.read_once()
def figures_to(
    quarter: Quarter,
    *,
    of: Iterable[Borough] | None = None,
    accounts: Callable[[], Iterable[Account]] | None = None,
) -> Figures:
    """Every figure of the pilot up to the end of `quarter`, or up to today within it.

    Whoever reads all boroughs, and their accounts, for more than figures gives them.
    """
    today = calendar.today()
    quarters = quarters_to(quarter)
    of = Borough.objects.all() if of is None else of
    boroughs = tuple(Place(row.code, row.name) for row in of)
    facts = count(INDICATORS, today)
    released = Released.so_far()
    return Figures(
        quarter=quarter,
        as_at=today,
        boroughs=boroughs,
        table=Table(INDICATORS, quarters, boroughs, today, facts, released),
        released=released,
        facts=facts,
        accounts=accounts,
    )


def table_of(
    indicator: Indicator,
    quarters: Sequence[Quarter],
    boroughs: Sequence[Place],
    today: date,
) -> Table:
    """The table of one figure alone, of which nothing is said to have been released."""
    facts = count([indicator], today)
    return Table([indicator], quarters, boroughs, today, facts, Released())


def _figure(indicator, place, tally, today, versions, waits):
    """One figure as it stands now, with what has left the provider of it."""
    submitted, restated = versions
    now = version_of(
        indicator,
        tally,
        on=today,
        average=indicator.average.of(tally.values) if indicator.average else None,
        averaged=tally.values.total(),
    )
    outside = now if indicator.is_in_clear else submitted
    if indicator.is_in_clear and submitted:
        restated = now if now.clear != submitted.clear else None
    return Figure(
        indicator=indicator,
        place=place,
        clear=now.clear,
        published=outside.published if outside else not_yet(indicator, waits),
        beside=_beside(indicator, tally),
        uncovered=tally.uncovered,
        spread=tally.spread,
        average=now.average,
        averaged=tally.values.total(),
        published_average=outside.published_average if outside else None,
        submitted=submitted,
        restated=restated,
    )


def _tallies(indicator, quarters, boroughs, today, facts):
    """The tally of every place and quarter, zeros included.

    A row that belongs to no line of the table would be missing from the pilot total
    (dictionary 1.3): that is a mistake in the registry, and stops here.
    """
    periods = {
        str(quarter): indicator.cohort(quarter.period, today) for quarter in quarters
    }
    counted = indicator.tally(periods, facts)
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
