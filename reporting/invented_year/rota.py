"""Where each post works on which day, when its worker is away, what a day is spent on."""

from collections.abc import Iterable, Iterator
from datetime import date, time, timedelta
from random import Random

from pilot import calendar
from pilot.actions import Part
from pilot.models import Pattern, Post, User, WorkDay
from pilot.permissions import Role

Activity = WorkDay.Activity
CJW = Role.CRIMINAL_JUSTICE_WORKER.value
FSW = Role.FAMILY_SUPPORT_WORKER.value
YPS = Role.YOUNG_PERPETRATOR_SPECIALIST.value

MONDAY = date(2015, 9, 28)

STARTS = {YPS: date(2015, 10, 12)}  # the post was vacant until then
LEAVE = {  # first and last day
    CJW: (
        (date(2015, 12, 24), date(2016, 1, 1)),
        (date(2016, 2, 15), date(2016, 2, 19)),
        (date(2016, 5, 31), date(2016, 6, 3)),
        (date(2016, 8, 8), date(2016, 8, 19)),
    ),
    FSW: (
        (date(2015, 10, 26), date(2015, 10, 30)),
        (date(2015, 12, 21), date(2016, 1, 1)),
        (date(2016, 4, 4), date(2016, 4, 8)),
        (date(2016, 8, 22), date(2016, 9, 2)),
    ),
    YPS: (
        (date(2015, 12, 23), date(2016, 1, 1)),
        (date(2016, 3, 21), date(2016, 3, 24)),
        (date(2016, 6, 13), date(2016, 6, 17)),
        (date(2016, 8, 1), date(2016, 8, 12)),
    ),
}
# Days on which the whole team trains or meets the group: no one borough's.
TEAM_DAYS = (
    date(2015, 11, 16), date(2016, 1, 18), date(2016, 4, 18), date(2016, 7, 4),
    date(2016, 9, 5),
)  # fmt: skip
SUPERVISION_EVERY = 4  # weeks
SICK_SPELLS = 3

# post: what is done beside casework on a day, and how often: (activity, quarters, weight)
BESIDES = {
    CJW: (
        (Activity.ADMIN, 1, 45), (Activity.CONSULTATION, 1, 20), (Activity.LIAISON, 1, 20),
        (Activity.TRAINING, 2, 5), (None, 0, 10),
    ),
    FSW: (
        (Activity.CONSULTATION, 2, 30), (Activity.CONSULTATION, 1, 20),
        (Activity.TRAINING, 2, 15), (Activity.LIAISON, 1, 20), (Activity.ADMIN, 1, 15),
    ),
    YPS: (
        (Activity.ADMIN, 1, 40), (Activity.LIAISON, 1, 25), (Activity.CONSULTATION, 1, 20),
        (Activity.TRAINING, 2, 5), (None, 0, 10),
    ),
}  # fmt: skip

OPENS, CLOSES = 19, 35  # half hours after midnight: from 09:30 until 17:30
AFTER_SCHOOL = 28
AFTERNOON = range(28, CLOSES)  # supervision takes it
MOST_A_DAY = 6


