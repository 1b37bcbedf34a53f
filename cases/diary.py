"""A week of somebody's appointments, and the same as a calendar that can be subscribed to.

An entry says as little as it can: what kind of appointment, a reference, when, how long and
where. Nobody is named, so that a week may stand open on a desk and a feed on a phone.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from icalendar import Calendar, Event

from cases.models import Session
from cases.models.session import USUAL_MINUTES
from pilot import calendar
from pilot.calendar import LONDON, Period
from pilot.models import User, monday_of
from referrals.models import Consultation, TrainingEvent

WEEK = timedelta(days=7)
WORKING_WEEK = 5
FED_BACK, FED_AHEAD = timedelta(weeks=4), timedelta(weeks=26)


@dataclass(frozen=True)
class Entry:
    """One appointment: nothing in it tells who comes."""

    on: date
    starts_at: time | None
    minutes: int
    what: str  # "Session, case 2BCD-3FGH"
    reference: str
    where: str
    href: str
    state: str = ""

    @property
    def order(self) -> tuple:
        """By day and time; those without a time stand first."""
        return (self.on, self.starts_at or time.min, self.reference)


@dataclass(frozen=True)
class Day:
    """A day of the week and what is in it."""

    on: date
    entries: list[Entry]

    @property
    def is_today(self) -> bool:
        """Whether it is today."""
        return self.on == calendar.today()


@dataclass(frozen=True)
class Week:
    """Seven days from a Monday; an empty Saturday or Sunday is left out."""

    of: User
    starts_on: date
    days: list[Day]

    @property
    def previous(self) -> date:
        """The Monday before."""
        return self.starts_on - WEEK

    @property
    def next(self) -> date:
        """The Monday after."""
        return self.starts_on + WEEK

    @property
    def label(self) -> str:
        """The week in words."""
        return Period(self.starts_on, self.next).label


def week_asked_for(written: str) -> date:
    """The Monday of the week in an address; of this week where that makes no sense."""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        day = calendar.today()
    return monday_of(min(max(day, date(2000, 1, 3)), date(2099, 12, 28)))


def week_of(worker: User, starts_on: date, *, reader: User) -> Week:
    """A worker's week, as far as the reader may know of it."""
    period = Period(starts_on, starts_on + WEEK)
    entries = sorted(entries_of(worker, period, reader), key=lambda entry: entry.order)
    days = [
        Day(day, [entry for entry in entries if entry.on == day]) for day in period.days()
    ]
    shown = [day for day in days if day.entries or day.on.weekday() < WORKING_WEEK]
    return Week(worker, starts_on, shown)


def entries_of(worker: User, period: Period, reader: User) -> Iterator[Entry]:
    """Sessions, consultations and training of a period: three queries."""
    yield from _sessions(worker, period, reader)
    yield from _consultations(worker, period, reader)
    yield from _training(worker, period, reader)


def _sessions(worker, period, reader):
    sessions = Session.objects.visible_to(reader).standing().filter(worker=worker)
    sessions = sessions.filter(on__gte=period.start, on__lt=period.end)
    sessions = sessions.exclude(outcome__in=Session.CANCELLED)
    for session in sessions.select_related("case", "borough"):
        yield Entry(
            on=session.on,
            starts_at=session.starts_at,
            minutes=session.minutes or USUAL_MINUTES,
            what=f"Session, case {session.case.reference}",
            reference=session.reference,
            where=f"{session.borough}, {session.get_method_display().lower()}",
            href=session.get_absolute_url(),
            state="" if session.is_booked else session.get_outcome_display(),
        )


def _consultations(worker, period, reader):
    given = Consultation.objects.visible_to(reader).standing().filter(worker=worker)
    given = given.filter(on__gte=period.start, on__lt=period.end)
    given = given.exclude(status=Consultation.Status.CANCELLED)
    for consultation in given.select_related("borough"):
        yield Entry(
            on=consultation.on,
            starts_at=None,
            minutes=consultation.minutes or USUAL_MINUTES,
            what=f"Consultation {consultation.reference}",
            reference=consultation.reference,
            where=f"{consultation.borough or 'All of London'}",
            href=consultation.get_absolute_url(),
            state="" if consultation.is_booked else consultation.get_status_display(),
        )


def _training(worker, period, reader):
    events = TrainingEvent.objects.visible_to(reader).filter(trainer=worker)
    events = events.filter(on__gte=period.start, on__lt=period.end)
    events = events.exclude(status=TrainingEvent.Status.CANCELLED)
    for event in events.prefetch_related("boroughs"):
        is_planned = event.status == TrainingEvent.Status.PLANNED
        yield Entry(
            on=event.on,
            starts_at=None,
            minutes=int(event.hours * 60),
            what=f"Training {event.reference}",
            reference=event.reference,
            where=", ".join(borough.name for borough in event.boroughs.all()),
            href=event.get_absolute_url(),
            state="" if is_planned else event.get_status_display(),
        )


def feed_of(user: User) -> bytes:
    """One's own appointments as a calendar: references, times, lengths and boroughs."""
    today = calendar.today()
    period = Period(today - FED_BACK, today + FED_AHEAD)
    feed = Calendar()
    feed.add("prodid", "-//Perpetrator pilot//Appointments//EN")
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    for entry in sorted(entries_of(user, period, user), key=lambda each: each.order):
        feed.add_component(_event(entry))
    return feed.to_ical()


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", f"{entry.reference}@perpetrator-pilot")
    event.add("dtstamp", calendar.now())
    event.add("summary", entry.what)
    event.add("location", entry.where)
    event.add("class", "PRIVATE")
    if entry.starts_at is None:
        event.add("dtstart", entry.on)
        return event
    starts = datetime.combine(entry.on, entry.starts_at, tzinfo=LONDON)
    event.add("dtstart", starts.astimezone(UTC))
    event.add("duration", timedelta(minutes=entry.minutes))
    return event
