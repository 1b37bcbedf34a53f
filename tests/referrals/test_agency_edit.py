"""Putting a team right."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AgencyFactory
from tests.pages import Page, leads_to


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def test_a_team_is_renamed_moved_and_retired_and_a_second_change_clashes(client):
    agency = AgencyFactory(name="Night team")
    edit = reverse("referrals:agency_edit", args=[agency.pk])
    assert Page(client.get(edit)).answer("borough") == "LBHF"
    sent = {"name": "Night team", "sector": "YOS", "borough": "WCC", "version": 1}

    response = client.post(edit, sent | {"is_retired": "on"})

    assert leads_to(response) == agency.get_absolute_url()
    agency.refresh_from_db()
    assert (agency.sector, agency.borough_id, agency.is_retired) == ("YOS", "WCC", True)
    clash = client.post(edit, sent | {"name": "Late team"})
    assert clash.status_code == 409
    assert "Late team" in Page(clash).words
