"""Reopening a closed case: the manager's decision, with a reason and a day."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases import actions
from cases.models import Case
from pilot import calendar
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from tests.factories import CaseFactory
from tests.pages import Page, leads_to, typed


@pytest.fixture
def case(facts):
    return CaseFactory(closed=True, opened_on=date(2016, 1, 14))


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def reopen(case):
    return reverse("cases:case_reopen", args=[case.reference])


def again(**changes):
    day = typed("on", date(2016, 7, 15))
    return {"reason": "Rang and wants to go on", **day, "once": uuid.uuid4().hex} | changes


def test_the_case_goes_on_and_the_page_says_so(client, case):
    assert "It closed on 13 April 2016: completed the work." in (
        Page(client.get(reopen(case))).words
    )

    response = client.post(reopen(case), again(), follow=True)

    case.refresh_from_db()
    assert case.status == Case.Status.OPEN
    assert f"Case {case.reference} is open again" in Page(response).done


def test_an_answer_that_cannot_be_says_why(client, case):
    page = Page(client.post(reopen(case), {}))
    assert page.errors == {
        "reason": "Enter why it is reopened",
        "on": "Enter the date it changed",
    }

    sent = again(**typed("on", date(2016, 4, 12)), reason="She rang from 020 7946 0000")
    page = Page(client.post(reopen(case), sent))
    assert "Check this text" in page.errors["reason"]

    case.refresh_from_db()
    assert not case.is_open


def test_it_reopens_no_earlier_than_it_closed(client, worker_who_closed):
    case = worker_who_closed

    page = Page(client.post(reopen(case), again(**typed("on", date(2016, 4, 12)))))

    assert "on or after 13 April 2016, the day of the last move" in page.errors["on"]


@pytest.fixture
def worker_who_closed(case):
    case.moves.create(
        was="CLOSING",
        to="CLOSED",
        effective_on=case.closed_on,
        recorded_at=case.referral.recorded_at,
    )
    return case


def test_what_stands_in_its_way_is_told(client, case):
    closed = {"was": "INTERVENTION", "to": "CLOSED", "effective_on": case.closed_on}
    case.moves.create(recorded_at=case.referral.recorded_at, **closed)

    words = Page(client.get(reopen(case))).words

    assert "It goes on at intervention" in words
    assert "Intervention: not possible yet Intervention begins with an assessment" in words
    assert "Not cleared yet: ask partner support or the manager." in words
    page = Page(client.post(reopen(case), again()))
    assert "Not cleared yet" in page.errors["on"]


def test_it_goes_on_with_somebody_who_may_work_on_it(client, case, person):
    case.worker.memberships.all().delete()
    taker = person(Role.FAMILY_SUPPORT_WORKER)

    page = Page(client.post(reopen(case), again()))
    assert "is not a caseworker in" in page.errors["worker"]
    with pytest.raises(TransitionRefused, match="is not a caseworker in"):
        actions.reopen_case(
            case, by=person(Role.SERVICE_MANAGER), on=calendar.today(), reason="Rang"
        )
    case.refresh_from_db()
    assert not case.is_open

    client.post(reopen(case), again(worker=taker.pk))

    case.refresh_from_db()
    assert (case.is_open, case.worker) == (True, taker)
    assert case.allocations.get(ends_on=None).worker == taker


def test_an_open_case_is_not_reopened_and_pressing_twice_reopens_once(client, case):
    assert client.get(reopen(CaseFactory())).status_code == 409
    sent = again()

    first, second = (client.post(reopen(case), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second) == case.get_absolute_url()
    assert case.moves.count() == 2


def test_only_the_manager_is_offered_it(client, client_of, case):
    offered = [words for words, _ in Page(client.get(case.get_absolute_url())).links]
    worker = client_of(case.worker)
    of_worker = [words for words, _ in Page(worker.get(case.get_absolute_url())).links]

    assert "Reopen this case" in offered
    assert "Reopen this case" not in of_worker
    assert worker.post(reopen(case), again()).status_code == 403


def test_what_cannot_be_done_now_leads_back_to_the_case(client):
    case = CaseFactory()

    page = Page(client.get(reopen(case)))

    assert ("Open it again", case.get_absolute_url()) in page.links
