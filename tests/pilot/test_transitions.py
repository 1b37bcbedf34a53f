"""The third gate: can it happen now, and did nobody get there first?"""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from cases.models import Case, ContactAttempt
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import (
    Overtaken,
    TransitionRefused,
    amend,
    move,
    put_right,
    sentence_case,
    withdraw,
)
from tests.factories import CaseFactory, ContactAttemptFactory

CONTACTING, CLOSED = Case.Status.CONTACTING, Case.Status.CLOSED


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def test_a_move_changes_the_status_counts_the_version_and_leaves_a_trace(worker):
    case = CaseFactory(worker=worker)

    moved = move(case, CONTACTING, by=worker, because="They answered")

    assert moved is case
    case.refresh_from_db()
    assert (case.status, case.version) == (CONTACTING, 2)
    event = AuditEvent.objects.about(case).get()
    assert (event.action, event.by, event.reason) == ("moved", worker, "They answered")
    assert event.detail == {"was": "allocated", "to": "contacting"}
    assert event.borough == case.borough


def test_a_move_can_change_other_columns_and_say_what_it_was(worker):
    case = CaseFactory(worker=worker)

    move(case, CONTACTING, by=worker, saying="rang about", closure_outcome="Half said")

    assert case.closure_outcome == "Half said"
    event = AuditEvent.objects.about(case).get()
    assert event.action == "rang about"
    assert event.detail["changed"] == ["closure_outcome"]


def test_a_move_that_the_table_does_not_allow_is_refused_in_plain_words(worker):
    case = CaseFactory(worker=worker)

    with pytest.raises(TransitionRefused) as refused:
        move(case, Case.Status.REVIEW, by=worker)

    told = f"Case {case.reference} is allocated, so it cannot become review."
    assert str(refused.value) == told
    assert not isinstance(refused.value, Overtaken)
    assert Case.objects.get(pk=case.pk).status == Case.Status.OPEN
    assert not AuditEvent.objects.exists()


def test_the_second_of_two_people_who_move_the_same_case_is_refused(worker):
    case = CaseFactory(worker=worker)
    as_the_second_read_it = Case.objects.get(pk=case.pk)
    move(case, CONTACTING, by=worker)

    with pytest.raises(Overtaken, match="Somebody else has just changed case"):
        move(as_the_second_read_it, CONTACTING, by=worker)

    assert AuditEvent.objects.count() == 1
    assert Case.objects.get(pk=case.pk).version == 2


def test_a_move_of_what_was_read_is_refused_once_anything_of_it_was_saved(worker):
    case = CaseFactory(worker=worker)
    amend(Case.objects.get(pk=case.pk), by=worker, version=1, closure_outcome="Half said")

    with pytest.raises(Overtaken, match="Somebody else has just changed case"):
        move(case, CONTACTING, by=worker, version=1)
    move(case, CONTACTING, by=worker, version=2)

    assert (case.status, case.version) == (CONTACTING, 3)


def test_a_move_whose_trace_cannot_be_kept_does_not_happen(worker, refuse_writes):
    case = CaseFactory(worker=worker)
    refuse_writes(AuditEvent)

    with pytest.raises(IntegrityError, match="pilot_auditevent is full"):
        move(case, CONTACTING, by=worker)

    assert Case.objects.get(pk=case.pk).status == Case.Status.OPEN


def test_a_move_that_a_constraint_refuses_does_not_happen(worker):
    case = CaseFactory(worker=worker, status=Case.Status.CLOSING)

    with pytest.raises(IntegrityError):
        move(case, CLOSED, by=worker)  # without the day, the reason and the outcome

    assert Case.objects.get(pk=case.pk).status == Case.Status.CLOSING
    assert not AuditEvent.objects.exists()


def test_an_amendment_counts_the_version_and_names_the_fields_but_not_their_content(
    worker,
):
    case = CaseFactory(worker=worker)

    amended = amend(
        case, by=worker, version=1, because="Written down wrongly", closure_outcome="Secret"
    )

    assert amended is case
    assert (case.closure_outcome, case.version) == ("Secret", 2)
    event = AuditEvent.objects.about(case).get()
    assert (event.action, event.reason) == ("corrected", "Written down wrongly")
    assert event.detail == {"fields": ["closure_outcome"]}


def test_an_amendment_of_a_stale_version_is_refused_and_loses_nothing(worker):
    case = CaseFactory(worker=worker)
    amend(case, by=worker, version=1, closure_outcome="First")

    with pytest.raises(Overtaken):
        amend(case, by=worker, version=1, closure_outcome="Second")

    assert Case.objects.get(pk=case.pk).closure_outcome == "First"
    assert AuditEvent.objects.count() == 1


@pytest.mark.parametrize("version", [0, 2, 10**9])
def test_a_version_that_never_was_is_refused_too(worker, version):
    case = CaseFactory(worker=worker)

    with pytest.raises(Overtaken):
        amend(case, by=worker, version=version, closure_outcome="Odd")


