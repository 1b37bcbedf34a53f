"""One team and its people."""

from pilot.permissions import Role
from tests.factories import AgencyFactory, PractitionerFactory
from tests.pages import Page


def test_a_team_shows_its_people_once(client_of, person):
    client = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))
    heron = PractitionerFactory(name="PC Heron", agency__borough__code="WCC")
    PractitionerFactory(
        name="Heron", agency=heron.agency, merged_into=heron, is_retired=True
    )

    page = Page(client.get(heron.agency.get_absolute_url()))

    assert page.heading == heron.agency.name
    assert page.words.count("Heron") == 1
    empty = AgencyFactory(is_retired=True, borough=None)
    page = Page(client.get(empty.get_absolute_url()))
    assert "We know nobody there yet" in page.words
    assert "All of London" in page.words
