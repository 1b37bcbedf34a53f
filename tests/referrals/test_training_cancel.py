"""Cancelling a training event."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import TrainingEventFactory
from tests.pages import Page, leads_to


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.FAMILY_SUPPORT_WORKER))


def test_a_planned_event_is_cancelled_for_a_reason_and_a_given_one_is_not(client):
    event, given = TrainingEventFactory(), TrainingEventFactory(delivered=True)
    address = reverse("referrals:training_cancel", args=[event.reference])

    page = Page(client.post(address, {"reason": ""}))
    assert page.errors == {"reason": "Enter why it does not take place"}
    response = client.post(address, {"reason": "The trainer was ill"})

    event.refresh_from_db()
    assert leads_to(response) == reverse("referrals:training_list")
    assert (event.status, event.closure_reason) == ("CANCELLED", "The trainer was ill")
    address = reverse("referrals:training_cancel", args=[given.reference])
    assert client.post(address, {"reason": "Too late"}).status_code == 409