class Rota:
    """One post's year: who holds it, where they are, and which half hours are taken."""

    def __init__(self, rng: Random, post: Post, worker: User):
        self.rng, self.post, self.worker = rng, post, worker
        self.pattern = Pattern.objects.standing().with_days().get(post=post)
        self.given = Random(f"{post.pk}-days")
        self.starts = STARTS.get(post.pk, calendar.PILOT.start)
        self.sick = self._sickness()
        self.taken: dict[date, set[int]] = {}
        self.booked: dict[date, int] = {}

    def _sickness(self) -> set[date]:
        spells = (
            calendar.PILOT.start + timedelta(days=self.rng.randrange(40, 280))
            for _ in range(SICK_SPELLS)
        )
        return {
            first + timedelta(days=n)
            for first in spells
            for n in range(self.rng.randint(1, 3))
        }

    def borough(self, day: date) -> str | None:
        """The borough of the day, or None on a day the post does not work."""
        site = self.pattern.site_on(day)
        return site.borough_id if site else None

    def is_on_leave(self, day: date) -> bool:
        """Whether the day was taken off beforehand."""
        return any(first <= day <= last for first, last in LEAVE[self.post.pk])

    def is_in(self, day: date) -> bool:
        """Whether the worker is at work, wherever that is."""
        return (
            day >= self.starts
            and self.borough(day) is not None
            and not self.is_on_leave(day)
            and day not in self.sick
        )

    def next_in(self, day: date, after: int = 0) -> date:
        """The first day at work on or after `day`, or `after` days at work later."""
        while not self.is_in(day) or after:
            after -= self.is_in(day)
            day += timedelta(days=1)
        return day

    def supervision(self, day: date) -> bool:
        """Whether the afternoon belongs to supervision: every fourth week's Thursday."""
        return day.weekday() == 3 and (day - MONDAY).days // 7 % SUPERVISION_EVERY == 2

    def slot(self, borough: str, earliest: date, halves: int = 2) -> tuple[date, time]:
        """The next free time in a borough. Nobody knows yet when they will be ill."""
        day = earliest
        while True:
            can_meet = self.borough(day) == borough and self._takes_appointments(day)
            if can_meet and (start := self._free(day, halves)) is not None:
                return day, self.take(day, start, halves)
            day += timedelta(days=1)

    def slot_on(self, day: date, halves: int = 2) -> tuple[date, time] | None:
        """A free time on one day, whichever borough it belongs to."""
        start = self._free(day, halves)
        return None if start is None else (day, self.take(day, start, halves))

    def take(self, day: date, start: int, halves: int) -> time:
        """The half hours are taken, and the time the first of them starts."""
        self.taken.setdefault(day, set()).update(range(start, start + halves))
        self.booked[day] = self.booked.get(day, 0) + 1
        return time(start // 2, start % 2 * 30)

    def follows(self, day: date, start: time) -> time | None:
        """The half hour right after an hour's meeting, if it is free; it is then taken."""
        after = start.hour * 2 + start.minute // 30 + 2
        if after >= CLOSES or after in self._busy(day):
            return None
        return self.take(day, after, 1)

    def _takes_appointments(self, day: date) -> bool:
        return day >= self.starts and not self.is_on_leave(day) and day not in TEAM_DAYS

    def _busy(self, day: date) -> set[int]:
        busy = self.taken.get(day, set())
        return busy | set(AFTERNOON) if self.supervision(day) else busy

    def openings(self, day: date, halves: int) -> list[int]:
        """The half hours at which a meeting can start, on a day that takes appointments."""
        if not self._takes_appointments(day) or self.borough(day) is None:
            return []
        return self._starts(day, halves)

    def _free(self, day: date, halves: int) -> int | None:
        free = self._starts(day, halves)
        return self.rng.choice(free) if free else None

    def _starts(self, day: date, halves: int) -> list[int]:
        if self.booked.get(day, 0) >= MOST_A_DAY:
            return []
        busy = self._busy(day)
        free = [
            start
            for start in range(OPENS, CLOSES - halves + 1)
            if busy.isdisjoint(range(start, start + halves))
        ]
        if self.post.pk == YPS:  # young people are at school in the morning
            free = [start for start in free if start >= AFTER_SCHOOL] or free
        return free

    def spells(self) -> Iterator[tuple[str, date, date]]:
        """Each absence: what kind, its first and its last day."""
        if self.starts > calendar.PILOT.start:
            yield "VACANT", calendar.PILOT.start, self.starts - timedelta(days=1)
        for first, last in LEAVE[self.post.pk]:
            yield "LEAVE", first, last
        days = sorted(day for day in self.sick if self.borough(day))
        ill = [day for day in days if day >= self.starts and not self.is_on_leave(day)]
        for first in ill:
            if first - timedelta(days=1) not in ill:
                day = first
                while day + timedelta(days=1) in ill:
                    day += timedelta(days=1)
                yield "SICK", first, day

    def is_away(self, day: date) -> bool:
        """Whether the worker is on leave, ill or not yet in post."""
        return day < self.starts or self.is_on_leave(day) or day in self.sick

    def week(self, days: Iterable[date]) -> dict[date, list[Part]]:
        """What these days were given to, as their worker enters it."""
        return {day: self._day(day) for day in days if self.borough(day)}

    def _day(self, day: date) -> list[Part]:
        if day < self.starts:
            return [self._part(day, Activity.VACANT, 4)]
        if self.is_on_leave(day):
            return [self._part(day, Activity.LEAVE, 4)]
        if day in self.sick:
            return [self._part(day, Activity.SICK, 4)]
        if day in TEAM_DAYS:
            return [Part(4, Activity.TRAINING, None)]
        if self.supervision(day):
            casework = self._part(day, Activity.CASEWORK, 2)
            return [casework, Part(2, Activity.SUPERVISION, None)]
        choices = BESIDES[self.post.pk]
        [(activity, quarters, _)] = self.given.choices(choices, [row[2] for row in choices])
        casework = self._part(day, Activity.CASEWORK, 4 - quarters)
        return [casework, self._part(day, activity, quarters)] if quarters else [casework]

    def _part(self, day: date, activity: str, quarters: int) -> Part:
        return Part(quarters, activity, self.pattern.site_on(day).borough)
