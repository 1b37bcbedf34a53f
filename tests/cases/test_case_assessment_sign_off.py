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

    response = client.post(
        sign_off(assessment), {"decision": "sign", "version": 1}, follow=True
    )

    assert Page(response).done == "The assessment is signed off"
    assessment.refresh_from_db()
    assert assessment.status == "SIGNED_OFF"
    again = client.get(sign_off(assessment))
    assert again.status_code == 409
    assert "does not wait for sign-off" in Page(again).words


def test_it_goes_back_with_what_is_missing(client):
    assessment = AssessmentFactory(completed=True)
    page = Page(client.post(sign_off(assessment), {"decision": "back", "version": 1}))
    assert page.errors == {"because": "Enter what is missing"}

    sent = {"decision": "back", "because": "Say why it is high.", "version": 1}
    client.post(sign_off(assessment), sent)

    assessment.refresh_from_db()
    assert assessment.is_under_way
    assert assessment.sent_back_because == "Say why it is high."


def test_an_empty_form_says_what_to_select(client):
    assessment = AssessmentFactory(completed=True)

    page = Page(client.post(sign_off(assessment), {"version": 1}))

    assert page.errors == {"decision": "Select whether you sign it off"}


def test_one_that_was_changed_while_it_was_read_is_read_again_first(client):
    assessment = AssessmentFactory(completed=True, version=3)
    assert Page(client.get(sign_off(assessment))).answer("version") == "3"

    sent = {"decision": "sign", "version": 1}
    page = Page(client.post(sign_off(assessment), sent))

    assert page.errors == {
        "decision": "It was changed since you opened it: read it again, then decide."
    }
    assessment.refresh_from_db()
    assert assessment.is_awaiting_sign_off
    client.post(sign_off(assessment), sent | {"version": page.answer("version")})
    assessment.refresh_from_db()
    assert assessment.status == "SIGNED_OFF"


def test_one_cannot_go_back_while_another_is_under_way(client):
    assessment = AssessmentFactory(completed=True)
    AssessmentFactory(case=assessment.case, kind="REVIEW")

    sent = {"decision": "back", "because": "Why high?", "version": 1}
    response = client.post(sign_off(assessment), sent)

    assert response.status_code == 409
    assert "Another assessment of this case is under way" in Page(response).words
