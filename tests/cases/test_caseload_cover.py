"""Cases are covered while their worker is away: who, from when to when, and which."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases.models import CaseAllocation
from pilot import calendar
from pilot.permissions import Role
from tests.factories import AbsenceFactory, CaseFactory
from tests.pages import Page, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER, first_name="Ash", last_name="Elder")


@pytest.fixture
def colleague(person):
    return person(Role.FAMILY_SUPPORT_WORKER, first_name="Hazel", last_name="Rowan")


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def page_of(worker, query=""):
    return reverse("cases:caseload_cover", args=[worker.pk]) + query


def asked(by, cases, **changes):
    return {
        "worker": by.pk,
        "cases": [case.reference for case in cases],
        **typed("starts_on", date(2016, 8, 8)),
        **typed("ends_on", date(2016, 8, 19)),
        "reason": "On leave",
        "once": uuid.uuid4().hex,
    } | changes


def test_the_colleague_sees_the_cases_on_those_days_and_the_page_says_whose_they_are(
    client, client_of, worker, colleague
):
    cases = [CaseFactory(worker=worker) for _ in range(3)]

    response = client.post(page_of(worker), asked(colleague, cases[:2]), follow=True)

    assert "2 cases are of Ash Elder covered" not in Page(response).done
    assert "2 cases of Ash Elder are covered" in Page(response).done
    browser = client_of(colleague)
    assert browser.get(cases[0].get_absolute_url()).status_code == 404
    with calendar.clock_set_to(date(2016, 8, 10)):
        page = Page(browser.get(cases[0].get_absolute_url()))
        assert "Covered by Hazel Rowan until 19 August 2016" in page.words
        assert "Log an intervention" in page.words
        assert browser.get(cases[2].get_absolute_url()).status_code == 404


def test_all_cases_are_ticked_or_the_one_it_was_opened_for(client, worker):
    cases = [CaseFactory(worker=worker) for _ in range(2)]

    every = Page(client.get(page_of(worker))).answers["cases"]
    one = Page(client.get(page_of(worker, f"?case={cases[1].reference}"))).answers["cases"]

    assert set(every) == {case.reference for case in cases}
    assert one == [cases[1].reference]


def test_an_answer_that_is_missing_or_cannot_be_says_what_to_do(
    client, worker, colleague, person
):
    here = CaseFactory(worker=worker, borough__code="LBHF")
    there = CaseFactory(worker=worker, borough__code="WCC")
    assert Page(client.post(page_of(worker), {})).errors == {
        "worker": "Select who covers",
        "starts_on": "Enter the first day",
        "ends_on": "Enter the last day",
        "cases": "Select at least one case",
        "reason": "Enter why the cases are covered",
    }
    for sent, field, message in (
        (typed("starts_on", date(2016, 7, 14)), "starts_on", "today or in the future"),
        (typed("ends_on", date(2016, 8, 7)), "ends_on", "on or after the first"),
    ):
        page = Page(client.post(page_of(worker), asked(colleague, [here], **sent)))
        assert message in page.errors[field]
    local = person(Role.FAMILY_SUPPORT_WORKER, "LBHF", first_name="Ivy", last_name="Low")
    page = Page(client.post(page_of(worker), asked(local, [here, there])))
    assert page.errors["cases"].startswith("Ivy Low does not work in Westminster: untick")
    assert not CaseAllocation.objects.covers().exists()


def test_a_case_can_be_covered_from_its_own_page(client, client_of, worker):
    case = CaseFactory(worker=worker)

    def offered(browser):
        return [where for _, where in Page(browser.get(case.get_absolute_url())).links]

    assert page_of(worker, f"?case={case.reference}") in offered(client)
    assert page_of(worker, f"?case={case.reference}") not in offered(client_of(worker))


def test_the_page_starts_with_the_absence_on_record(person, client_of):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    cover = person(Role.FAMILY_SUPPORT_WORKER)
    CaseFactory(worker=worker)
    days = {"starts_on": date(2016, 7, 11), "ends_on": date(2016, 7, 22)}
    AbsenceFactory(user=worker, cover=cover, **days)

    address = reverse("cases:caseload_cover", args=[worker.pk])
    page = Page(client_of(person(Role.SERVICE_MANAGER)).get(address))

    assert page.answer("worker") == str(cover.pk)
    assert page.answer("starts_on_day") == "15", "not before today"
    assert page.answer("ends_on_day") == "22"
    assert page.answer("reason") == "The worker is away"
