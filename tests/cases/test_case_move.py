"""Moving a case to its next stage: only where its table allows, and never by surprise."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    ContactAttemptFactory,
    PostFactory,
    TermsFactory,
)
from tests.pages import Page, leads_to, lost, typed

Status = Case.Status


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    case = CaseFactory(
        worker=worker,
        post=PostFactory(code="CJW"),
        status=Status.ASSESSMENT,
        bridge__cleared_on=date(2016, 2, 1),
    )
    AssessmentFactory(case=case, signed_off=True)
    return case


def move(case):
    return reverse("cases:case_move", args=[case.reference])


def to(stage, **changes):
    day = typed("on", date(2016, 7, 15))
    return {"to": stage, **day, "once": uuid.uuid4().hex} | changes


def test_the_case_moves_and_says_where_it_is_now(client, worker, case):
    response = client.post(move(case), to("INTERVENTION"), follow=True)

    case.refresh_from_db()
    assert case.status == Status.INTERVENTION
    assert f"Case {case.reference} is now at intervention" in Page(response).done
    trace = AuditEvent.objects.about(case).get(action="moved")
    assert trace.by == worker
    assert case.moves.latest("pk").effective_on == date(2016, 7, 15)


def test_only_the_legal_stages_are_offered_each_with_a_sentence(client, case):
    page = Page(client.get(move(case)))

    assert "The case is at assessment." in page.words
    assert "Intervention The one-to-one work has begun." in page.words
    assert "You are looking back with them" not in page.words
    assert "The work has ended" not in page.words


@pytest.mark.parametrize("stage", ["REVIEW", "CONTACTING", "OPEN", "CLOSED"])
def test_a_stage_out_of_turn_is_refused_in_plain_words(client, case, stage):
    page = Page(client.post(move(case), to(stage)))

    assert page.errors.keys() == {"to"}
    assert page.answer("to") is None, "it is not among the stages offered"
    case.refresh_from_db()
    assert case.status == Status.ASSESSMENT


def test_a_stage_with_something_missing_is_no_answer_and_says_what_with_a_way(
    client, worker, facts
):
    case = CaseFactory(worker=worker, status=Status.CONTACTING)

    page = Page(client.get(move(case)))

    assert "Assessment: not possible yet" in page.words
    assert "Nobody has reached them yet" in page.words
    links = dict(page.links)
    assert links["Record the terms"] == f"/cases/{case.reference}/terms/"
    assert links["Log an attempt"] == f"/cases/{case.reference}/attempt/"
    offered = page.words.partition("Which stage is next?")[2]
    assert "Suspended" in offered
    assert "Assessment" not in offered


def test_clearance_is_told_as_cleared_or_not_and_nothing_more(client, case):
    case.bridge.cleared_on = None
    case.bridge.save()

    words = Page(client.get(move(case))).words

    assert (
        "Intervention: not possible yet Not cleared yet: ask partner support or the "
        "manager. Which stage is next?" in words
    )


def test_a_stage_blocked_since_the_page_was_opened_is_refused_in_plain_words(client, case):
    case.bridge.cleared_on = None
    case.bridge.save()

    page = Page(client.post(move(case), to("INTERVENTION")))

    assert "Not cleared yet" in page.errors["to"]


def test_a_day_on_which_it_was_too_early_is_told_beside_the_day(client, worker, facts):
    case = CaseFactory(worker=worker, status=Status.CONTACTING)
    ContactAttemptFactory(case=case, outcome="REACHED", on=date(2016, 2, 8))
    TermsFactory(case=case, explained_on=date(2016, 2, 8))

    early = Page(client.post(move(case), to("ASSESSMENT", **typed("on", date(2016, 2, 7)))))
    client.post(move(case), to("ASSESSMENT", **typed("on", date(2016, 2, 8))))

    assert "Choose a later day. Until then: Nobody has reached" in early.errors["on"]
    case.refresh_from_db()
    assert case.status == Status.ASSESSMENT


@pytest.mark.parametrize(
    ("day", "message"),
    [
        (date(2016, 7, 16), "today or in the past"),
        (date(2016, 1, 13), "the day the case opened, 14 January 2016"),
        (date(2016, 1, 20), "on or after 1 February 2016, the day of the last move"),
    ],
)
def test_a_day_that_cannot_be_says_why(client, worker, facts, day, message):
    case = CaseFactory(worker=worker, opening__effective_on=date(2016, 2, 1))

    page = Page(client.post(move(case), to("CONTACTING", **typed("on", day))))

    assert message in page.errors["on"]


def test_suspending_asks_why_and_until_when(client, case):
    page = Page(client.post(move(case), to("SUSPENDED")))

    assert page.errors == {
        "why_suspended": "Enter why it is suspended",
        "review_on": "Enter the date to look at it again",
    }
    late = typed("review_on", date(2016, 7, 14))
    page = Page(client.post(move(case), to("SUSPENDED", why_suspended="Ill", **late)))
    assert "today or in the future" in page.errors["review_on"]

    ContactAttemptFactory(case=case, outcome="REACHED")
    TermsFactory(case=case)
    answers = {"why_suspended": "In hospital", **typed("review_on", date(2016, 8, 1))}
    client.post(move(case), to("SUSPENDED", **answers))

    case.refresh_from_db()
    assert case.suspension_review_on == date(2016, 8, 1)
    assert case.moves.latest("pk").reason == "In hospital"
    page = Page(client.get(move(case)))
    assert "to be looked at again on 1 August 2016" in page.words
    assert "Back to assessment" in page.words


def test_closing_asks_why_and_asks_once_about_the_partners_words(client, case):
    assert "why_closing" in Page(client.post(move(case), to("CLOSING"))).errors
    words = to("CLOSING", why_closing="She has moved to SW1A 2AA")

    page = Page(client.post(move(case), words))
    assert "Check this text" in page.errors["why_closing"]
    assert lost(page, words | {"once": None}) == {"once": page.answers["once"]}

    client.post(move(case), words | {"words_are_checked": "on", "once": uuid.uuid4().hex})
    case.refresh_from_db()
    assert case.status == Status.CLOSING


def test_a_move_that_a_colleague_made_first_is_refused(client, client_of, person, case):
    client_of(person(Role.SERVICE_MANAGER)).post(move(case), to("INTERVENTION"))

    response = client.post(move(case), to("INTERVENTION"))

    assert response.status_code == 409
    assert AuditEvent.objects.about(case).filter(action="moved").count() == 1


def test_an_empty_form_says_what_to_select(client, case):
    page = Page(client.post(move(case), {}))

    assert page.errors == {
        "to": "Select the next stage",
        "on": "Enter the date it changed",
    }
    assert page.summary[0] == ("Select the next stage", "id_to_0")


@pytest.mark.parametrize("stage", ["XYZ", "intervention", "\x00"])
def test_a_stage_that_does_not_exist_gets_a_message(client, case, stage):
    assert "to" in Page(client.post(move(case), to(stage))).errors


def test_a_reason_too_long_is_told_so_and_kept(client, case):
    sent = {"to": "CLOSING", "why_closing": "n" * 301, **typed("on", date(2016, 7, 15))}

    page = Page(client.post(move(case), sent))

    assert "300 characters or fewer: it has 301" in page.errors["why_closing"]
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
