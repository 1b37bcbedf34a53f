"""What the days of a post were given to: entered by the week, and put right."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any, NamedTuple

from django.db import transaction
from django.db.models import F

from pilot import audit, calendar
from pilot.models import (
    Agreement,
    Borough,
    Post,
    User,
    WorkDay,
    WorkWeek,
    monday_of,
    posts_of,
)
from pilot.permissions import Permission
from pilot.rota import holder_of, last_day
from pilot.transitions import Overtaken, TransitionRefused, put_right, withdraw

QUARTERS = 4  # of a day
ONE_QUARTER = Decimal("0.25")


class Part(NamedTuple):
    """Quarters of a day given to one thing in one borough; without one, to all three."""

    quarters: int
    activity: str
    borough: Borough | None


Days = Mapping[date, Sequence[Part]]


@transaction.atomic
def enter_days(
    post: Post, *, by: User, starts_on: date, version: int, days: Days
) -> WorkWeek:
    """What these days of the week came to is on record, each once.

    A worker enters the days of their own post; the manager those of any, and alone says
    that a post was vacant.
    """
    _require(post, days, by=by)
    if not any(days.values()):
        raise TransitionRefused("There is no day to enter.")
    week = _hold(post, starts_on, version)
    _check(week, days)
    taken = WorkDay.objects.standing().filter(post=post, on__in=list(days)).exists()
    if taken:
        raise Overtaken("A day of this week is entered already: open the week again.")
    rows = [row for day, parts in days.items() for row in _rows(post, day, parts)]
    WorkDay.objects.bulk_create(rows)
    audit.record(week, "entered", by=by, days=len(days))
    return week


@transaction.atomic
def correct_days(
    week: WorkWeek, *, by: User, version: int, days: Days, reason: str
) -> WorkWeek:
    """What these days should have said counts instead; what was entered stays readable.

    A day without any part was no working day. Days that say the same stay as they are.
    """
    _require(week.post, days, by=by)
    held = _hold(week.post, week.starts_on, version)
    _check(held, days)
    changed = 0
    for day, parts in days.items():
        standing = WorkDay.objects.standing().filter(post=week.post, on=day)
        old, new = list(standing.order_by("pk")), _rows(week.post, day, parts)
        if sorted(map(_said, old)) == sorted(map(_said, new)):
            continue
        changed += 1
        for before, after in zip_longest(old, new):
            if after is None:
                withdraw(before, by=by, because=reason)
            elif before is None:
                after.save(force_insert=True)
            else:
                put_right(before, by=by, because=reason, **_answers(after))
    if not changed:
        raise TransitionRefused("Nothing differs from what is entered already.")
    audit.record(held, "corrected", by=by, reason=reason, days=changed)
    return held


def _require(post: Post, days: Days, *, by: User) -> None:
    """One's own post, or the rota's keeper; in each borough that is given time."""
    by.require(Permission.ENTER_DAYS)
    if post.pk not in posts_of(by):
        by.require(Permission.KEEP_ROTA)
    for part in (part for parts in days.values() for part in parts):
        if part.borough:
            by.require(Permission.ENTER_DAYS, part.borough)
        if part.activity == WorkDay.Activity.VACANT:
            by.require(Permission.KEEP_ROTA)


def _hold(post: Post, starts_on: date, version: int) -> WorkWeek:
    """The week's row, if nobody has entered or corrected anything since it was read."""
    if starts_on != monday_of(starts_on):
        raise TransitionRefused("A week begins on a Monday.")
    week, _ = WorkWeek.objects.get_or_create(post=post, starts_on=starts_on)
    as_we_read_it = WorkWeek.objects.filter(pk=week.pk, version=version)
    if not as_we_read_it.update(version=F("version") + 1):
        raise Overtaken("A colleague has entered days of this week since you opened it.")
    week.refresh_from_db()
    return week


def _check(week: WorkWeek, days: Days) -> None:
    """Each day is in the week, is not to come, and comes to a day at most."""
    last = min(calendar.today(), last_day())
    for day, parts in days.items():
        if monday_of(day) != week.starts_on:
            raise TransitionRefused(f"{calendar.in_words(day)} is in another week.")
        if not calendar.PILOT.start <= day <= last:
            raise TransitionRefused(
                f"{calendar.in_words(day)} cannot be entered: days are entered once they "
                "have come, inside the agreements."
            )
        if day > calendar.PILOT.last:
            _check_agreements(day, parts)
        if any(not 1 <= part.quarters <= QUARTERS for part in parts):
            raise TransitionRefused("Time is counted in quarters of a day.")
        if sum(part.quarters for part in parts) > QUARTERS:
            raise TransitionRefused(
                f"{calendar.in_words(day)} comes to more than a day: take some of it away."
            )


def _check_agreements(day: date, parts: Sequence[Part]) -> None:
    """After the pilot a borough is given time only while its own agreement goes on."""
    going_on = Agreement.objects.filter(starts_on__lte=day, ends_on__gte=day)
    codes = set(going_on.values_list("borough", flat=True))
    for part in parts:
        if part.borough and part.borough.pk not in codes:
            raise TransitionRefused(
                f"The agreement of {part.borough} has ended by {calendar.in_words(day)}."
            )


def _rows(post: Post, day: date, parts: Sequence[Part]) -> list[WorkDay]:
    holder = holder_of(post.pk, day) if parts else None
    return [_row(post, day, part, holder) for part in parts]


def _row(post: Post, day: date, part: Part, holder: User | None) -> WorkDay:
    is_vacant = part.activity == WorkDay.Activity.VACANT
    if holder is None and not is_vacant:
        raise TransitionRefused(
            f"Nobody held this post on {calendar.in_words(day)}: enter that it was vacant."
        )
    return WorkDay(
        post=post,
        user=None if is_vacant else holder,
        borough=part.borough,
        on=day,
        units=part.quarters * ONE_QUARTER,
        activity=part.activity,
    )


def _answers(row: WorkDay) -> dict[str, Any]:
    names = ("user", "borough", "units", "activity")
    return {name: getattr(row, name) for name in names}


def _said(row: WorkDay) -> tuple[str, str, Decimal]:
    return row.activity, row.borough_id or "", row.units