def test_an_amendment_whose_trace_cannot_be_kept_does_not_happen(worker, refuse_writes):
    case = CaseFactory(worker=worker)
    refuse_writes(AuditEvent)

    with pytest.raises(IntegrityError):
        amend(case, by=worker, version=1, closure_outcome="Lost")

    fresh = Case.objects.get(pk=case.pk)
    assert (fresh.closure_outcome, fresh.version) == ("", 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("case K7QM-4RXD", "Case K7QM-4RXD"), ("", ""), ("éa MARAC", "Éa MARAC")],
)
def test_a_sentence_starts_with_a_capital_and_keeps_the_rest(text, sentence):
    assert sentence_case(text) == sentence


# Entries that were wrong: replaced, or withdrawn


@pytest.fixture
def entry(worker):
    return ContactAttemptFactory(case__worker=worker, note="Rang twice")


def test_a_right_entry_stands_for_the_wrong_one_which_stays_as_it_was(worker, entry):
    right = put_right(entry, by=worker, because="It was a text", method="TEXT")

    wrong = ContactAttempt.objects.get(pk=entry.pk)
    assert (wrong.is_replaced, wrong.method, wrong.note) == (True, "PHONE", "Rang twice")
    assert (right.replaces, right.correction_reason) == (wrong, "It was a text")
    assert (right.method, right.note, right.on) == ("TEXT", wrong.note, wrong.on)
    assert right.reference != wrong.reference
    assert list(ContactAttempt.objects.standing()) == [right]
    event = AuditEvent.objects.about(right).get()
    assert (event.action, event.by, event.reason) == ("put right", worker, "It was a text")
    assert event.detail == {"fields": ["method"], "was": str(wrong.pk)}
    assert not wrong.is_withdrawn


def test_an_entry_put_right_can_be_put_right_again_and_only_the_last_stands(worker, entry):
    second = put_right(entry, by=worker, because="It was a text", method="TEXT")
    third = put_right(second, by=worker, because="It was an email", method="EMAIL")

    assert list(ContactAttempt.objects.standing()) == [third]
    assert third.replaces.replaces == entry


def test_an_entry_made_by_mistake_stays_readable_and_counts_nowhere(worker, entry):
    withdraw(entry, by=worker, because="Another person’s")

    gone = ContactAttempt.objects.get(pk=entry.pk)
    assert (gone.is_withdrawn, gone.is_replaced, gone.note) == (True, True, "Rang twice")
    assert not ContactAttempt.objects.standing().exists()
    event = AuditEvent.objects.about(entry).get()
    assert (event.action, event.by, event.reason) == (
        "withdrew",
        worker,
        "Another person’s",
    )


@pytest.mark.parametrize("first", [put_right, withdraw])
@pytest.mark.parametrize("second", [put_right, withdraw])
def test_the_second_of_two_corrections_is_refused_whatever_they_are(
    worker, entry, first, second
):
    as_the_second_read_it = ContactAttempt.objects.get()
    first(entry, by=worker, because="First")

    with pytest.raises(Overtaken, match="since you opened it"):
        second(as_the_second_read_it, by=worker, because="Second")

    assert ContactAttempt.objects.exclude(correction_reason="").count() <= 1
    assert AuditEvent.objects.count() == 1


def test_a_correction_whose_trace_cannot_be_kept_does_not_happen(
    worker, entry, refuse_writes
):
    refuse_writes(AuditEvent)

    for action in (put_right, withdraw):
        with pytest.raises(IntegrityError), transaction.atomic():
            action(entry, by=worker, because="Lost")

    assert list(ContactAttempt.objects.standing()) == [entry]


def test_the_database_asks_why_and_what_is_withdrawn_never_stands(entry):
    for wrong, rule in (
        ({"correction_reason": "For nothing"}, "correction_says_why"),
        ({"withdrawal_reason": "Still there"}, "withdrawn_counts_nowhere"),
    ):
        with pytest.raises(IntegrityError, match=rule), transaction.atomic():
            ContactAttempt.objects.filter(pk=entry.pk).update(**wrong)
    with pytest.raises(IntegrityError, match="correction_says_why"), transaction.atomic():
        ContactAttemptFactory(case=entry.case, replaces=entry)


@pytest.mark.django_db(transaction=True)
def test_of_two_people_who_correct_an_entry_at_the_same_moment_one_is_refused(
    worker, entry
):
    second_is_waiting, refusals = threading.Event(), []

    def correct_it_too():
        try:
            theirs = ContactAttempt.objects.get(pk=entry.pk)
            second_is_waiting.set()
            put_right(theirs, by=worker, because="Second", method="EMAIL")
        except Overtaken as refusal:  # told in the test's own thread
            refusals.append(str(refusal))
        finally:
            connection.close()

    thread = threading.Thread(target=correct_it_too)
    with transaction.atomic():
        right = put_right(entry, by=worker, because="First", method="TEXT")
        thread.start()
        second_is_waiting.wait(10)
        thread.join(0.3)  # it stands at the row, or at the door, until we are done
    thread.join(30)

    assert len(refusals) == 1
    assert list(ContactAttempt.objects.standing()) == [right]
