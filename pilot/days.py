"""A post's weeks as they are read and entered: places, absences and what was entered."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from pilot import calendar
from pilot.calendar import Period, Quarter
from pilot.models import Absence, DayAllocation, Post, Site, WorkDay, monday_of
from pilot.rota import Rota, days_begun, last_day, planned_days, weeks_missing


@dataclass(frozen=True)
class Day:
    """One day of a post: where the pattern puts it, and what was entered."""

    on: date
    site: Site | None
    absence: Absence | None
    entries: list[WorkDay] = field(default_factory=list)  # what stands no longer, too

    @property
    def standing(self) -> list[WorkDay]:
        """What was entered and counts, the longest part first."""
        return [entry for entry in self.entries if not entry.is_replaced]

    @property
    def is_weekend(self) -> bool:
        """Saturday or Sunday."""
        return self.on.weekday() > 4

    @property
    def is_bank_holiday(self) -> bool:
        """A weekday on which nobody in England has to work."""
        return not self.is_weekend and not calendar.is_working_day(self.on)

    @property
    def has_come(self) -> bool:
        """Whether it can be entered."""
        return calendar.PILOT.start <= self.on <= calendar.today()

    @property
    def is_missing(self) -> bool:
        """Whether the post was to work and nobody has said what came of it."""
        return bool(self.has_come and self.site and not self.standing)


def week_of(post: Post, monday: date) -> list[Day]:
    """The seven days of a week, Monday first."""
    week = Period(monday, monday + timedelta(days=7))
    rota = Rota.read()
    absences = list(Absence.objects.during(week).filter(post=post))
    entries = defaultdict(list)
    for row in WorkDay.objects.filter(post=post).in_week(monday).for_reading():
        entries[row.on].append(row)
    return [
        Day(
            on=on,
            site=rota.site(post.pk, on),
            absence=next((each for each in absences if each.lasts_on(on)), None),
            entries=entries[on],
        )
        for on in week.days()
    ]


@dataclass(frozen=True)
class Week:
    """A week of a post in a list."""

    post: Post
    starts_on: date
    missing: list[date]

    @property
    def ends_on(self) -> date:
        """Its Friday."""
        return self.starts_on + timedelta(days=4)


def weeks_of(posts: Iterable[Post]) -> list[Week]:
    """Every week that has begun, the newest first, with the days nobody has entered."""
    posts = list(posts)
    missing = weeks_missing(post.pk for post in posts)
    begun = days_begun()
    monday = monday_of(min(calendar.today(), last_day()))
    found = []
    while monday >= monday_of(begun.start):
        found += [Week(post, monday, missing[post.pk].get(monday, [])) for post in posts]
        monday -= timedelta(weeks=1)
    return found


@dataclass(frozen=True)
class Change:
    """What a change of a post's days does to one quarter: days planned, by borough."""

    quarter: Quarter
    was: Mapping[str, Decimal]
    becomes: Mapping[str, Decimal]


def quarters_changed(
    post: Post, rows: Iterable[DayAllocation], becomes: Mapping[str, Decimal], on: date
) -> list[Change]:
    """The quarters whose planned days change if this split begins on that day.

    The pilot's, and those that an agreement was extended to.
    """
    rows = list(rows)
    new = [
        DayAllocation(post=post, borough_id=code, days_per_week=share, starts_on=on)
        for code, share in becomes.items()
    ]
    before = [row for row in rows if row.starts_on < on]
    kept = [
        DayAllocation(
            post=post,
            borough_id=row.borough_id,
            days_per_week=row.days_per_week,
            starts_on=row.starts_on,
            ends_on=on - timedelta(days=1),
        )
        for row in before
    ]
    found = []
    last = max(last_day(), calendar.PILOT.last) + timedelta(days=1)
    for quarter in calendar.quarters_of(Period(calendar.PILOT.start, last)):
        was = planned_days(rows, quarter.period).get(post.pk, {})
        then = planned_days([*kept, *new], quarter.period).get(post.pk, {})
        change = Change(quarter, _some(was), _some(then))
        if change.was != change.becomes:
            found.append(change)
    return found


def _some(days: Mapping[str, Decimal]) -> dict[str, Decimal]:
    return {code: number for code, number in days.items() if number}
