"""One stream of what happened on a case, newest first, from the rows that say so."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import attrgetter

from django.db.models import QuerySet
from django.urls import reverse

from cases.models import Case, NoteAddendum
from pilot import calendar
from pilot.models import AuditEvent


@dataclass(frozen=True)
class Entry:
    """Something that happened on a case, on its own day."""

    on: date
    kind: str
    title: str
    tag: str = ""
    colour: str = ""
    text: str = ""
    plan: str = ""
    who: str = ""
    recorded_on: date | None = None  # only when that was a later day
    url: str = ""
    is_major: bool = True
    is_struck: bool = False  # it was put right or taken out since
    notes: tuple[str, ...] = ()  # who else was there, what it was moved to, why it changed
    correct_url: str = ""


KINDS = {
    **{"": "Everything", "session": "Sessions", "attempt": "Attempts"},
    **{"note": "Notes", "move": "Moves"},
}
_COLOURS = {"ATT": "green", "LATE": "green", "DNA": "red", "CANC_SHORT": "orange"}


class Timeline:
    """The entries of a case, newest first, read a page at a time.

    Of each kind of row no more is read than could stand on the pages up to the one asked
    for, in a fixed number of queries.
    """

    def __init__(self, case: Case, *, kind: str = ""):
        mended = _mended(case)  # read once, whatever asks for it
        self.sources = [
            source(case, mended)
            for key, sources in _SOURCES.items()
            for source in sources
            if kind in ("", key)
        ]

    def __len__(self) -> int:
        return sum(source.count() for source in self.sources)

    def __getitem__(self, asked: slice) -> list[Entry]:
        read = [entry for source in self.sources for entry in source.first(asked.stop)]
        return sorted(read, key=attrgetter("on"), reverse=True)[asked]


@dataclass(frozen=True)
class Rows:
    """One kind of row, the newest first, and how each is told."""

    found: QuerySet
    told: Callable[..., Entry]

    def count(self) -> int:
        return self.found.count()

    def first(self, number: int | None) -> list[Entry]:
        return [self.told(row) for row in self.found[:number]]


def _sessions(case, mended):
    def told(session):
        late = session.is_recorded_late and not session.replaces_id
        may_record = case.is_open and session.is_waiting
        excused = ", for a good reason" if session.is_excused else ""
        return Entry(
            on=session.on,
            kind="session",
            title=f"{session.get_kind_display()}, {session.get_method_display().lower()}",
            tag=session.get_outcome_display() + excused,
            colour=_COLOURS.get(session.outcome, "grey"),
            text=session.record,
            plan=session.next_plan,
            who=str(session.worker),
            recorded_on=calendar.day_of(session.recorded_at) if late else None,
            url=session.get_absolute_url() if may_record else "",
            is_struck=session.is_replaced,
            notes=(*_company(session), *_moved(session), *mended(session)),
            correct_url=_page("session_correct", session),
        )

    rows = case.sessions.select_related("worker", "activity", "rescheduled_from")
    company = ("activity__sessions", "activity__practitioners__agency", "rescheduled_to")
    return Rows(rows.prefetch_related(*company).order_by("-on", "-pk"), told)


def _company(session):
    """Who else was there: professionals by name, other people only by how many."""
    if session.activity is None:
        return
    if professionals := [str(each) for each in session.activity.practitioners.all()]:
        yield f"With {', '.join(professionals)}"
    there = [each for each in session.activity.sessions.all() if not each.is_replaced]
    if others := sum(each.case_id != session.case_id for each in there):
        yield f"Together with {others} {'other' if others == 1 else 'others'}"


def _moved(session):
    """What an appointment was moved to, and from where the new one comes."""
    for new in session.rescheduled_to.all():
        if not new.is_replaced:
            asked = f", {session.move_asked}" if session.move_asked else ""
            yield f"Moved to {calendar.in_words(new.on)}{asked}"
    if was := session.rescheduled_from:
        yield f"Moved from {calendar.in_words(was.on)}"


def _mended(case):
    """Answers, of any entry of the case, who put it right or took it out, when and why."""

    @cache
    def events():
        trail = AuditEvent.objects.naming(case.reference).select_related("by")
        found = list(trail.filter(action__in=["put right", "withdrew"]))
        right = {(each.target_type, each.detail.get("was")): each for each in found}
        out = {
            (each.target_type, each.target_key): each
            for each in found
            if each.action == "withdrew"
        }
        return right, out

    def told(entry):
        right, out = events()
        key = (entry._meta.label_lower, str(entry.pk))
        if entry.correction_reason:
            yield f"Corrected: {entry.correction_reason}"
        for what, event in (("Put right", right.get(key)), ("Taken out", out.get(key))):
            if event:
                day = calendar.in_words(calendar.day_of(event.at))
                yield f"{what} by {event.who} on {day}: {event.reason}"

    return told


def _page(name, entry):
    """Where what stands can be put right."""
    return "" if entry.is_replaced else reverse(f"cases:{name}", args=[entry.reference])


def _attempts(case, mended):
    def told(attempt):
        recorded_on = calendar.day_of(attempt.recorded_at)
        late = recorded_on > attempt.on and not attempt.replaces_id
        return Entry(
            on=attempt.on,
            kind="attempt",
            title=f"Attempt: {attempt.get_method_display().lower()}",
            tag=attempt.get_outcome_display(),
            colour="green" if attempt.outcome == "REACHED" else "grey",
            text=attempt.note,
            who=str(attempt.worker),
            recorded_on=recorded_on if late else None,
            is_major=False,
            is_struck=attempt.is_replaced,
            notes=tuple(mended(attempt)),
            correct_url=_page("attempt_correct", attempt),
        )

    return Rows(case.attempts.select_related("worker").order_by("-on", "-pk"), told)


def _moves(case, mended):
    def told(move):
        late = move.is_recorded_late
        return Entry(
            on=move.effective_on,
            kind="move",
            title=move.title,
            text=move.reason,
            who=str(move.recorded_by or "the service"),
            recorded_on=calendar.day_of(move.recorded_at) if late else None,
            is_major=False,
        )

    return Rows(case.moves.for_listing(), told)


def _notes(case, mended):
    """That there is a note, and of what kind: what it says is read on its own page."""

    def told(note):
        late = calendar.day_of(note.written_at) if note.is_recorded_late else None
        return Entry(
            on=note.on,
            kind="note",
            title=f"Note: {note.get_category_display().lower()}",
            tag="" if note.sensitivity == "NORMAL" else note.get_sensitivity_display(),
            colour="purple",
            who=str(note.written_by),
            recorded_on=late,
            url=note.get_absolute_url(),
            is_major=False,
        )

    rows = case.notes.select_related("case", "written_by").order_by("-on", "-pk")
    return Rows(rows, told)


def _addenda(case, mended):
    def told(added):
        return Entry(
            on=calendar.day_of(added.written_at),
            kind="note",
            title=f"Added to the note of {calendar.in_words(added.note.on)}",
            who=str(added.written_by),
            url=added.note.get_absolute_url(),
            is_major=False,
        )

    rows = NoteAddendum.objects.filter(note__case=case)
    related = rows.select_related("note__case", "written_by")
    return Rows(related.order_by("-written_at", "-pk"), told)


_SOURCES = {
    "session": (_sessions,),
    "attempt": (_attempts,),
    "note": (_notes, _addenda),
    "move": (_moves,),
}
