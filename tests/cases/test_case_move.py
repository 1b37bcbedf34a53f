"""Moving a case to its next stage: only where its table allows, and never by surprise."""

import uuid

import pytest
from django.urls import reverse

from cases.models import Case
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory, PostFactory
from tests.pages import Page, leads_to, lost

Status = Case.Status


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(
        worker=worker, post=PostFactory(code="CJW"), status=Status.ASSESSMENT
    )


def move(case):
    return reverse("cases:case_move", args=[case.reference])


def to(stage, **changes):
    return {"to": stage, "reason": "Ready for it", "once": uuid.uuid4().hex} | changes


def test_the_case_moves_and_says_where_it_is_now(client, worker, case):
    response = client.post(move(case), to("INTERVENTION"), follow=True)

    case.refresh_from_db()
    assert case.status == Status.INTERVENTION
    assert f"Case {case.reference} is now at intervention" in Page(response).done
    trace = AuditEvent.objects.about(case).get(action="moved")
    assert (trace.by, trace.reason) == (worker, "Ready for it")


def test_only_the_legal_stages_are_offered_each_with_a_sentence(client, case):
    page = Page(client.get(move(case)))

    assert "The case is at assessment." in page.words
    assert "Intervention The one-to-one work has begun." in page.words
    assert "You are looking back with them" not in page.words
    assert "The work has ended" not in page.words


@pytest.mark.parametrize("stage", ["REVIEW", "CONTACTING", "OPEN", "ASSESSMENT", "CLOSED"])
def test_a_stage_out_of_turn_is_refused_in_plain_words(client, case, stage):
    response = client.post(move(case), to(stage))

    assert response.status_code == 409
    assert Page(response).heading == "That cannot be done now"
    case.refresh_from_db()
    assert case.status == Status.ASSESSMENT


def test_a_move_that_a_colleague_made_first_is_refused(client, client_of, person, case):
    client_of(person(Role.SERVICE_MANAGER)).post(move(case), to("INTERVENTION"))

    response = client.post(move(case), to("INTERVENTION", reason="Mine"))

    assert response.status_code == 409
    assert AuditEvent.objects.about(case).filter(action="moved").count() == 1


def test_an_empty_form_says_what_to_select(client, case):
    page = Page(client.post(move(case), {}))

    assert page.errors == {"to": "Select the next stage"}
    assert page.summary == [("Select the next stage", "id_to_0")]


@pytest.mark.parametrize("stage", ["XYZ", "intervention", "\x00"])
def test_a_stage_that_does_not_exist_gets_a_message(client, case, stage):
    assert "to" in Page(client.post(move(case), to(stage))).errors


def test_a_reason_too_long_is_told_so_and_kept(client, case):
    sent = {"to": "INTERVENTION", "reason": "n" * 201}

    page = Page(client.post(move(case), sent))

    assert "200 characters or fewer: it has 201" in page.errors["reason"]
    assert lost(page, sent) == {}


def test_pressing_twice_moves_once(client, case):
    sent = to("INTERVENTION")

    first, second = (client.post(move(case), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second) == case.get_absolute_url()
    assert AuditEvent.objects.about(case).filter(action="moved").count() == 1


def test_a_closed_case_moves_nowhere(client, worker, facts):
    closed = CaseFactory(worker=worker, post=PostFactory(code="CJW"), closed=True)

    assert client.get(move(closed)).status_code == 409
    assert client.post(move(closed), to("REVIEW")).status_code == 409


@pytest.mark.parametrize(
    ("role", "borough"),
    [(Role.CRIMINAL_JUSTICE_WORKER, "LBHF"), (Role.SERVICE_MANAGER, "WCC")],
)
def test_somebody_elses_or_elsewheres_case_is_not_there(
    client_of, person, case, role, borough
):
    other = client_of(person(role, borough))

    assert other.get(move(case)).status_code == 404
    assert other.post(move(case), to("INTERVENTION")).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {"CJW", "FSW", "YPS", "MGR"}))
def test_whoever_does_no_casework_is_refused(person, client_of, case, role):
    other = client_of(person(role, "LBHF"))

    assert other.get(move(case)).status_code == 403
    assert other.post(move(case), to("INTERVENTION")).status_code == 403
