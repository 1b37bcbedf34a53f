"""A cover is ended before its last day, for every case it was arranged for."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from cases import actions
from cases.models import Case
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page, leads_to


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def covers(manager, person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER, first_name="Ash", last_name="Elder")
    colleague = person(Role.FAMILY_SUPPORT_WORKER, first_name="Hazel", last_name="Rowan")
    days = {"starts_on": date(2016, 7, 15), "ends_on": date(2016, 7, 29)}
    cases = [CaseFactory(worker=worker) for _ in range(2)]
    return actions.arrange_cover(
        cases, by=manager, worker=colleague, reason="On leave", **days
    )


def page_of(cover):
    return reverse("cases:cover_end", args=[cover.pk])


def test_the_colleague_sees_none_of_the_cases_any_more(client_of, manager, covers):
    client, colleague = client_of(manager), covers[0].worker
    assert Case.objects.visible_to(colleague).count() == 2
    told = "Hazel Rowan covers 2 cases from 15 July 2016 to 29 July 2016."
    assert told in Page(client.get(page_of(covers[0]))).words

    response = client.post(page_of(covers[0]), {"once": uuid.uuid4().hex})

    assert leads_to(response) == reverse("cases:caseload_list")
    assert not Case.objects.visible_to(colleague).exists()
    assert client.get(page_of(covers[1])).status_code == 404, "it has ended too"


def test_looking_ends_nothing_and_only_the_manager_may(client_of, manager, covers, person):
    client_of(manager).get(page_of(covers[0]))
    elsewhere = client_of(person(Role.SERVICE_MANAGER, "WCC"))
    assert elsewhere.post(page_of(covers[0])).status_code == 404
    assert client_of(covers[0].worker).post(page_of(covers[0])).status_code == 403

    covers[0].refresh_from_db()
    assert covers[0].ended_at is None
