"""Merging two entries of one person: what moves is shown first, and said afterwards."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ActivityFactory, PractitionerFactory, ReferralFactory
from tests.pages import Page, picked


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def test_what_moves_is_shown_first_and_what_moved_is_said(client):
    kept = PractitionerFactory(name="PC Heron")
    twice = PractitionerFactory(name="Heron")
    ReferralFactory.create_batch(2, practitioner=twice, agency=twice.agency)
    for activity in ActivityFactory.create_batch(2):
        activity.practitioners.add(twice)
    merge = reverse("referrals:practitioner_merge", args=[twice.token])
    assert "2 activities 2 referrals A merge cannot be undone" in Page(
        client.get(merge)
    ).words.replace("! Warning: ", "")
    sent = {**picked("into", kept), "reason": "One badge number", "version": 1}

    response = client.post(merge, sent, follow=True)

    assert response.redirect_chain == [(kept.get_absolute_url(), 302)]
    assert (
        Page(response).done == "The two entries are one. 2 activities, 2 referrals moved."
    )
    assert client.get(twice.get_absolute_url()).status_code == 200
    assert client.post(merge, sent | {"reason": "Again"}).status_code == 409


def test_an_entry_is_not_merged_into_itself_or_into_somebody_new(client):
    heron = PractitionerFactory(name="PC Heron")
    merge = reverse("referrals:practitioner_merge", args=[heron.token])
    sent = {**picked("into", heron), "version": 1}

    assert Page(client.post(merge, sent)).errors == {
        "into": "Select the other entry: this one is to be merged",
        "reason": "Enter how you know that they are the same person",
    }
    new = Page(client.post(merge, {"into": "Dove", "into_find": "yes", "version": 1}))
    assert "Somebody new" not in new.words
    heron.refresh_from_db()
    assert heron.merged_into is None
