"""Who has how many cases, and what is covered."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import (
    CaseAllocationFactory,
    CaseFactory,
    SessionFactory,
    SupervisionFactory,
    TaskFactory,
)
from tests.pages import Page


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def caseloads(client):
    return Page(client.get(reverse("cases:caseload_list")))


def test_each_worker_has_a_line_and_each_cover_another(client, person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER, first_name="Ash", last_name="Elder")
    colleague = person(Role.FAMILY_SUPPORT_WORKER, first_name="Hazel", last_name="Rowan")
    for status in ("OPEN", "SUSPENDED", "CLOSING"):
        case = CaseFactory(worker=worker, status=status)
        CaseAllocationFactory(case=case, worker=colleague, cover=True)
    TaskFactory(case=case, due_on=date(2016, 7, 14))
    SessionFactory(case=case, on=date(2016, 7, 7))
    SupervisionFactory(worker=worker, next_on=date(2016, 7, 14))
    CaseFactory(worker=worker, closed=True)

    page = caseloads(client)

    assert "Ash Elder 3 1 1 1 1 3 14 Jul 2016 Overdue Hand over" in page.words
    assert "15 Jul 2016 28 Jul 2016 Ash Elder Hazel Rowan 3 On leave End" in page.words
    addresses = [address for _, address in page.links]
    assert reverse("cases:caseload_hand_over", args=[worker.pk]) in addresses
    assert reverse("cases:caseload_cover", args=[worker.pk]) in addresses


def test_without_cases_or_covers_it_says_so(client):
    words = caseloads(client).words

    assert "No case is open in your boroughs." in words
    assert "Nobody’s cases are covered, today or later." in words


def test_the_manager_comes_here_from_the_cases_and_nobody_else(client, client_of, person):
    def offered(browser):
        return [words for words, _ in Page(browser.get(reverse("cases:case_list"))).links]

    worker = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))
    assert "Caseloads: hand over, or have covered" in offered(client)
    assert "Caseloads: hand over, or have covered" not in offered(worker)
