"""Ending the secret address."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import DiaryFeedFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db


def test_an_address_that_has_ended_opens_nothing(client, client_of, person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    feed = DiaryFeedFactory(user=worker)
    address = reverse("cases:feed_read") + "?key=a-secret-of-the-tests"
    assert client.get(address).status_code == 200

    ended = client_of(worker).post(reverse("cases:feed_end"), follow=True)

    feed.refresh_from_db()
    assert feed.ended_at is not None
    assert "Your calendar address has ended" in Page(ended).done
    assert client.get(address).status_code == 404


def test_it_cannot_end_twice(client_of, person):
    worker = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))

    refused = worker.post(reverse("cases:feed_end"))

    assert refused.status_code == 409
    assert "has ended already" in Page(refused).words
