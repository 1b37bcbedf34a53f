"""Every case of somebody who leaves goes to a colleague, each to whom it fits."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page, leads_to, typed

CJW = Role.CRIMINAL_JUSTICE_WORKER


@pytest.fixture
def leaver(person):
    return person(CJW, first_name="Ash", last_name="Elder")


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def page_of(worker):
    return reverse("cases:caseload_hand_over", args=[worker.pk])


def given(to, **changes):
    return {
        "to": to.pk,
        "reason": "Leaves the service",
        **typed("on", date(2016, 7, 15)),
        "once": uuid.uuid4().hex,
    } | changes


def test_each_case_goes_to_whom_it_was_chosen_for_or_stays(client, leaver, person):
    everybody, another = person(CJW), person(CJW)
    first, second, third = (CaseFactory(worker=leaver) for _ in range(3))
    CaseFactory(worker=leaver, closed=True)
    sent = given(everybody)
    sent |= {f"case_{second.reference}": another.pk, f"case_{third.reference}": "stays"}

    response = client.post(page_of(leaver), sent, follow=True)

    assert "2 cases are handed over by Ash Elder" in Page(response).done
    workers = [Case.objects.get(pk=each.pk).worker for each in (first, second, third)]
    assert workers == [everybody, another, leaver]


def test_nobody_is_given_a_case_where_they_do_not_work(client, leaver, person):
    local = person(CJW, "LBHF", first_name="Hazel", last_name="Rowan")
    here = CaseFactory(worker=leaver, borough__code="LBHF")
    there = CaseFactory(worker=leaver, borough__code="WCC")

    page = Page(client.post(page_of(leaver), given(local)))

    [(field, message)] = page.errors.items()
    assert field == f"case_{there.reference}"
    assert message == "Hazel Rowan does not work in Westminster: select somebody else"
    assert Case.objects.of(leaver).count() == 2
    odd = given(local, **{f"case_{there.reference}": local.pk})
    assert f"case_{there.reference}" in Page(client.post(page_of(leaver), odd)).errors
    client.post(page_of(leaver), given(local, **{f"case_{there.reference}": "stays"}))
    assert Case.objects.get(pk=here.pk).worker == local


def test_an_answer_that_is_missing_or_gives_nothing_away_says_so(client, leaver, person):
    case = CaseFactory(worker=leaver)

    assert Page(client.post(page_of(leaver), {})).errors == {
        "to": "Select who takes the cases",
        "on": "Enter the date it changes",
        "reason": "Enter why the cases change hands",
    }
    sent = given(person(CJW), **{f"case_{case.reference}": "stays"})
    page = Page(client.post(page_of(leaver), sent))
    assert page.errors == {"to": "Every case stays: there is nothing to hand over"}


def test_somebody_without_open_cases_here_has_no_such_page(
    client, client_of, leaver, person
):
    assert client.get(page_of(leaver)).status_code == 404
    CaseFactory(worker=leaver, borough__code="WCC")
    elsewhere = client_of(person(Role.SERVICE_MANAGER, "LBHF"))
    assert elsewhere.get(page_of(leaver)).status_code == 404
    assert client_of(leaver).get(page_of(leaver)).status_code == 403


def test_pressing_twice_hands_over_once(client, leaver, person):
    case = CaseFactory(worker=leaver)
    sent = given(person(CJW))

    first, second = (client.post(page_of(leaver), sent) for _ in range(2))

    assert leads_to(first) == leads_to(second) == reverse("cases:caseload_list")
    assert case.allocations.count() == 2
