"""Geometry for a chart of months: a band of bars for each kind, with what happened when.

Like `pilot.charts`: drawn on the server, every number written where it stands, and no more
than the tables beside it say. A mark carries the number of its line in the list of events.
"""

import calendar as months_of
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pilot.calendar import Period
from pilot.charts import COLOURS, QUIET

LEFT = 170  # of the months: the names stand before them
MONTH = 40
BAR = 24
TALLEST = 44
ABOVE = 18  # of a band, for the numbers over its bars
BELOW = 20  # of its foot, for its marks
TRACK = 24  # the height of a line of the campaign
AXIS = 44
MARK = 6  # half of a mark's width


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


@dataclass(frozen=True)
class DrawnBar:
    x: float
    y: float
    height: float
    words: str
    words_x: float
    words_y: float


@dataclass(frozen=True)
class DrawnMark:
    x: float
    y: float
    words: str

    @property
    def points(self) -> str:
        """A triangle that points up to its day."""
        return (
            f"{self.x},{self.y} {self.x - MARK},{self.y + MARK + 4} "
            f"{self.x + MARK},{self.y + MARK + 4}"
        )

    @property
    def words_x(self) -> float:
        return self.x + MARK + 2

    @property
    def words_y(self) -> float:
        return self.y + MARK + 5


@dataclass(frozen=True)
class Band:
    """A kind of rows: its name, how many there are together, and a bar for each month."""

    name: str
    count: int
    foot: float
    bars: tuple[DrawnBar, ...]
    marks: tuple[DrawnMark, ...]

    @property
    def shape(self) -> str:
        """All its bars as one path."""
        return "".join(f"M{bar.x} {bar.y}h{BAR}v{bar.height}h-{BAR}z" for bar in self.bars)

    @property
    def name_y(self) -> float:
        return self.foot - TALLEST / 2

    @property
    def count_y(self) -> float:
        return self.name_y + 20


@dataclass(frozen=True)
class DrawnSpan:
    x: float
    y: float
    length: float
    words: str

    @property
    def words_x(self) -> float:
        return self.x + self.length + 4

    @property
    def words_y(self) -> float:
        return self.y + 12


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
    width: int
    bottom: float
    bands: tuple[Band, ...]
    spans: tuple[DrawnSpan, ...]
    months: tuple[MonthName, ...]

    left = LEFT
    name_x = LEFT - 12
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
    y = TRACK * len(drawn_spans) + (8 if drawn_spans else 0)
    drawn = []
    for band, counts in bands.items():
        foot = y + ABOVE + TALLEST
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
        width=LEFT + MONTH * len(months) + 30,
        bottom=y,
        bands=tuple(drawn),
        spans=drawn_spans,
        months=tuple(
            MonthName(
                LEFT + MONTH * n + MONTH / 2,
                f"{month:%b}",
                f"{month:%Y}" if n == 0 or month.month == 1 else "",
            )
            for n, month in enumerate(months)
        ),
    )


def _bars(counts, foot, scale):
    for n, count in enumerate(counts):
        if not count:
            continue
        x = LEFT + MONTH * n + (MONTH - BAR) / 2
        height = round(count * scale, 1)
        y = round(foot - height, 1)
        yield DrawnBar(x, y, height, f"{count}", x + BAR / 2, y - 4)


def _spans(spans, months):
    """Each on a line of its own, cut off at the ends of the chart."""
    last = (months[-1] + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    shown = [span for span in spans if span.starts_on <= last and span.ends_on >= months[0]]
    for n, span in enumerate(shown):
        x = _x(max(span.starts_on, months[0]), months)
        end = _x(min(span.ends_on, last), months)
        yield DrawnSpan(x, TRACK * n + 4, max(round(end - x, 1), 4), span.number)


def _x(day: date, months: Sequence[date]) -> float:
    """Where a day stands, by its month and how much of it has passed."""
    n = (day.year - months[0].year) * 12 + day.month - months[0].month
    _, length = months_of.monthrange(day.year, day.month)
    return round(LEFT + MONTH * (n + (day.day - 0.5) / length), 1)


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
