"""Adding a practitioner: what is asked, and what is refused in words."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import Practitioner
from tests.factories import AgencyFactory, PractitionerFactory
from tests.pages import Page, leads_to, lost

ADD = reverse("referrals:practitioner_add")


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.YOUNG_PERPETRATOR_SPECIALIST))


def test_somebody_is_added_and_shown(client):
    agency = AgencyFactory(borough__code="RBKC")
    sent = {"name": "Ms Linnet", "agency": agency.pk, "role": "YOS_OFFICER"}

    response = client.post(ADD, sent | {"is_specialist": "on"})

    linnet = Practitioner.objects.get()
    assert leads_to(response) == linnet.get_absolute_url()
    assert (linnet.name, linnet.agency) == ("Ms Linnet", agency)
    assert linnet.role == "YOS_OFFICER"
    assert linnet.is_specialist


def test_each_thing_that_is_missing_is_said_and_nothing_is_lost(client):
    assert Page(client.post(ADD, {})).errors == {
        "name": "Enter what they are called",
        "agency": "Select the team they work in",
        "role": "Select what they are",
    }
    london = AgencyFactory(borough=None)
    sent = {
        "name": "Ms Linnet",
        "agency": london.pk,
        "role": "OTHER",
        "is_specialist": "on",
    }
    page = Page(client.post(ADD, sent))
    assert "serves all of London" in page.errors["is_specialist"]
    assert "is_specialist" in page.answers
    assert lost(page, {"name": "Ms Linnet", "agency": london.pk, "role": "OTHER"}) == {}


def test_somebody_known_in_that_team_is_not_added_again(client):
    known = PractitionerFactory(name="Ms Linnet")

    again = client.post(
        ADD, {"name": "MS LINNET", "agency": known.agency.pk, "role": "OTHER"}
    )

    assert again.status_code == 409
    assert "has an entry of that name already" in Page(again).words
    assert Practitioner.objects.count() == 1
