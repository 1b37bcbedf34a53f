"""Notes: written, changed until they lock, added to afterwards."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold_open, trace_of
from cases.models import Case, CaseNote, NoteAddendum
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend

THE_NEXT_MOMENT = timedelta(microseconds=1)


@transaction.atomic
def write_note(
    case: Case,
    *,
    by: User,
    on: date,
    category: str,
    source: str,
    sensitivity: str,
    text: str,
) -> CaseNote:
    """A note is on the case, open to its writer until the next working day is over."""
    by.require(Permission.KEEP_RECORD, case.borough)
    hold_open(case, on)
    check_not_after_today(on)
    now = calendar.now()
    note = CaseNote.objects.create(
        case=case,
        on=on,
        category=category,
        source=source,
        sensitivity=sensitivity,
        text=text,
        written_at=now,
        written_by=by,
        changed_at=now,
        locks_at=lock_of(now),
    )
    audit.record(note, "wrote", by=by, **trace_of(case), on=on, category=category)
    return note


@transaction.atomic
def change_note(
    note: CaseNote, *, by: User, version: int, on: date, **answers: Any
) -> CaseNote:
    """The note says what its writer means, while it is still open."""
    by.require(Permission.KEEP_RECORD, note.case.borough)
    hold_open(note.case, on)
    check_not_after_today(on)
    check_unlocked(note, by)
    changes = {
        name: value
        for name, value in {"on": on, **answers}.items()
        if getattr(note, name) != value
    }
    later = max(calendar.now(), note.changed_at + THE_NEXT_MOMENT)
    return amend(
        note,
        by=by,
        version=version,
        saying="changed",
        trace=trace_of(note.case),
        changed_at=later,
        **changes,
    )


@transaction.atomic
def add_to_note(note: CaseNote, *, by: User, source: str, text: str) -> NoteAddendum:
    """Something is added to a note, under its text, which stays as it is."""
    by.require(Permission.KEEP_RECORD, note.case.borough)
    hold_open(note.case, note.on)
    addendum = NoteAddendum.objects.create(
        note=note, source=source, text=text, written_at=calendar.now(), written_by=by
    )
    audit.record(addendum, "added", by=by, **trace_of(note.case))
    return addendum


def lock_of(written_at: datetime) -> datetime:
    """When a note written then locks: as the working day after that day ends (4.3)."""
    next_day = calendar.add_working_days(calendar.day_of(written_at), 1)
    return calendar.end_of(next_day)


def check_unlocked(note: CaseNote, writer: User) -> None:
    """Refused, in plain words, once the note has locked, and to all but its writer."""
    if note.is_locked:
        raise TransitionRefused(
            f"This note locked at the end of {calendar.in_words(note.open_until)}. Add to "
            "it instead: what it said stays as it is."
        )
    if note.written_by != writer:
        raise TransitionRefused(
            "Only whoever wrote a note changes it. Add to it instead, in your own name."
        )
