"""The list of practitioners: tabs, filters, and who may know them."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import PractitionerFactory, ReferralFactory
from tests.pages import Page

pytestmark = pytest.mark.both_engines

LIST = reverse("referrals:practitioner_list")


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.CRIMINAL_JUSTICE_WORKER))


def test_each_tab_counts_and_shows_its_own(client):
    heron = PractitionerFactory(name="PC Heron", agency__borough__code="WCC")
    ReferralFactory.create_batch(2, practitioner=heron, agency=heron.agency)
    duplicate = {"withdrawn": True, "status": Referral.Status.DUPLICATE}
    ReferralFactory(practitioner=heron, agency=heron.agency, **duplicate)
    PractitionerFactory(name="Ms Linnet", is_specialist=True)
    PractitionerFactory(name="Heron", merged_into=heron, is_retired=True)

    page = Page(client.get(LIST))

    assert "In post ( 2 ) Perpetrator specialists ( 1 ) Left ( 1 )" in page.words
    assert f"PC Heron Not asked {heron.agency} Westminster 2" in page.words
    specialists = Page(client.get(LIST, {"tab": "specialists"})).words
    assert "Ms Linnet" in specialists
    assert "PC Heron" not in specialists
    assert "Heron Merged" in Page(client.get(LIST, {"tab": "left"})).words
    assert ("Agencies and practitioners", LIST) in page.links


def test_the_filters_narrow_the_list_and_its_counts(client):
    PractitionerFactory(name="PC Heron", role="OFFICER", agency__borough__code="WCC")
    PractitionerFactory(name="Ms Linnet", role="SOCIAL_WORKER", agency__sector="CHILDRENS")
    for query, names in (
        ({"borough": "WCC"}, {"PC Heron"}),
        ({"sector": "CHILDRENS"}, {"Ms Linnet"}),
        ({"role": "OFFICER", "borough": "RBKC"}, set()),
        ({"role": "'; --", "borough": "XX"}, {"PC Heron", "Ms Linnet"}),
    ):
        page = Page(client.get(LIST, query))
        shown = {name for name in ("PC Heron", "Ms Linnet") if name in page.words}
        assert shown == names, query
        assert f"In post ( {len(names)} )" in page.words


def test_the_trail_gives_way_to_a_seventh_word_and_stays_reached(client_of, person):
    manager = client_of(person(Role.SERVICE_MANAGER))

    page = Page(manager.get("/"))

    trail = reverse("pilot:trail")
    assert ("Trail", trail) not in page.links
    assert ("See who did and who saw what", trail) in page.links
    lead = Page(client_of(person(Role.GOVERNANCE_LEAD)).get("/"))
    assert ("Trail", trail) in lead.links
