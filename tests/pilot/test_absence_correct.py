"""An absence is changed, ended or taken out."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import Absence
from pilot.permissions import Role
from tests.factories import AbsenceFactory
from tests.pages import Page, leads_to, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def absence(worker, person):
    cover = person(Role.FAMILY_SUPPORT_WORKER)
    return AbsenceFactory(user=worker, kind="SICK", ends_on=None, cover=cover)


def page_of(absence):
    return reverse("pilot:absence_correct", args=[absence.reference])


def test_who_is_back_enters_their_last_day_and_the_cover_stays(worker, absence, client_of):
    client = client_of(worker)
    sent = {"kind": "SICK", **typed("starts_on", absence.starts_on)}
    sent |= typed("ends_on", date(2016, 7, 20))
    assert set(Page(client.post(page_of(absence), sent)).errors) == {"reason"}

    response = client.post(page_of(absence), sent | {"reason": "Back at work"})

    assert leads_to(response) == reverse("pilot:absence_list")
    new = Absence.objects.standing().get()
    assert (new.ends_on, new.cover) == (date(2016, 7, 20), absence.cover)
    assert client.get(page_of(absence)).status_code == 409


def test_one_recorded_by_mistake_is_taken_out(worker, absence, client_of):
    sent = {"kind": "SICK", **typed("starts_on", absence.starts_on)}

    client_of(worker).post(
        page_of(absence), sent | {"reason": "Not me", "is_withdrawn": "on"}
    )

    assert not Absence.objects.standing().exists()


def test_another_posts_absence_is_not_there(person, absence, client_of):
    specialist = person(Role.YOUNG_PERPETRATOR_SPECIALIST)

    assert client_of(specialist).get(page_of(absence)).status_code == 404
