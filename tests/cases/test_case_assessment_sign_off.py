"""The manager signs an assessment off, or sends it back and says what is missing."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AssessmentFactory
from tests.pages import Page


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def sign_off(assessment):
    return reverse("cases:case_assessment_sign_off", args=[assessment.reference])


def test_it_is_signed_off_once(client):
    assessment = AssessmentFactory(completed=True)

    response = client.post(sign_off(assessment), {"decision": "sign"}, follow=True)

    assert Page(response).done == "The assessment is signed off"
    assessment.refresh_from_db()
    assert assessment.status == "SIGNED_OFF"
    again = client.get(sign_off(assessment))
    assert again.status_code == 409
    assert "does not wait for sign-off" in Page(again).words


def test_it_goes_back_with_what_is_missing(client):
    assessment = AssessmentFactory(completed=True)
    page = Page(client.post(sign_off(assessment), {"decision": "back"}))
    assert page.errors == {"because": "Enter what is missing"}

    sent = {"decision": "back", "because": "Say why it is high."}
    client.post(sign_off(assessment), sent)

    assessment.refresh_from_db()
    assert assessment.is_under_way
    assert assessment.sent_back_because == "Say why it is high."


def test_an_empty_form_says_what_to_select(client):
    assessment = AssessmentFactory(completed=True)

    page = Page(client.post(sign_off(assessment), {}))

    assert page.errors == {"decision": "Select whether you sign it off"}
