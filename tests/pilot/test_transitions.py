"""The third gate: can it happen now, and did nobody get there first?"""

import pytest
from django.db import IntegrityError

from cases.models import Case
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused, amend, move, sentence_case
from tests.factories import CaseFactory

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
    assert AuditEvent.objects.about(case).get().action == "rang about"


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


def test_a_move_whose_trace_cannot_be_kept_does_not_happen(worker, refuse_writes):
    case = CaseFactory(worker=worker)
    refuse_writes(AuditEvent)

    with pytest.raises(IntegrityError, match="pilot_auditevent is full"):
        move(case, CONTACTING, by=worker)

    assert Case.objects.get(pk=case.pk).status == Case.Status.OPEN


def test_a_move_that_a_constraint_refuses_does_not_happen(worker):
    case = CaseFactory(worker=worker)

    with pytest.raises(IntegrityError):
        move(case, CLOSED, by=worker)  # without the day, the reason and the outcome

    assert Case.objects.get(pk=case.pk).status == Case.Status.OPEN
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
