"""Finding a practitioner by name: spelling does not matter, and no address holds a name."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import PractitionerFactory
from tests.pages import Page

pytestmark = pytest.mark.both_engines

SEARCH = reverse("referrals:practitioner_search")


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def test_a_name_is_found_however_it_is_spelt_whoever_has_left_too(client):
    heron = PractitionerFactory(name="PC Heron")
    PractitionerFactory(name="Ms Herron-Dove", is_retired=True)
    PractitionerFactory(name="Ms Linnet")

    page = Page(client.post(SEARCH, {"text": "heron"}))

    assert "2 found, the likeliest first" in page.words
    assert page.links.index(("PC Heron", heron.get_absolute_url())) < page.words.index("Ms")
    assert "Linnet" not in page.words


def test_nobody_found_and_too_little_to_look_for_are_said(client):
    nobody = Page(client.post(SEARCH, {"text": "Wryneck"}))
    assert "Nobody of that name is known" in nobody.words
    for text, message in (("", "Enter a name"), (" h ", "Enter two letters or more")):
        assert message in Page(client.post(SEARCH, {"text": text})).errors["text"]
    assert "found" not in Page(client.get(SEARCH)).texts
