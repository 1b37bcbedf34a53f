"""Where each post works on which day, who holds it, and who is away: reading only."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Max, Q, Sum

from pilot import calendar
from pilot.calendar import Period
from pilot.models import (
    Absence,
    Agreement,
    Borough,
    DayAllocation,
    Membership,
    Pattern,
    PatternDay,
    Post,
    Site,
    User,
    WorkDay,
    monday_of,
    posts_of,
)
from pilot.shares import in_steps

WORKING_WEEK = 5
CENT = Decimal("0.01")
FOUR_WEEKS = timedelta(weeks=4)  # as long as the longest pattern


class Rota:
    """The patterns of every post, read at once: one query, however many days."""

    def __init__(self, patterns: Iterable[Pattern]):
        self._of_post: dict[str, list[Pattern]] = defaultdict(list)
        for pattern in patterns:  # the latest first
            self._of_post[pattern.post_id].append(pattern)
        self.posts: dict[str, Post] = {
            code: patterns[0].post for code, patterns in self._of_post.items()
        }

    @classmethod
    def read(cls) -> "Rota":
        """The rota as it stands."""
        patterns: dict[int, Pattern] = {}
        for row in PatternDay.objects.of_the_rota():
            pattern = patterns.setdefault(row.pattern_id, row.pattern)
            pattern.known_places[row.week, row.weekday] = row.site
        return cls(patterns.values())

    def pattern(self, post: str, day: date) -> Pattern | None:
        """The pattern that holds on that day."""
        begun = (each for each in self._of_post[post] if each.starts_on <= day)
        return next(begun, None)

    def site(self, post: str, day: date) -> Site | None:
        """Where the post works on that day; None on a day off."""
        pattern = self.pattern(post, day)
        return pattern.site_on(day) if pattern else None

    def days(self, post: str, period: Period) -> Iterator[tuple[date, Site]]:
        """The days of a period on which the post works, and where."""
        for day in period.days():
            if site := self.site(post, day):
                yield day, site

    def boroughs_without(self, absence: Absence) -> list[Borough]:
        """The boroughs that get nothing of a post while its worker is away.

        Of an absence without a last day, or a long one, four weeks say which.
        """
        most = absence.starts_on + FOUR_WEEKS
        end = absence.ends_on + timedelta(days=1) if absence.ends_on else most
        days = self.days(absence.post_id, Period(absence.starts_on, min(end, most)))
        found = {site.borough_id: site.borough for _, site in days}
        return sorted(found.values(), key=lambda borough: borough.place)


@dataclass(frozen=True)
class Whereabouts:
    """Where somebody is on a day: at a place, away, or on a day off."""

    post: str
    site: Site | None
    borough: Borough | None
    absence: Absence | None


def where_today(user: User, rota: Rota | None = None) -> Whereabouts | None:
    """Where the rota puts somebody today; None for who holds no post, or several.

    What is entered of the day already counts for more than the pattern.
    """
    held = posts_of(user)
    if len(held) != 1:
        return None
    post, today = held[0], calendar.today()
    site = (rota or Rota.read()).site(post, today)
    entered = WorkDay.objects.delivered().filter(user=user, on=today)
    day = entered.exclude(borough=None).select_related("borough").order_by("-units").first()
    borough = day.borough if day else (site.borough if site else None)
    return Whereabouts(
        post=post,
        site=site if site and site.borough == borough else None,
        borough=borough,
        absence=Absence.objects.on(today).filter(post=post).first(),
    )


def holder_of(post: str, day: date) -> User | None:
    """Who held the post on that day: the one who started last."""
    until = calendar.end_of(day)
    held = Membership.objects.filter(role=post, granted_at__lt=until).filter(
        Q(ended_at=None) | Q(ended_at__gte=until)
    )
    latest = held.select_related("user").order_by("-granted_at", "-pk").first()
    return latest.user if latest else None


def last_day() -> date:
    """The last day of the last agreement, an extension included."""
    return Agreement.objects.aggregate(last=Max("ends_on"))["last"] or calendar.PILOT.last


def agreed_time() -> Period:
    """From the pilot's start to the end of the last agreement, an extension included."""
    return Period(calendar.PILOT.start, last_day() + timedelta(days=1))


def is_agreed(day: date, borough: Borough | None = None) -> bool:
    """Whether a day lies in the pilot, or in the time an agreement was extended to.

    That of the borough, if one is given; of any other council otherwise.
    """
    if day in calendar.PILOT:  # an extension is looked for only beyond it
        return True
    agreements = Agreement.objects.filter(starts_on__lte=day, ends_on__gte=day)
    return (agreements.filter(borough=borough) if borough else agreements).exists()


def days_begun() -> Period:
    """From the pilot's start to yesterday, or to the end of the last agreement."""
    end = calendar.today()
    if end not in calendar.PILOT:  # an extension is looked for only then
        end = min(end, last_day() + timedelta(days=1))
    return Period(calendar.PILOT.start, max(calendar.PILOT.start, end))


def weeks_missing(
    posts: Iterable[str], rota: Rota | None = None
) -> dict[str, dict[date, list[date]]]:
    """The days before today that nobody has entered, by post and Monday: few queries.

    A week in which as much was worked as the pattern asks, on whichever days, is complete.
    """
    posts, begun = list(posts), days_begun()
    rows = WorkDay.objects.during(begun).filter(post__in=posts).order_by()
    units = {(code, on): sum_ for code, on, sum_ in _by_day(rows)}
    rota, missing = rota or Rota.read(), {}
    for post in posts:
        expected, worked = defaultdict(list), Counter()
        for day in begun.days():
            worked[monday_of(day)] += units.get((post, day), Decimal(0))
            if rota.site(post, day):
                expected[monday_of(day)].append(day)
        missing[post] = {
            monday: [day for day in days if (post, day) not in units]
            for monday, days in expected.items()
            if worked[monday] < len(days) and any((post, day) not in units for day in days)
        }
    return missing


def _by_day(rows) -> Iterable[tuple[str, date, Decimal]]:
    return rows.values_list("post", "on").annotate(Sum("units"))


def planned_days(
    allocations: Iterable[DayAllocation], period: Period
) -> dict[str, dict[str, Decimal]]:
    """The days that each post is to give each borough in a period, by their codes.

    Each working day gives a fifth of the weekly days, leave not taken off (dictionary 10);
    the parts, in hundredths, make up the whole.
    """
    shares: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for row in allocations:
        here = shares[row.post_id]
        here[row.borough_id] = here.get(row.borough_id, Decimal(0)) + _share(row, period)
    return {post: in_steps(of_boroughs, CENT) for post, of_boroughs in shares.items()}


def _share(allocation: DayAllocation, period: Period) -> Decimal:
    start = max(period.start, allocation.starts_on)
    end = period.end
    if allocation.ends_on is not None:
        end = min(end, allocation.ends_on + timedelta(days=1))
    worked = calendar.working_days(Period(start, max(start, end)))
    return worked * allocation.days_per_week / WORKING_WEEK


def split_of(allocations: Iterable[DayAllocation]) -> Mapping[str, Decimal]:
    """The days a week of each borough, by its code."""
    return {row.borough_id: row.days_per_week for row in allocations}
