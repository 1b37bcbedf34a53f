"""The manager gives one case to another worker."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page, leads_to, typed


@pytest.fixture
def colleague(person):
    return person(Role.FAMILY_SUPPORT_WORKER, first_name="Hazel", last_name="Rowan")


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


@pytest.fixture
def case(person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER, first_name="Ash", last_name="Elder")
    return CaseFactory(worker=worker, borough__code="WCC")


def page_of(case):
    return reverse("cases:case_allocate", args=[case.reference])


def given(to, **changes):
    return {
        "to": to.pk,
        "reason": "Knows the family",
        "version": 1,
        **typed("on", date(2016, 7, 1)),
        "once": uuid.uuid4().hex,
    } | changes


def test_the_case_is_the_colleagues_and_the_page_says_so(client, case, colleague):
    page = Page(client.get(page_of(case)))
    assert "The case is Ash Elder’s, in Westminster." in page.words
    assert "Hazel Rowan" in page.words.partition("from now on?")[2]
    assert "Ash Elder" not in page.words.partition("from now on?")[2]

    response = client.post(page_of(case), given(colleague), follow=True)

    case.refresh_from_db()
    assert case.worker == colleague
    assert f"Case {case.reference} is Hazel Rowan’s now" in Page(response).done


def test_an_answer_that_is_missing_or_cannot_be_says_what_to_do(client, case, colleague):
    assert Page(client.post(page_of(case), {"version": 1})).errors == {
        "to": "Select who will work with them",
        "on": "Enter the date it changes",
        "reason": "Enter why the case changes hands",
    }
    for day, message in (
        (date(2016, 7, 16), "today or in the past"),
        (date(2016, 1, 13), "the day the case opened"),
    ):
        sent = given(colleague, **typed("on", day))
        assert message in Page(client.post(page_of(case), sent)).errors["on"]
    case.allocations.update(starts_on=date(2016, 6, 1))
    sent = given(colleague, **typed("on", date(2016, 5, 31)))
    page = Page(client.post(page_of(case), sent))
    assert "since when the case is Ash Elder’s" in page.errors["on"]


def test_a_case_changed_meanwhile_is_refused_and_a_closed_one_too(client, case, colleague):
    assert client.post(page_of(case), given(colleague, version=7)).status_code == 409
    closed = CaseFactory(closed=True, borough__code="WCC")
    assert client.get(page_of(closed)).status_code == 409


def test_only_the_manager_is_offered_it(client, client_of, case):
    def offered(browser):
        return [words for words, _ in Page(browser.get(case.get_absolute_url())).links]

    worker = client_of(case.worker)
    assert "Give it to another worker" in offered(client)
    assert "Give it to another worker" not in offered(worker)
    assert worker.get(page_of(case)).status_code == 403


def test_pressing_twice_gives_it_once(client, case, colleague):
    sent = given(colleague)

    first, second = (client.post(page_of(case), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second) == case.get_absolute_url()
    assert case.allocations.count() == 2
