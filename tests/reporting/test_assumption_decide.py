"""Recording what the group decided of an assumption."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.pages import Page, leads_to, typed

DECIDE = reverse("reporting:assumption_decide", args=["A-02"])
LIST = reverse("reporting:assumption_list")


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.SERVICE_MANAGER))


def test_a_decision_stands_beside_the_assumption(client):
    page = Page(client.get(DECIDE))
    assert "These figures rest on it and say so: I23" in page.words
    sent = {
        "status": "AGREED",
        "decided_by": "Contract Management Group",
        "reason": "It fits equal funding",
        **typed("decided_on", date(2016, 3, 21)),
    }

    assert leads_to(client.post(DECIDE, sent)) == LIST

    told = "Agreed (before: assumed), Contract Management Group, 21 March 2016"
    assert told in Page(client.get(LIST)).words


def test_everything_is_asked_and_an_unknown_number_is_not_there(client):
    page = Page(client.post(DECIDE, {"reason": "Because"}))

    assert page.errors.keys() == {"status", "decided_by", "decided_on"}
    assert page.answer("reason") == "Because"
    nowhere = reverse("reporting:assumption_decide", args=["A-99"])
    assert client.get(nowhere).status_code == 404
