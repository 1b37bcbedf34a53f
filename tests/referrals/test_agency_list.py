"""The list of agencies and teams."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AgencyFactory, PractitionerFactory
from tests.pages import Page

LIST = reverse("referrals:agency_list")


def test_teams_are_listed_with_their_people_and_narrowed(client_of, person):
    client = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))
    heron = PractitionerFactory(agency__name="Night team", agency__borough__code="WCC")
    PractitionerFactory(agency=heron.agency, is_retired=True)
    AgencyFactory(name="Advice line", sector="VICTIM_SVC", borough=None)
    AgencyFactory(name="Gone team", is_retired=True)

    page = Page(client.get(LIST))

    assert "In use ( 2 ) Retired ( 1 )" in page.words
    assert "Night team Police Westminster 1" in page.words
    assert "Advice line Victim service All of London 0" in page.words
    assert "Gone team" in Page(client.get(LIST, {"tab": "retired"})).words
    narrowed = Page(client.get(LIST, {"sector": "POLICE", "borough": "WCC"})).words
    assert "Night team" in narrowed
    assert "Advice line" not in narrowed
