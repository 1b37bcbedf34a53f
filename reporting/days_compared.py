"""Days planned beside days delivered: a table for each place, and a chart.

Time for all three boroughs stands on a line of its own and is never spread over them: the
boroughs and that line add up to the pilot.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pilot import calendar
from pilot.calendar import Quarter
from pilot.charts import Bar, Chart, Group, bar_chart
from pilot.models import Assumption, WorkDay
from pilot.money import signed_extensions
from reporting.days import EVERY_POST, Days, activities_to, days_to
from reporting.disclosure import cumulative as to_date
from reporting.indicators import DAYS, PAN_BOROUGH, TOTAL, Definition, Place


@dataclass(frozen=True)
class Cell:
    """A post in a place and quarter."""

    quarter: Quarter
    planned: Decimal  # in the whole quarter
    so_far: Decimal  # planned up to today
    delivered: Decimal
    away: Decimal

    @property
    def is_running(self) -> bool:
        """Whether the quarter has begun and is not over."""
        return calendar.today() in self.quarter.period

    @property
    def has_begun(self) -> bool:
        """Whether there is anything to compare."""
        return self.quarter.period.start <= calendar.today()

    @property
    def difference(self) -> Decimal:
        """Days delivered beyond those planned so far; negative: short of them."""
        return self.delivered - self.so_far


@dataclass(frozen=True)
class Line:
    """A post's line: its quarters, and all of them so far."""

    title: str
    is_assumed: bool
    cells: list[Cell]
    planned: Decimal
    so_far: Decimal
    delivered: Decimal


@dataclass(frozen=True)
class DaysAfter:
    """The same of the quarters that agreements were extended to."""

    quarters: Sequence[Quarter]
    tables: list[tuple[Place, list[Line]]]


@dataclass(frozen=True)
class DaysCompared:
    """The page of days planned and delivered."""

    definition: Definition
    assumptions: list[Assumption]
    quarters: Sequence[Quarter]
    tables: list[tuple[Place, list[Line]]]
    places: list[Place]
    activities: list[tuple[str, bool, list[Decimal]]]
    chart: Chart
    after: DaysAfter | None  # of the boroughs that go on after the pilot


def days_compared(boroughs: Sequence[Place]) -> DaysCompared:
    """Of these boroughs, of no single one, and of the pilot: as many queries every time."""
    today, quarters = calendar.today(), calendar.pilot_quarters()
    days = days_to(quarters, today)
    whole = days_to(quarters, calendar.PILOT.last)
    places = [*boroughs, PAN_BOROUGH, TOTAL]
    given = activities_to(today)
    return DaysCompared(
        definition=DAYS,
        assumptions=list(Assumption.objects.filter(pk__in=DAYS.assumptions)),
        quarters=quarters,
        tables=[(place, _lines(days, whole, place, quarters)) for place in places],
        places=places,
        activities=[
            (label, code in WorkDay.ABSENCES, [given[code][each.code] for each in places])
            for code, label in WorkDay.Activity.choices
        ],
        chart=_chart(days, boroughs, quarters[-1]),
        after=_after(boroughs),
    )


def _after(boroughs: Sequence[Place]) -> DaysAfter | None:
    """Of those of these boroughs whose extension is signed, each up to its own last day."""
    signed = signed_extensions()
    places = [place for place in boroughs if place.code in signed]
    if not places:
        return None
    until = {code: extension.ends_on for code, extension in signed.items()}
    last = max(until.values())
    quarters = max((each.quarters for each in signed.values()), key=len)
    days = days_to(quarters, min(calendar.today(), last), until)
    whole = days_to(quarters, last, until)
    places += [PAN_BOROUGH, Place(TOTAL.code, "All of these together")]
    return DaysAfter(
        quarters, [(place, _lines(days, whole, place, quarters)) for place in places]
    )


def _lines(days: Days, whole: Days, place: Place, quarters) -> list[Line]:
    titles = {post.code: post.title for post in days.posts} | {EVERY_POST: "All posts"}
    last = to_date(str(quarters[-1]))
    return [
        Line(
            title=title,
            is_assumed=days.is_assumed(code, place),
            cells=[
                Cell(
                    quarter=quarter,
                    planned=whole.of(code, place, str(quarter)).commissioned,
                    so_far=days.of(code, place, str(quarter)).commissioned,
                    delivered=days.of(code, place, str(quarter)).worked,
                    away=days.of(code, place, str(quarter)).absent,
                )
                for quarter in quarters
            ],
            planned=whole.of(code, place, last).commissioned,
            so_far=days.of(code, place, last).commissioned,
            delivered=days.of(code, place, last).worked,
        )
        for code, title in titles.items()
    ]


def _chart(days: Days, boroughs, last: Quarter) -> Chart:
    """Since the pilot began, a borough's posts, or the boroughs side by side."""
    until = to_date(str(last))
    if len(boroughs) == 1:
        [borough] = boroughs
        lines = [(each.title, days.of(each.code, borough, until)) for each in days.posts]
    else:
        lines = [(each.name, days.of(EVERY_POST, each, until)) for each in boroughs]
    return bar_chart(
        DAYS.code,
        "Days planned so far and days delivered",
        [
            Group(name, [Bar("Planned", of.commissioned), Bar("Delivered", of.worked)])
            for name, of in lines
        ],
        heading="Days",
        group_heading="Post" if len(boroughs) == 1 else "Borough",
    )
