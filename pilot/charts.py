"""Geometry for server-drawn charts: where each bar, step, word and line of an SVG stands.

A chart says no more than the table beside it. A hidden value has no bar, its word stands in
the same place whatever it hides, bars keep the order they are given in, and the axis is
scaled from shown values alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import count, pairwise
from math import ceil
from typing import NamedTuple, TypeAlias

from pilot import calendar

Value: TypeAlias = int | float | Decimal

# Along the page everything is in percent of its width and nothing is scaled, so that a
# telephone shows the whole chart in letters of the same size. Down it is in pixels.
NAME = 15  # of the line that a name and its number stand on, above their bar
BAR = 12
BAR_TOP = 20
PITCH = 40
HEADING = 28
AXIS = 18
MOST_STEPS = 5

# (bar, words), dark enough to read on white; the words of #28a197 need a darker shade.
COLOURS = (("#12436d", "#12436d"), ("#28a197", "#156a63"), ("#801650", "#801650"))
QUIET = "#505a5f"
TRACK = "#e8eef4"  # as long as the longest bar could be
HIDDEN = "suppressed"


@dataclass(frozen=True)
class Bar:
    """One number with its name; None for a number that may not be shown."""

    name: str
    value: Value | None


@dataclass(frozen=True)
class Group:
    """Bars that belong together, such as the boroughs in one quarter."""

    name: str
    bars: Sequence[Bar]


class DrawnBar(NamedTuple):
    """A bar, `length` percent long, under its name and its number in words."""

    group: str
    name: str
    words: str
    y: int
    length: float
    colour: str
    words_colour: str
    is_shown: bool  # else it has no track either, on which nothing would be nought

    @property
    def words_y(self) -> int:
        return self.y + NAME

    @property
    def top(self) -> int:
        return self.y + BAR_TOP

    @property
    def middle(self) -> int:
        return self.top + BAR // 2


@dataclass(frozen=True)
class Heading:
    """The name of a group, above its bars."""

    name: str
    top: int

    @property
    def y(self) -> int:
        return self.top + HEADING - 10


@dataclass(frozen=True)
class Chart:
    """What components/chart.html draws, and components/chart_table.html writes out."""

    key: str
    title: str
    heading: str
    group_heading: str
    bars: tuple[DrawnBar, ...]
    headings: tuple[Heading, ...]
    longest: str  # what the longest bar that could be drawn stands for
    bottom: int

    quiet = QUIET

    @property
    def height(self) -> int:
        return self.bottom + AXIS

    @property
    def axis_y(self) -> int:
        """Of the words of the axis."""
        return self.bottom + 10

    @property
    def lines(self) -> list[tuple[str, ...]]:
        """The words of each bar: its group, where there are several, name and number."""
        if self.headings:
            return [(bar.group, bar.name, bar.words) for bar in self.bars]
        return [(bar.name, bar.words) for bar in self.bars]

    @property
    def description(self) -> str:
        """The chart in a sentence for each bar, for those who do not see it."""
        return " ".join(
            f"{f'{bar.group}, ' if self.headings else ''}{bar.name}: {bar.words}."
            for bar in self.bars
        )


def bar_chart(
    key: str,
    title: str,
    groups: Sequence[Group],
    *,
    heading: str = "Borough",
    group_heading: str = "Period",
    unit: str = "",
) -> Chart:
    """Draws a figure by borough, or with a group for each quarter its trend.

    `key` makes the ids in the page unique. A percentage (unit "%") has an axis of 0 to 100.
    The names of groups are drawn only when there are several. Less than nothing, as what a
    quarter cost that took back more than was paid in it, is a number without a bar.
    """
    _check_key(key)
    shown = [bar.value for group in groups for bar in group.bars if bar.value is not None]
    longest = _longest(max(0, *shown, 100 if unit == "%" else 0))

    bars: list[DrawnBar] = []
    headings: list[Heading] = []
    y = 0
    for group in groups:
        if len(groups) > 1:
            headings.append(Heading(group.name, y))
            y += HEADING
        for position, bar in enumerate(group.bars):
            colour, words_colour = (
                COLOURS[position] if position < len(COLOURS) else (QUIET, QUIET)
            )
            is_shown = bar.value is not None
            bars.append(
                DrawnBar(
                    group=group.name,
                    name=bar.name,
                    words=f"{bar.value:,}{unit}".replace("-", "−") if is_shown else HIDDEN,
                    y=y,
                    length=round(max(0.0, float(bar.value or 0)) * 100 / longest, 1),
                    colour=colour,
                    words_colour=words_colour if is_shown else QUIET,
                    is_shown=is_shown,
                )
            )
            y += PITCH
    return Chart(
        key=key,
        title=title,
        heading=heading,
        group_heading=group_heading,
        bars=tuple(bars),
        headings=tuple(headings),
        longest=f"{longest:,}{unit}" if any(value > 0 for value in shown) else "",
        bottom=y,
    )


def _check_key(key: str) -> None:
    if not re.fullmatch(r"[A-Za-z][\w-]*", key, re.ASCII):
        raise ValueError(f"A chart's key is part of an id: {key!r} will not do")


def _longest(most: Value) -> int:
    """At least `most`, in a few even steps of 1, 2 or 5, or tens of them."""
    step = next(
        lead * 10**power
        for power in count()
        for lead in (1, 2, 5)
        if most <= lead * 10**power * MOST_STEPS
    )
    return max(step, ceil(most / step) * step)


# Steps: something that has a level from a day on, until it has another.

LEVEL = 40  # of a level, whose name stands above its line
LEVEL_WORDS = 10
MOST_DATES = 5


@dataclass(frozen=True)
class Step:
    """From this day on it is at this level, counted from 0; None where nobody can say."""

    on: date
    level: int | None


@dataclass(frozen=True)
class Tick:
    words: str
    x: float


@dataclass(frozen=True)
class DrawnStep:
    x: float
    y: int


@dataclass(frozen=True)
class DrawnLine:
    """It stays at a level, or goes straight up or down to another."""

    x1: float
    y1: int
    x2: float
    y2: int


@dataclass(frozen=True)
class DrawnLevel:
    name: str
    y: int

    @property
    def words_y(self) -> int:
        return self.y - LEVEL_WORDS


@dataclass(frozen=True)
class StepChart:
    """What components/step_chart.html draws; the table beside it is the page's own."""

    key: str
    title: str
    description: str
    levels: tuple[DrawnLevel, ...]
    lines: tuple[DrawnLine, ...]
    steps: tuple[DrawnStep, ...]
    ticks: tuple[Tick, ...]

    colour = COLOURS[0][0]
    quiet = QUIET

    @property
    def bottom(self) -> int:
        return len(self.levels) * LEVEL

    @property
    def words_y(self) -> int:
        """Of the words of the axis."""
        return self.bottom + 12

    @property
    def height(self) -> int:
        return self.bottom + AXIS


