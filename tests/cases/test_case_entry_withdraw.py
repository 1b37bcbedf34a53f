"""Taking out what should never have been entered: for a reason, and still readable."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, IncidentFactory, PostFactory
from tests.pages import Page, leads_to


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def test_it_is_shown_taken_out_and_struck_through(client):
    case = CaseFactory(post=PostFactory(code="CJW"))
    incident = IncidentFactory(case=case, what="Broke a window.")
    take_out = reverse("cases:case_entry_withdraw", args=[incident.reference, "incident"])
    page = Page(client.get(take_out))
    assert "Broke a window." in page.words
    assert Page(client.post(take_out, {})).errors == {
        "because": "Enter why it should not be here"
    }

    response = client.post(take_out, {"because": "Another case"})

    people = reverse("cases:case_people", args=[case.reference])
    assert leads_to(response) == people
    response = client.get(people)
    assert "No longer stands. Taken out: Another case" in Page(response).words
    assert "app-entry--replaced" in response.text
    assert client.post(take_out, {"because": "Again"}).status_code == 409
