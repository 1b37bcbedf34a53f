"""Notes lock as the next working day ends; nothing in them is the partner's (V-14)."""

from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from cases.actions import add_to_note, change_note, write_note
from cases.actions.note import lock_of
from cases.models import CaseNote, NoteAddendum
from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import CaseFactory, CaseNoteFactory, NoteAddendumFactory

CJW = Role.CRIMINAL_JUSTICE_WORKER
FRIDAY = date(2016, 7, 15)


def moment(day, hour=12, minute=0, **more):
    return datetime.combine(day, time(hour, minute, **more), tzinfo=calendar.LONDON)


def told(**answers):
    return {
        **{"on": FRIDAY, "category": "CALL", "source": "POLICE", "sensitivity": "NORMAL"},
        **{"text": "The constable rang."},
        **answers,
    }


def test_a_note_locks_as_the_next_working_day_ends():
    locks = {  # written on, at: the last day on which it is open
        (date(2016, 7, 13), 9, 0): date(2016, 7, 14),
        (date(2016, 7, 13), 23, 30): date(2016, 7, 14),  # 22:30 in Greenwich
        (date(2016, 7, 14), 0, 15): date(2016, 7, 15),  # 23:15 the day before, there
        (FRIDAY, 23, 59): date(2016, 7, 18),
        (date(2016, 7, 16), 10, 0): date(2016, 7, 18),  # a Saturday
        (date(2016, 5, 27), 17, 0): date(2016, 5, 31),  # Monday is a bank holiday
        (date(2016, 3, 24), 17, 0): date(2016, 3, 29),  # Good Friday to Easter Monday
        (date(2015, 12, 24), 12, 0): date(2015, 12, 29),  # Boxing Day moves to Monday
    }
    for (day, hour, minute), last in locks.items():
        locks_at = lock_of(moment(day, hour, minute))
        assert locks_at == moment(last + timedelta(days=1), 0), day
        assert calendar.day_of(locks_at - timedelta(seconds=1)) == last


def test_its_writer_changes_it_until_the_very_end_and_nobody_afterwards(person):
    worker, manager = person(CJW), person(Role.SERVICE_MANAGER)
    case = CaseFactory(worker=worker)
    with calendar.clock_set_to(moment(FRIDAY, 9)):
        note = write_note(case, by=worker, **told())
    monday = date(2016, 7, 18)

    with calendar.clock_set_to(moment(monday, 23, 59)):
        with pytest.raises(TransitionRefused, match="Only whoever wrote"):
            change_note(note, by=manager, version=1, **told(text="Mine"))
        change_note(note, by=worker, version=1, **told(text="He rang twice."))
        assert (note.text, note.version, note.is_locked) == ("He rang twice.", 2, False)
        with pytest.raises(Overtaken):
            change_note(note, by=worker, version=1, **told(text="Too late"))

    with calendar.clock_set_to(moment(date(2016, 7, 19), 0)):
        with pytest.raises(TransitionRefused, match="end of 18 July 2016"):
            change_note(note, by=worker, version=2, **told(text="Later"))
        added = add_to_note(note, by=manager, source="POLICE", text="Three times.")
    note.refresh_from_db()
    assert (note.text, added.written_by) == ("He rang twice.", manager)
    changed = AuditEvent.objects.about(note).get(action="changed")
    assert changed.detail["fields"] == ["changed_at", "text"]
    assert (changed.borough, changed.detail["case"]) == (case.borough, case.reference)


def test_two_changes_at_one_moment_are_both_kept_in_order(person):
    worker = person(CJW)
    with calendar.clock_set_to(moment(FRIDAY, 9)):
        note = write_note(CaseFactory(worker=worker), by=worker, **told())
        change_note(note, by=worker, version=1, **told(text="Twice."))
        change_note(note, by=worker, version=2, **told(text="Three times."))

    assert note.text == "Three times."


@pytest.mark.django_db
def test_the_database_refuses_to_change_what_has_locked_and_what_was_added():
    locked, added = CaseNoteFactory(), NoteAddendumFactory()
    still_open = CaseNoteFactory(open=True)
    later = still_open.changed_at + timedelta(hours=1)
    refused = (
        lambda: CaseNote.objects.filter(pk=locked.pk).update(text="Other words"),
        lambda: CaseNote.objects.filter(pk=locked.pk).update(
            text="Other words", changed_at=locked.locks_at + timedelta(hours=1)
        ),
        lambda: CaseNote.objects.filter(pk=locked.pk).update(
            text="Other words", locks_at=later, changed_at=later
        ),
        lambda: CaseNote.objects.filter(pk=still_open.pk).update(text="No time given"),
        lambda: NoteAddendum.objects.filter(pk=added.pk).update(text="Other words"),
    )
    for change in refused:
        with (
            pytest.raises(IntegrityError, match=r"locked|stays_as_it_was"),
            transaction.atomic(),
        ):
            change()

    CaseNote.objects.filter(pk=still_open.pk).update(text="In time", changed_at=later)
    NoteAddendum.objects.filter(pk=added.pk).delete()  # only a retention event would


@pytest.mark.django_db
def test_the_partner_is_no_source_of_anything_on_this_side():
    for factory in (CaseNoteFactory, NoteAddendumFactory):
        with pytest.raises(IntegrityError, match="never_the_partner"), transaction.atomic():
            factory(source="PARTNER")
    assert "PARTNER" not in CaseNote.Source.values


def test_a_note_is_of_today_or_earlier_and_of_an_open_case(person):
    worker = person(CJW)
    case = CaseFactory(worker=worker)
    closed = CaseFactory(worker=worker, closed=True)

    for day, of, why in (
        (FRIDAY + timedelta(days=1), case, "has not come yet"),
        (case.opened_on - timedelta(days=1), case, "opened on"),
        (FRIDAY, closed, "is closed"),
    ):
        with pytest.raises(TransitionRefused, match=why):
            write_note(of, by=worker, **told(on=day))
    with pytest.raises(TransitionRefused, match="is closed"):
        add_to_note(CaseNoteFactory(case=closed), by=worker, source="POLICE", text="More")
    assert CaseNote.objects.filter(case=case).count() == 0


@pytest.mark.django_db
def test_a_note_knows_that_it_was_written_late():
    written_at = moment(date(2016, 2, 3))
    note = CaseNoteFactory(
        on=date(2016, 2, 1), written_at=written_at, locks_at=lock_of(written_at)
    )

    assert note.is_recorded_late
    assert str(note) == "Conversation with a professional, 1 February 2016"