def step_chart(
    key: str, title: str, levels: Sequence[str], steps: Sequence[Step], *, until: date
) -> StepChart:
    """Draws levels over time, the lowest at the bottom; the last one holds `until` then.

    Steps are given in order. The line stops where nobody can say what the level was.
    """
    _check_key(key)
    if not steps:
        raise ValueError("A line needs a step to begin with")
    if any(later.on < earlier.on for earlier, later in pairwise(steps)):
        raise ValueError("Steps are given in the order of their days")
    start = steps[0].on
    until = max(until, steps[-1].on)
    scale = 100 / max((until - start).days, 1)

    def x_of(day: date) -> float:
        return round((day - start).days * scale, 1)

    def y_of(level: int) -> int:
        return (len(levels) - level) * LEVEL - LEVEL_WORDS

    ends = [*(step.on for step in steps[1:]), until]
    spans = [
        (step.level, x_of(step.on), x_of(end))
        for step, end in zip(steps, ends, strict=True)
    ]
    lines: list[DrawnLine] = []
    before = None
    for level, x, end in spans:
        if level is not None:
            y = y_of(level)
            if before not in (None, level):
                lines.append(DrawnLine(x, y_of(before), x, y))
            lines.append(DrawnLine(x, y, end, y))
        before = level
    return StepChart(
        key=key,
        title=title,
        description=" ".join(
            f"{calendar.in_words(step.on)}: "
            f"{'not known' if step.level is None else levels[step.level].lower()}."
            for step in steps
        ),
        levels=tuple(DrawnLevel(name, y_of(level)) for level, name in enumerate(levels)),
        lines=tuple(lines),
        steps=tuple(
            DrawnStep(x_of(step.on), y_of(step.level))
            for step in steps
            if step.level is not None
        ),
        ticks=tuple(Tick(f"{day.day} {day:%b}", x_of(day)) for day in _dates(start, until)),
    )


def _dates(start: date, until: date) -> list[date]:
    """The first day, and evenly chosen ones after it up to the last."""
    days = (until - start).days
    number = min(MOST_DATES - 1, days // 7) or min(days, 1)
    return [
        date.fromordinal(start.toordinal() + days * place // max(number, 1))
        for place in range(number + 1)
    ]
