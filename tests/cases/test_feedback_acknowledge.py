"""It is kept that the referrer has the letter."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, FeedbackFactory, PostFactory
from tests.pages import Page, leads_to, typed


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def had(feedback):
    return reverse("cases:feedback_acknowledge", args=[feedback.reference])


def test_they_have_it_on_a_day_after_it_went(client):
    gone = FeedbackFactory(case=CaseFactory(post=PostFactory(code="CJW")), sent=True)
    assert (
        "It went to Constable Fieldmouse on 14 January 2016."
        in Page(client.get(had(gone))).words
    )
    early = client.post(had(gone), typed("acknowledged_on", date(2016, 1, 13)))
    assert "on or after the day it went" in Page(early).errors["acknowledged_on"]

    response = client.post(had(gone), typed("acknowledged_on", date(2016, 1, 20)))

    assert leads_to(response) == gone.get_absolute_url()
    gone.refresh_from_db()
    assert (gone.status, gone.acknowledged_on) == ("ACKNOWLEDGED", date(2016, 1, 20))
    assert client.get(had(gone)).status_code == 409


def test_an_empty_form_says_what_to_enter(client):
    gone = FeedbackFactory(sent=True)

    assert Page(client.post(had(gone), {})).errors == {
        "acknowledged_on": "Enter the date they said so"
    }
