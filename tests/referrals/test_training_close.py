"""Closing a training event: at once when nobody is waited for, else with a reason."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ConfidenceResponseFactory, TrainingEventFactory
from tests.pages import Page, leads_to


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.FAMILY_SUPPORT_WORKER))


def address_of(event):
    return reverse("referrals:training_close", args=[event.reference])


def test_an_event_nobody_answered_about_is_closed_without_a_question(client):
    event = TrainingEventFactory(delivered=True)
    assert "reason" not in Page(client.get(address_of(event))).answers

    response = client.post(address_of(event))

    event.refresh_from_db()
    assert leads_to(response) == event.get_absolute_url()
    assert event.status == "CLOSED"


def test_closing_while_people_may_still_answer_asks_why(client):
    event = TrainingEventFactory(delivered=True, on=date(2016, 6, 1))
    ConfidenceResponseFactory(slip__attendance__event=event)

    page = Page(client.post(address_of(event), {"reason": ""}))
    assert page.errors == {"reason": "Enter why it is closed early"}
    client.post(address_of(event), {"reason": "The team was disbanded"})

    event.refresh_from_db()
    assert (event.status, event.closure_reason) == ("CLOSED", "The team was disbanded")


def test_an_event_that_was_not_given_is_not_closed(client):
    response = client.post(address_of(TrainingEventFactory()))

    assert response.status_code == 409
    assert "cannot become closed" in Page(response).words
