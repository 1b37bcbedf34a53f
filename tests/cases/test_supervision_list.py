"""Supervisions: one's own for a worker, everybody's and who is next for the manager."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AcknowledgementFactory, SupervisionFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db
LIST = reverse("cases:supervision_list")


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def test_a_worker_has_their_own(client_of, worker):
    own = SupervisionFactory(worker=worker)
    SupervisionFactory()

    page = client_of(worker).get(LIST)

    assert list(page.context["page"]) == [own]
    assert page.context["workers"] == []
    assert "Not yet" in Page(page).words


def test_the_manager_sees_who_is_next_by_the_last_one(client_of, person, worker):
    SupervisionFactory(worker=worker, on=date(2016, 5, 2))
    AcknowledgementFactory(
        supervision=SupervisionFactory(
            worker=worker, on=date(2016, 6, 20), next_on=date(2016, 7, 18)
        )
    )
    colleague = person(Role.FAMILY_SUPPORT_WORKER)

    page = client_of(person(Role.SERVICE_MANAGER)).get(LIST)

    assert dict(page.context["workers"]) == {worker: date(2016, 7, 18), colleague: None}
    assert "18 July 2016" in Page(page).words
    assert "None recorded yet" in Page(page).words
    assert len(page.context["page"]) == 2


def test_without_any_it_says_who_writes_them(client_of, worker):
    assert "No supervision is recorded yet" in Page(client_of(worker).get(LIST)).words
