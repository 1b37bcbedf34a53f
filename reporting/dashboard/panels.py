"""One figure on a page: its table, its chart, what it means and what it rests on."""

from dataclasses import dataclass

from pilot.charts import Chart
from pilot.models import Assumption
from reporting.dashboard.charts import chart_of
from reporting.dashboard.concerns import href_about
from reporting.dashboard.words import Words, beside_in_words, in_words
from reporting.figures import Figures
from reporting.indicators import INDICATORS, TOTAL, Definition, Indicator, Outcome, Place


@dataclass(frozen=True)
class Row:
    """A place's line in a figure's table."""

    place: Place
    now: Words
    so_far: Words
    beside: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Panel:
    """One figure on a page: its table, its chart and what it means."""

    indicator: Indicator
    rows: list[Row]
    chart: Chart | None
    assumptions: list[Assumption]
    raise_href: str = ""  # where its reader raises a concern about it

    @property
    def side_by_side(self) -> list[Row]:
        """The boroughs and the total, without a line for what belongs to none."""
        return [row for row in self.rows if row.place is not self.indicator.elsewhere]

    @property
    def elsewhere(self) -> list[Row]:
        """The line for what belongs to none of the boroughs, if the figure has one."""
        return [row for row in self.rows if row.place is self.indicator.elsewhere]

    @property
    def notes(self) -> list[str]:
        """Why numbers of the table are hidden, each reason once."""
        notes = [words.note for row in self.rows for words in (row.now, row.so_far)]
        return list(dict.fromkeys(note for note in notes if note))


def panels_of(
    figures: Figures,
    clear: frozenset[Place],
    borough: Place | None,
    assumptions: dict[str, Assumption],
    *,
    may_raise: bool,
) -> list[Panel]:
    """A panel for every indicator: of one borough beside the pilot, or of all three."""
    return [
        Panel(
            indicator=indicator,
            rows=rows,
            chart=None
            if indicator.outcome is Outcome.CONTEXT
            else chart_of(figures, indicator, clear, borough),
            assumptions=assumed_in(indicator, assumptions),
            raise_href=_raise_href(figures, indicator, rows[0]) if may_raise else "",
        )
        for indicator in INDICATORS
        for rows in [_rows(figures, indicator, clear, borough)]
    ]


def assumed_in(
    definition: Definition, assumptions: dict[str, Assumption]
) -> list[Assumption]:
    """What a figure rests on that nobody has agreed yet, from what was read already."""
    return [assumptions[code] for code in definition.assumptions if code in assumptions]


def _raise_href(figures: Figures, indicator: Indicator, row: Row) -> str:
    value = f"{row.now.in_full}; to date {row.so_far.in_full}"
    return href_about(figures, indicator, row.place, figures.quarter, value)


def _rows(figures, indicator, clear, borough):
    places = (borough, TOTAL) if borough else figures.places(indicator)
    return [
        Row(
            place=place,
            now=in_words(figures.figure(indicator, place), in_clear=place in clear),
            so_far=in_words(figures.to_date(indicator, place), in_clear=place in clear),
            beside=tuple(beside_in_words(figures.figure(indicator, place), place in clear)),
        )
        for place in places
    ]
