"""A figure month by month, from what was counted already: no query of its own.

Of headline figures and what is not about people everybody who sees the quarter sees the
months; of every other only those who see it in clear, since a month holds few people.
A figure that waits for a follow-up, says how many there are, or is counted on the partner
side is given by quarter alone.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from pilot import calendar
from pilot.calendar import PILOT, Period
from reporting.figures import Figures
from reporting.indicators import TOTAL, Indicator, Place, Tally
from reporting.indicators.safety import AcrossTheWall
from reporting.over_time import TimeChart, months_in, time_chart

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Month:
    """A month's line: its name, and the number of each place as it is written."""

    label: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Months:
    """A figure by month: the drawn counts, and a table of the same beside them."""

    places: tuple[Place, ...]
    rows: tuple[Month, ...]
    chart: TimeChart

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """The words of each month: its name, and the number of each place."""
        return [(row.label, *row.numbers) for row in self.rows]


def months_of(
    figures: Figures,
    indicator: Indicator,
    clear: frozenset[Place],
    borough: Place | None,
) -> Months | None:
    """The months so far of one borough and the pilot, or of all three; None if not given.

    A rate is drawn by what meets it, and written with the base beside it.
    """
    places = (borough, TOTAL) if borough else figures.places(indicator)
    may_see = indicator.is_in_clear or set(places) <= clear
    if not may_see or not _is_monthly(indicator) or not figures.is_begun:
        return None
    tallies = _by_month(figures, indicator)
    last = min(figures.as_at, figures.quarter.period.last)
    months = months_in(PILOT.clipped_to(last))
    shown = [
        [tallies.get((place.code, month), indicator.nothing) for place in places]
        for month in months
    ]
    counts = {
        place.code: [row[position].numerator for row in shown]
        for position, place in enumerate(places)
    }
    return Months(
        places=places,
        rows=tuple(
            Month(_label(month, last), tuple(_in_words(indicator, each) for each in row))
            for month, row in zip(months, shown, strict=True)
        ),
        chart=time_chart(
            f"{indicator.code}-months",
            f"{indicator.label} by month",
            months,
            counts,
            names={place.code: place.name for place in places},
        ),
    )


def _is_monthly(indicator: Indicator) -> bool:
    is_lagged = indicator.lag or indicator.lag_parameter
    across = isinstance(indicator, AcrossTheWall)
    return not (is_lagged or indicator.is_level or across)


def _by_month(figures: Figures, indicator: Indicator) -> Mapping[tuple[str, date], Tally]:
    """The tallies of each borough and of the pilot by the first day of the month."""
    inside = Period(PILOT.start, figures.quarter.period.end)
    found: dict[tuple[str, date], list[Tally]] = defaultdict(list)
    for (borough, day), tally in figures.facts.by_day[indicator.code].items():
        if day in inside:
            month = day.replace(day=1)
            place = borough or indicator.elsewhere.code  # no row is of no line
            for code in (place, TOTAL.code):
                found[code, month].append(tally)
    return {key: indicator.together(tallies) for key, tallies in found.items()}


def _label(month: date, last: date) -> str:
    """The month's name, and for one that is not over how far it has been counted."""
    is_over = last.replace(day=1) != month or (last + DAY).day == 1
    name = f"{month:%B %Y}"
    return name if is_over else f"{name}, to {calendar.in_words(last)}"


def _in_words(indicator: Indicator, tally: Tally) -> str:
    if indicator.is_rate:
        return f"{tally.numerator:,} of {tally.denominator:,}"
    return f"{tally.numerator:,}"
