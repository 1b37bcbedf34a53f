"""Days worked and days commissioned, by post and borough: I23, in three queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from django.db.models import Case, CharField, Q, Sum, Value, When

from pilot import calendar
from pilot.calendar import Period, Quarter
from pilot.models import DayAllocation, Post, WorkDay
from pilot.rota import planned_days
from reporting.disclosure import cumulative as to_date
from reporting.indicators import PAN_BOROUGH, TOTAL, Place

NONE = Decimal("0.00")
EVERY_POST = "ALL"

PeriodKey: TypeAlias = str | tuple[str, str]


class DaysNumbers(NamedTuple):
    """Days of one post in one place and period."""

    worked: Decimal = NONE
    commissioned: Decimal = NONE
    absent: Decimal = NONE

    def plus(self, other: "DaysNumbers") -> "DaysNumbers":
        """Both together."""
        return DaysNumbers(*map(sum, zip(self, other, strict=True)))


@dataclass(frozen=True)
class Days:
    """Days by post, place, quarter and to date. `assumed` names the splits not agreed."""

    posts: tuple[Post, ...]
    table: Mapping[tuple[str, str, PeriodKey], DaysNumbers]
    assumed: frozenset[tuple[str, str]]

    def of(self, post: str, place: Place, period: PeriodKey) -> DaysNumbers:
        """The days of a post, or of EVERY_POST, in one place and period."""
        return self.table.get((post, place.code, period), DaysNumbers())

    def is_assumed(self, post: str, place: Place) -> bool:
        """Whether the days commissioned rest on a split that nobody has agreed (A-02)."""
        return (post, place.code) in self.assumed


def days_to(
    quarters: Iterable[Quarter], today: date, until: Mapping[str, date] | None = None
) -> Days:
    """The days of these quarters, none of them after today.

    With `until` only these boroughs are planned for, each up to its own last day.
    """
    periods = {str(quarter): quarter.period.clipped_to(today) for quarter in quarters}
    allocations = list(DayAllocation.objects.standing().for_listing())
    if until is not None:
        allocations = [row for row in allocations if row.borough_id in until]
        for row in allocations:
            row.ends_on = min(row.ends_on or date.max, until[row.borough_id])
    cells = _worked(periods)
    for key, days in _commissioned(allocations, periods).items():
        cells[key] = cells[key].plus(DaysNumbers(commissioned=days))
    return Days(
        posts=tuple(Post.objects.all()),
        table=_with_sums(cells, list(periods)),
        assumed=frozenset(
            (row.post_id, row.borough_id) for row in allocations if row.is_assumed
        ),
    )


def _worked(periods):
    """One query: what was worked, and what was not, by post, borough and quarter."""
    absent = Q(activity__in=WorkDay.ABSENCES)
    rows = (
        WorkDay.objects.during(Period(*_span(periods)))
        .annotate(in_period=name_of_period("on", periods))
        .exclude(in_period=None)
        .order_by()
        .values_list("post", "borough", "in_period")
        .annotate(
            worked=Sum("units", filter=~absent, default=NONE),
            absent=Sum("units", filter=absent, default=NONE),
        )
    )
    cells = defaultdict(DaysNumbers)
    for post, borough, name, worked, away in rows:
        cells[post, borough or PAN_BOROUGH.code, name] = DaysNumbers(
            worked=worked, absent=away
        )
    return cells


def _span(periods):
    return (
        min(period.start for period in periods.values()),
        max(period.end for period in periods.values()),
    )


def _commissioned(allocations, periods):
    return {
        (post, borough, name): days
        for name, period in periods.items()
        for post, of_boroughs in planned_days(allocations, period).items()
        for borough, days in of_boroughs.items()
    }


def _with_sums(cells, names):
    """The cells and, added up from them, all posts, the pilot and the quarters to date."""
    table = defaultdict(DaysNumbers)
    for (post, place, name), days in cells.items():
        later = [to_date(other) for other in names[names.index(name) :]]
        for of_post in (post, EVERY_POST):
            for of_place in (place, TOTAL.code):
                for period in (name, *later):
                    key = (of_post, of_place, period)
                    table[key] = table[key].plus(days)
    return table


def activities_to(today: date) -> dict[str, dict[str, Decimal]]:
    """What the pilot's days were given to so far, by activity and place: one query."""
    rows = (
        WorkDay.objects.during(calendar.PILOT.clipped_to(today))
        .order_by()
        .values_list("activity", "borough")
        .annotate(Sum("units"))
    )
    given = defaultdict(lambda: defaultdict(Decimal))
    for activity, borough, units in rows:
        given[activity][borough or PAN_BOROUGH.code] += units
        given[activity][TOTAL.code] += units
    return given


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
