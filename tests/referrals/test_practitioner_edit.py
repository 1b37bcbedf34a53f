"""Putting a practitioner right: what is kept, and two people who do it at once."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AgencyFactory, PractitionerFactory
from tests.pages import Page, leads_to


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.FAMILY_SUPPORT_WORKER))


@pytest.fixture
def heron(facts):
    return PractitionerFactory(name="PC Heron", agency__is_retired=True)


def test_they_have_a_new_team_and_have_left_it(client, heron):
    edit = reverse("referrals:practitioner_edit", args=[heron.token])
    page = Page(client.get(edit))
    assert page.answer("agency") == str(heron.agency.pk), "a retired team is still theirs"
    assert page.answer("role") == "", "nobody has asked yet"
    team = AgencyFactory(borough__code="WCC")
    sent = {"name": "PS Heron", "agency": team.pk, "role": "SERGEANT", "version": 1}

    response = client.post(edit, sent | {"is_retired": "on"})

    assert leads_to(response) == heron.get_absolute_url()
    heron.refresh_from_db()
    assert (heron.name, heron.agency, heron.role) == ("PS Heron", team, "SERGEANT")
    assert heron.is_retired


def test_somebody_elses_change_is_shown_beside_ones_own(client, heron):
    edit = reverse("referrals:practitioner_edit", args=[heron.token])
    sent = {"name": "PS Heron", "agency": heron.agency.pk, "role": "SERGEANT"}
    client.post(edit, sent | {"version": 1})

    clash = client.post(edit, sent | {"name": "DS Heron", "version": 1})

    assert clash.status_code == 409
    assert {"PS Heron", "DS Heron"} <= {
        word for word in ("PS Heron", "DS Heron") if word in Page(clash).words
    }
    heron.refresh_from_db()
    assert heron.name == "PS Heron"
