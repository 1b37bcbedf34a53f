"""Closing a case: how the work ended, when, and what came of it."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases.actions import keep_engagement
from cases.models import Case
from pilot.models import AuditEvent, Draft
from pilot.permissions import Role
from tests.factories import (
    CaseAllocationFactory,
    CaseFactory,
    ContactAttemptFactory,
    PostFactory,
    SessionFactory,
    ready_to_close,
)
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    post = PostFactory(code="CJW")
    return ready_to_close(CaseFactory(worker=worker, post=post, status="CLOSING"))


def close(case):
    return reverse("cases:case_close", args=[case.reference])


def ended(**changes):
    return {
        "reason": "COMPLETED",
        **typed("closed_on", date(2016, 6, 30)),
        "outcome": "They kept to what they had planned.",
        "once": uuid.uuid4().hex,
    } | changes


def test_the_case_closes_with_its_reason_and_what_came_of_it(client, worker, case):
    response = client.post(close(case), ended(), follow=True)

    case.refresh_from_db()
    assert case.status == Case.Status.CLOSED
    assert (case.closed_on, case.closure_reason) == (date(2016, 6, 30), "COMPLETED")
    assert case.closure_outcome == "They kept to what they had planned."
    assert response.redirect_chain == [(case.get_absolute_url(), 302)]
    assert f"Case {case.reference} is closed" in Page(response).done


def test_whoever_covered_it_covers_it_no_more(client, client_of, person, worker, case):
    colleague = person(Role.FAMILY_SUPPORT_WORKER)
    today, later = date(2016, 7, 15), date(2016, 7, 29)
    for number, starts_on in enumerate((today, date(2016, 7, 20))):
        cover = {"worker": colleague, "is_cover": True, "starts_on": starts_on}
        CaseAllocationFactory(case=case, ends_on=later, reason=f"{number}", **cover)

    response = client_of(colleague).post(close(case), ended())

    assert leads_to(response) == reverse("cases:case_list")
    assert not case.allocations.to_come_or_current().exists()
    ended_by = case.allocations.covers().values_list("ended_by", flat=True)
    assert list(ended_by) == [colleague.pk, colleague.pk]
    assert not Case.objects.visible_to(colleague).filter(pk=case.pk).exists()
    assert client.get(case.get_absolute_url()).status_code == 200


def test_closing_leaves_a_trace_without_what_was_said(client, worker, case):
    client.post(close(case), ended())

    trace = AuditEvent.objects.about(case).get(action="closed")
    assert trace.by == worker
    assert "planned" not in f"{trace.sentence} {trace.detail} {trace.reason}"


def test_an_empty_form_says_beside_each_field_what_to_enter(client, case):
    page = Page(client.post(close(case), {}))

    assert page.errors == {
        "reason": "Select how the work ended",
        "closed_on": "Enter the date it closed",
        "outcome": "Enter what came of the work",
    }


@pytest.mark.parametrize(
    ("sent", "field", "message"),
    [
        (typed("closed_on", date(2016, 7, 16)), "closed_on", "today or in the past"),
        (
            typed("closed_on", date(2016, 1, 13)),
            "closed_on",
            "the day the case opened, 14 January 2016",
        ),
        ({"reason": "XYZ"}, "reason", "Select one of the answers"),
        ({"outcome": "n" * 10_001}, "outcome", "10000 characters or fewer: it has 10001"),
    ],
)
def test_an_answer_that_cannot_be_says_why_and_loses_nothing(
    client, case, sent, field, message
):
    answers = ended(**sent)
    del answers["once"]

    page = Page(client.post(close(case), answers))

    assert message in page.errors[field]
    assert lost(page, {name: answers[name] for name in answers if name != "reason"}) == {}
    case.refresh_from_db()
    assert case.is_open


@pytest.mark.parametrize("day", [date(2016, 1, 14), date(2016, 2, 29), date(2016, 3, 31)])
def test_the_first_day_a_leap_day_and_the_last_of_a_quarter_are_taken(client, case, day):
    client.post(close(case), ended(**typed("closed_on", day)))

    case.refresh_from_db()
    assert case.closed_on == day


def test_it_cannot_close_before_the_last_work_on_it(client, case):
    SessionFactory(case=case, on=date(2016, 3, 31), attended=True)
    ContactAttemptFactory(case=case, on=date(2016, 4, 5))

    page = Page(client.post(close(case), ended(**typed("closed_on", date(2016, 4, 4)))))

    assert "on or after the last work on it, 5 April 2016" in page.errors["closed_on"]


def test_an_appointment_cancelled_for_a_day_to_come_does_not_hold_it_open(client, case):
    cancelled = {"outcome": "CANC_NOTICE", "missed": True}
    SessionFactory(case=case, on=date(2016, 7, 20), **cancelled)

    client.post(close(case), ended())

    case.refresh_from_db()
    assert case.closed_on == date(2016, 6, 30)


def test_somebody_who_came_did_engage(client, case):
    SessionFactory(case=case, on=date(2016, 1, 21), attended=True)
    keep_engagement(case)

    page = Page(client.post(close(case), ended(reason="NEVER_ENGAGED")))

    assert "They came to a session, so they did engage" in page.errors["reason"]


def test_somebody_who_never_came_can_be_said_so(client, case):
    client.post(close(case), ended(reason="NEVER_ENGAGED"))

    case.refresh_from_db()
    assert case.closure_reason == "NEVER_ENGAGED"


def test_sessions_without_a_record_are_named_with_a_way_to_each(client, case):
    waiting = [
        SessionFactory(case=case, on=date(2016, 7, 14)),
        SessionFactory(case=case, booked=True),
    ]

    page = Page(client.get(close(case)))

    assert "Closed: not possible yet Record or cancel the booked sessions" in page.words
    addresses = [address for _, address in page.links]
    assert {session.get_absolute_url() for session in waiting} <= set(addresses)


def test_while_one_waits_closing_is_refused_and_the_text_comes_back(client, case, today):
    SessionFactory(case=case, on=date(2016, 7, 14))
    outcome = "More than five words, typed by hand"
    sent = ended(outcome=outcome, **typed("closed_on", today))

    response = client.post(close(case), sent)

    page = Page(response)
    assert "Record or cancel the booked sessions" in page.errors["closed_on"]
    assert lost(page, sent | {"once": page.answer("once")}) == {}
    case.refresh_from_db()
    assert case.is_open


def test_a_case_that_nobody_began_to_close_cannot_be_closed(client, worker):
    at_work = CaseFactory(worker=worker, status=Case.Status.REVIEW)

    for response in (client.get(close(at_work)), client.post(close(at_work), ended())):
        assert response.status_code == 409
        assert "is review: begin closing it first" in Page(response).words


def test_it_cannot_close_before_closing_began(client, case):
    case.moves.create(
        was="REVIEW",
        to="CLOSING",
        effective_on=date(2016, 7, 1),
        recorded_at=case.referral.recorded_at,
    )

    page = Page(client.post(close(case), ended()))

    assert "on or after 1 July 2016, the day of the last move" in page.errors["closed_on"]


def test_a_closed_case_cannot_be_closed_again(client, case):
    client.post(close(case), ended())

    assert client.get(close(case)).status_code == 409
    assert client.post(close(case), ended(outcome="Otherwise")).status_code == 409
    case.refresh_from_db()
    assert case.closure_outcome == "They kept to what they had planned."


def test_pressing_twice_closes_once(client, case):
    sent = ended()

    first, second = (client.post(close(case), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second) == case.get_absolute_url()
    assert AuditEvent.objects.about(case).filter(action="closed").count() == 1


def test_what_came_of_it_is_cleaned_and_keeps_its_paragraphs(client, case):
    client.post(close(case), ended(outcome="First\x0b.\r\n\r\nSecond\x00."))

    case.refresh_from_db()
    assert case.closure_outcome == "First.\n\nSecond."


def test_a_half_written_closure_comes_back_and_goes_when_closed(client, case):
    sent = ended(outcome="Half a sen")
    del sent["once"]
    client.post(close(case), sent | {"save_draft": "yes"})

    assert lost(Page(client.get(close(case))), sent) == {}
    client.post(close(case), ended())
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("role", "borough"),
    [
        (Role.CRIMINAL_JUSTICE_WORKER, "LBHF"),
        (Role.FAMILY_SUPPORT_WORKER, "LBHF"),
        (Role.SERVICE_MANAGER, "WCC"),
    ],
)
def test_somebody_elses_or_elsewheres_case_is_not_there(
    client_of, person, case, role, borough
):
    other = client_of(person(role, borough))

    assert other.get(close(case)).status_code == 404
    assert other.post(close(case), ended()).status_code == 404


@pytest.mark.parametrize("role", sorted(set(Role) - {"CJW", "FSW", "YPS", "MGR"}))
def test_whoever_does_no_casework_is_refused(person, client_of, case, role):
    other = client_of(person(role, "LBHF"))

    assert other.get(close(case)).status_code == 403
    assert other.post(close(case), ended()).status_code == 403
