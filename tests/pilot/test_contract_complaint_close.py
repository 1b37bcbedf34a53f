"""Closing it with what it was found to be."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ComplaintFactory
from tests.pages import Page


def page_of(complaint):
    return reverse("pilot:contract_complaint_close", args=[complaint.reference])


def test_it_is_closed_with_an_outcome_and_what_changes(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    complaint = ComplaintFactory(answered=True)
    asked = Page(client.post(page_of(complaint), {}))
    assert asked.errors == {"outcome": "Select what it was found to be"}

    said = {"outcome": "PARTLY", "outcome_changes": "Calls end at eight"}
    done = Page(client.post(page_of(complaint), said, follow=True))

    assert "Partly upheld" in done.words
    assert "Calls end at eight" in done.words


def test_unanswered_it_offers_only_what_needs_no_answer(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    complaint = ComplaintFactory()
    page = Page(client.get(page_of(complaint)))
    assert "Nobody has answered it yet" in page.words
    assert "Partly upheld" not in page.words

    refused = Page(client.post(page_of(complaint), {"outcome": "UPHELD"}))

    assert set(refused.errors) == {"outcome"}
    assert client.get(page_of(ComplaintFactory(closed=True))).status_code == 409
