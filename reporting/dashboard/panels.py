"""One figure on a page: its table, its chart, what it means and what it rests on."""

from collections.abc import Iterator
from dataclasses import dataclass

from pilot.charts import Chart
from pilot.models import Assumption
from reporting.dashboard.charts import chart_of
from reporting.dashboard.concerns import href_about
from reporting.dashboard.expected import (
    UNTARGETED,
    Standing,
    before_in_words,
    expected_in_words,
    standing_of,
)
from reporting.dashboard.months import Months, months_of
from reporting.dashboard.words import Words, beside_in_words, in_words, restated_in_words
from reporting.figures import Figure, Figures
from reporting.indicators import INDICATORS, TOTAL, Definition, Indicator, Outcome, Place
from reporting.lists.reading import Doors
from reporting.targets import FUNNEL, WITH_TARGETS, Targets

# The same work looked at from its start, and by the day of each step.
OTHER_VIEWS = {
    "I04": ("I04b", "A cohort: cases by the day they were accepted"),
    "I04b": ("I04", "Activity: first sessions by the day they were held"),
    "I08": ("I08b", "Activity: starts by the day they began"),
    "I08b": ("I08", "A cohort: onward referrals by the day they were made"),
    "F01": ("I03", "A cohort: referrals by the day they were received, and what became "
            "of them until today"),
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """A place's line in a figure's table.

    `now_href` and `so_far_href` lead those who may to the list of what was counted.
    """

    place: Place
    now: Words
    so_far: Words
    beside: tuple[tuple[str, str], ...]
    stands: Standing = UNTARGETED
    stands_so_far: Standing = UNTARGETED
    now_href: str = ""
    so_far_href: str = ""
    restated: tuple[str, ...] = ()  # as submitted and as restated, where they differ


@dataclass(frozen=True)
class Panel:
    """One figure on a page: its table, its chart and what it means."""

    indicator: Indicator
    rows: list[Row]
    chart: Chart | None
    assumptions: list[Assumption]
    raise_href: str = ""  # where its reader raises a concern about it
    expected: tuple[str, ...] = ()  # its targets in words; empty where it has none ever
    before: tuple[str, ...] = ()
    months: Months | None = None

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

    @property
    def view(self) -> str:
        """Whether it follows a cohort or counts activity, where both are given."""
        return OTHER_VIEWS.get(self.indicator.code, ("", ""))[1]

    @property
    def other_view(self) -> Indicator | None:
        """The figure that looks at the same work the other way."""
        code = OTHER_VIEWS.get(self.indicator.code, ("", ""))[0]
        return next((each for each in INDICATORS if each.code == code), None)


def panels_of(
    figures: Figures,
    clear: frozenset[Place],
    borough: Place | None,
    assumptions: dict[str, Assumption],
    targets: Targets,
    *,
    may_raise: bool,
    doors: Doors,
) -> list[Panel]:
    """A panel for every indicator: of one borough beside the pilot, or of all three.

    `doors` are the lists behind numbers that its reader may open.
    """
    return [
        _panel(figures, indicator, clear, borough, assumptions, targets, may_raise, doors)
        for indicator in INDICATORS
        if clear or indicator.code != FUNNEL  # what stands beside it is the provider's
    ]


def _panel(figures, indicator, clear, borough, assumptions, targets, may_raise, doors):
    rows = _rows(figures, indicator, clear, borough, targets, doors)
    is_context = indicator.outcome is Outcome.CONTEXT
    places = [borough] if borough else figures.boroughs
    expected = before = ()
    if indicator.code in WITH_TARGETS:
        expected = tuple(expected_in_words(targets, indicator, places))
        before = tuple(before_in_words(targets, indicator, places))
    return Panel(
        indicator=indicator,
        rows=rows,
        chart=None if is_context else chart_of(figures, indicator, clear, borough),
        assumptions=assumed_in(indicator, assumptions),
        raise_href=_raise_href(figures, indicator, rows[0]) if may_raise else "",
        expected=expected,
        before=before,
        months=months_of(figures, indicator, clear, borough),
    )


def assumed_in(
    definition: Definition, assumptions: dict[str, Assumption]
) -> list[Assumption]:
    """What a figure rests on that nobody has agreed yet, from what was read already."""
    return [assumptions[code] for code in definition.assumptions if code in assumptions]


def _raise_href(figures: Figures, indicator: Indicator, row: Row) -> str:
    value = f"{row.now.in_full}; to date {row.so_far.in_full}"
    return href_about(figures, indicator, row.place, figures.quarter, value)


def _rows(figures, indicator, clear, borough, targets, doors):
    places = (borough, TOTAL) if borough else figures.places(indicator)
    rows = []
    for place in places:
        stands, stands_so_far = standing_of(figures, targets, indicator, place, clear)
        now, so_far = figures.figure(indicator, place), figures.to_date(indicator, place)
        is_clear = place in clear
        rows.append(
            Row(
                place=place,
                now=in_words(now, in_clear=is_clear),
                so_far=in_words(so_far, in_clear=is_clear),
                beside=tuple(beside_in_words(now, is_clear)),
                stands=stands,
                stands_so_far=stands_so_far,
                now_href=doors.href(indicator, place, figures.quarter),
                so_far_href=doors.href(indicator, place, figures.quarter, is_to_date=True),
                restated=tuple(_restated(now, so_far)),
            )
        )
    return rows


def _restated(now: Figure, so_far: Figure) -> Iterator[str]:
    for when, figure in (("In the quarter", now), ("To date", so_far)):
        if told := restated_in_words(figure):
            yield f"{when}: {told}"
