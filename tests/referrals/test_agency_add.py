"""Adding a team."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import Agency
from tests.factories import AgencyFactory
from tests.pages import Page, leads_to

ADD = reverse("referrals:agency_add")


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.CRIMINAL_JUSTICE_WORKER))


def test_a_team_is_added_with_a_borough_or_for_all_of_london(client):
    for name, borough in (("Night team", "WCC"), ("Advice line", "")):
        sent = {"name": name, "sector": "POLICE", "borough": borough}
        response = client.post(ADD, sent)
        agency = Agency.objects.get(name=name)
        assert leads_to(response) == agency.get_absolute_url()
        assert (agency.borough_id or "") == borough


def test_what_is_missing_or_there_already_is_said(client):
    AgencyFactory(name="Night team")

    assert set(Page(client.post(ADD, {})).errors) == {"name", "sector"}
    page = Page(client.post(ADD, {"name": "NIGHT TEAM", "sector": "POLICE"}))
    assert page.errors["name"].startswith("There is a team of this name already")
    assert Agency.objects.count() == 1
