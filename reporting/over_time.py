"""Geometry for a chart of months: a band of bars for each kind, with what happened when.

Like `pilot.charts`: drawn on the server, every number written where it stands, and no more
than the tables beside it say. A mark carries the number of its line in the list of events.
"""

import calendar as months_of
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from pilot.calendar import Period
from pilot.charts import COLOURS, QUIET

# Along the page in percent of its width, down it in pixels: see `pilot.charts`.
NARROW = 0.6  # how much of its month a bar takes
NAME = 20  # a line with the name of a band
COUNT = 18  # the line under it: how many there are together
TALLEST = 44
ABOVE = 22  # of a band, for the numbers over its bars
BELOW = 20  # of its foot, for its marks
TRACK = 26  # the height of a line of the campaign
AXIS = 44
A_DAY = 1.0  # percent: what is shorter would not be seen
NEAR_THE_END = 80  # from here on, words end where others would begin


@dataclass(frozen=True)
class Span:
    """Something that took from one day to another: its number in the list, and what."""

    number: str
    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class Mark:
    """Something that happened on a day, in these bands."""

    number: str
    on: date
    bands: frozenset[str]


class DrawnBar(NamedTuple):
    x: float
    y: float
    width: float
    height: float
    words: str

    @property
    def words_x(self) -> float:
        return round(self.x + self.width / 2, 2)

    @property
    def words_y(self) -> float:
        return self.y - 4


@dataclass(frozen=True)
class DrawnMark:
    """A triangle that points up to its day."""

    x: float
    y: float
    words: str

    @property
    def is_near_the_end(self) -> bool:
        return self.x > NEAR_THE_END


@dataclass(frozen=True)
class Band:
    """A kind of rows: its name, how many there are together, and a bar for each month."""

    name: str
    count: int
    foot: float
    bars: tuple[DrawnBar, ...]
    marks: tuple[DrawnMark, ...]

    @property
    def name_y(self) -> float:
        return self.foot - TALLEST - ABOVE - COUNT - 4

    @property
    def count_y(self) -> float:
        return self.name_y + COUNT


@dataclass(frozen=True)
class DrawnSpan:
    x: float
    y: float
    length: float
    words: str

    @property
    def is_near_the_end(self) -> bool:
        return self.x > NEAR_THE_END

    @property
    def words_x(self) -> float:
        return round(self.x + self.length, 2) if self.is_near_the_end else self.x

    @property
    def words_y(self) -> float:
        return self.y - 3


@dataclass(frozen=True)
class MonthName:
    x: float
    name: str
    year: str


@dataclass(frozen=True)
class TimeChart:
    """What reporting/parts/time_chart.html draws."""

    key: str
    title: str
    description: str
    bottom: float
    bands: tuple[Band, ...]
    spans: tuple[DrawnSpan, ...]
    months: tuple[MonthName, ...]

    quiet = QUIET
    bar_colour = COLOURS[0][0]
    span_colour, span_words_colour = COLOURS[1]
    mark_colour = COLOURS[2][0]

    @property
    def height(self) -> float:
        return self.bottom + AXIS

    @property
    def month_y(self) -> float:
        return self.bottom + 18

    @property
    def year_y(self) -> float:
        return self.bottom + 36


def months_in(period: Period) -> list[date]:
    """The first day of each month that the period touches."""
    months = []
    day = period.start.replace(day=1)
    while day < period.end:
        months.append(day)
        day = (day + timedelta(days=31)).replace(day=1)
    return months


def time_chart(
    key: str,
    title: str,
    months: Sequence[date],
    bands: Mapping[str, Sequence[int]],
    *,
    names: Mapping[str, str],
    marks: Sequence[Mark] = (),
    spans: Sequence[Span] = (),
) -> TimeChart:
    """A band for each kind with a bar a month, on one scale, over what happened when."""
    most = max((max(counts, default=0) for counts in bands.values()), default=0) or 1
    drawn_spans = tuple(_spans(spans, months))
    y = NAME + TRACK * len(drawn_spans) if drawn_spans else 0
    drawn = []
    for band, counts in bands.items():
        foot = y + NAME + COUNT + ABOVE + TALLEST
        drawn.append(
            Band(
                name=names[band],
                count=sum(counts),
                foot=foot,
                bars=tuple(_bars(counts, foot, TALLEST / most)),
                marks=tuple(
                    DrawnMark(_x(mark.on, months), foot + 2, mark.number)
                    for mark in marks
                    if band in mark.bands
                ),
            )
        )
        y = foot + BELOW
    return TimeChart(
        key=key,
        title=title,
        description=_description(bands, names, marks, spans),
        bottom=y,
        bands=tuple(drawn),
        spans=drawn_spans,
        months=tuple(
            MonthName(
                _percent(n + 0.5, months),
                f"{month:%b}",
                f"{month:%Y}" if n == 0 or month.month == 1 else "",
            )
            for n, month in enumerate(months)
        ),
    )


def _bars(counts, foot, scale):
    width = round(100 * NARROW / len(counts), 2) if counts else 0
    for n, count in enumerate(counts):
        if count:
            x = _percent(n + (1 - NARROW) / 2, counts)
            height = round(count * scale, 1)
            yield DrawnBar(x, round(foot - height, 1), width, height, f"{count}")


def _spans(spans, months):
    """Each on a line of its own, cut off at the ends of the chart."""
    last = (months[-1] + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    shown = [span for span in spans if span.starts_on <= last and span.ends_on >= months[0]]
    for n, span in enumerate(shown):
        x = _x(max(span.starts_on, months[0]), months)
        end = _x(min(span.ends_on, last), months)
        length = max(round(end - x, 2), A_DAY)
        y = NAME + TRACK * n + 14
        yield DrawnSpan(min(x, 100 - length), y, length, span.number)


def _x(day: date, months: Sequence[date]) -> float:
    """Where a day stands, by its month and how much of it has passed."""
    n = (day.year - months[0].year) * 12 + day.month - months[0].month
    _, length = months_of.monthrange(day.year, day.month)
    return _percent(n + (day.day - 0.5) / length, months)


def _percent(place: float, months: Sequence[object]) -> float:
    """How far along the chart a place is, that is counted in months from its start."""
    return round(100 * place / len(months), 2)


def _description(bands, names, marks, spans) -> str:
    """The chart in a sentence for each band, for those who do not see it."""
    told = [f"{names[band]}: {sum(counts)}." for band, counts in bands.items()]
    marked = [
        f"{len(found)} {one if len(found) == 1 else several}"
        for found, one, several in (
            (marks, "training event", "training events"),
            (spans, "campaign activity", "campaign activities"),
        )
        if found
    ]
    if marked:
        told.append(f"Marked: {', '.join(marked)}.")
    return " ".join(told)
