"""Making the secret address of one's appointments: shown once, kept as a digest."""

import re

import pytest
from django.urls import reverse

from cases.models import DiaryFeed
from cases.models.feed import digest_of
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import DiaryFeedFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db
OPEN = reverse("cases:feed_open")


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def secret_of(page) -> str:
    return re.search(r"feed\.ics\?key=([\w-]+)", page.text)[1]


def test_an_address_is_made_and_shown_this_once(client_of, worker):
    client = client_of(worker)
    assert "You have no address yet" in Page(client.get(OPEN)).words

    made = client.post(OPEN)

    secret = secret_of(made)
    feed = DiaryFeed.objects.get()
    assert (feed.user, feed.digest) == (worker, digest_of(secret))
    assert len(secret) == 43
    again = client.get(OPEN)
    assert secret not in again.text
    assert "Renew the address" in again.text
    event = AuditEvent.objects.get(action="made")
    assert secret not in f"{event.target_name} {event.detail}"


def test_renewing_ends_the_one_before(client_of, worker):
    old = DiaryFeedFactory(user=worker)

    secret = secret_of(client_of(worker).post(OPEN))

    old.refresh_from_db()
    assert old.ended_at is not None
    assert DiaryFeed.objects.of_secret(secret).get().user == worker
    assert not DiaryFeed.objects.of_secret("a-secret-of-the-tests").exists()
    assert {event.action for event in AuditEvent.objects.filter(by=worker)} >= {
        "made",
        "ended",
    }


def test_nobody_sees_that_somebody_else_has_one(client_of, worker, person):
    DiaryFeedFactory(user=person(Role.FAMILY_SUPPORT_WORKER))

    assert "You have no address yet" in Page(client_of(worker).get(OPEN)).words
