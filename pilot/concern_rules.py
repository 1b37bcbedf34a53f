"""The clocks of a concern: when the provider is to have acknowledged, answered, resolved.

One function says it for a page, a list, a reminder and a pack alike. Days are working days
after the one on which the concern was raised or reopened, which itself is not counted, and
none that lies in a pause is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum

from pilot import calendar, parameters
from pilot.calendar import Period
from pilot.models import Concern, ConcernEntry


class Clock(Enum):
    """What the provider owes, in its order, and the parameter that says how soon."""

    ACKNOWLEDGE = ("P-26", "Acknowledgement", "acknowledged_at")
    ANSWER = ("P-27", "Response", "answered_at")
    RESOLVE = ("P-28", "Resolution", "resolved_at")

    def __init__(self, parameter: str, noun: str, stops: str):
        self.parameter, self.noun, self.stops = parameter, noun, stops

    def due_on(self, starts_on: date, pauses: Iterable["Pause"] = ()) -> date | None:
        """The last day of this clock, by what was in force on the day it began."""
        return due_day(starts_on, parameters.value(self.parameter, starts_on), pauses)


@dataclass(frozen=True)
class Pause:
    """The days on which no clock runs: from the first up to, but not with, `ends_on`."""

    starts_on: date
    ends_on: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.starts_on <= day and (self.ends_on is None or day < self.ends_on)


def due_day(
    starts_on: date, working_days: int, pauses: Iterable[Pause] = ()
) -> date | None:
    """The last day that is in time; none while a pause that has not ended holds it up."""
    pauses, day = list(pauses), starts_on
    while working_days > 0:
        day += timedelta(days=1)
        held_by = next((pause for pause in pauses if day in pause), None)
        if held_by and held_by.ends_on is None:
            return None
        working_days -= held_by is None and calendar.is_working_day(day)
    return day


def days_taken(starts_on: date, ended_on: date, pauses: Iterable[Pause] = ()) -> int:
    """The least number of working days with which a clock would have been in time.

    The day it starts is not counted, nor any in a pause; a day that is no working day
    counts as the next one.
    """
    if ended_on <= starts_on:
        return 0
    pauses = list(pauses)
    after = Period(starts_on + timedelta(days=1), ended_on)
    counted = sum(
        calendar.is_working_day(day) and not any(day in pause for pause in pauses)
        for day in after.days()
    )
    return counted + 1


_BEGINS = ConcernEntry.Kind.PAUSED
_ENDS = (
    ConcernEntry.Kind.RESUMED,
    ConcernEntry.Kind.RESOLVED,
    ConcernEntry.Kind.CLOSED,
)


def pauses_in(entries: Iterable[tuple[str, datetime]]) -> list[Pause]:
    """The pauses that a thread tells of: kind and moment of each entry, in their order.

    Whatever is resolved or closed is paused no longer.
    """
    found: list[Pause] = []
    since: date | None = None
    for kind, written_at in entries:
        day = calendar.day_of(written_at)
        if kind == _BEGINS:
            since = day
        elif kind in _ENDS and since is not None:
            found.append(Pause(since, day))
            since = None
    return [*found, Pause(since)] if since is not None else found


def pauses_of(concern: Concern) -> list[Pause]:
    """The pauses of a concern, from its thread."""
    told = concern.entries.order_by("written_at", "pk")
    return pauses_in(told.values_list("kind", "written_at"))


@dataclass(frozen=True)
class Reading:
    """A clock of one concern: its last day, and the day on which it stopped."""

    clock: Clock
    due_on: date | None
    stopped_on: date | None
    is_over: bool  # closed before it came to this

    @property
    def is_late(self) -> bool:
        """Whether it stopped after its last day, or has not stopped and that has passed."""
        if self.due_on is None:
            return False
        if self.stopped_on is not None:
            return self.stopped_on > self.due_on
        return not self.is_over and self.due_on < calendar.today()

    @property
    def in_words(self) -> str:
        """The clock as people say it: "Response due Tuesday 3 May 2016"."""
        if self.stopped_on is not None:
            late = f", due {_said(self.due_on)}" if self.is_late and self.due_on else ""
            return f"{self.clock.noun} on {_said(self.stopped_on)}{late}"
        if self.is_over:
            return f"{self.clock.noun} not needed: closed before"
        if self.due_on is None:
            return f"{self.clock.noun} waits: the clocks are paused"
        word = "was due" if self.is_late else "due"
        return f"{self.clock.noun} {word} {_said(self.due_on)}"


def _said(day: date) -> str:
    return f"{day:%A} {calendar.in_words(day)}"


def readings(concern: Concern, pauses: Iterable[Pause]) -> list[Reading]:
    """The three clocks of a concern, since it was raised or last reopened."""
    pauses = list(pauses)
    return [
        Reading(
            clock=clock,
            due_on=clock.due_on(concern.clocks_start_on, pauses),
            stopped_on=stopped and calendar.day_of(stopped),
            is_over=not concern.is_open,
        )
        for clock in Clock
        for stopped in [getattr(concern, clock.stops)]
    ]


def next_due(concern: Concern, pauses: Iterable[Pause]) -> date | None:
    """The last day of what the provider owes next; none when nothing runs."""
    running = [each for each in readings(concern, pauses) if each.stopped_on is None]
    return running[0].due_on if running and concern.awaits_provider else None


def next_clock(concern: Concern) -> Clock | None:
    """What the provider owes next, if anything."""
    if not concern.awaits_provider:
        return None
    return next(clock for clock in Clock if getattr(concern, clock.stops) is None)


def in_brief(concern: Concern) -> str:
    """What is next of a concern, from its row alone, for a list."""
    if (clock := next_clock(concern)) is None:
        return "Closed" if not concern.is_open else "Resolved: for the officer to close"
    is_over = False
    return Reading(clock, concern.due_on, None, is_over).in_words
