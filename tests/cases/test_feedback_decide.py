"""The manager approves a letter to a referrer, or returns it and says why."""

import pytest
from django.urls import reverse

from cases.actions import write_feedback
from pilot.permissions import Role
from tests.factories import CaseFactory, FeedbackFactory, RiskUpdateFactory
from tests.pages import Page


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def client(client_of, manager):
    return client_of(manager)


@pytest.fixture
def waiting(facts):
    return FeedbackFactory(case=CaseFactory(), not_engaging=True, submitted=True)


def decide(feedback):
    return reverse("cases:feedback_decide", args=[feedback.reference])


def test_it_is_read_and_approved_once(client, manager, waiting):
    page = Page(client.get(decide(waiting)))
    assert "See the family together with the police." in page.words
    assert Page(client.post(decide(waiting), {"version": 1})).errors == {
        "decision": "Select whether you approve it"
    }

    response = client.post(
        decide(waiting), {"decision": "approve", "version": 1}, follow=True
    )

    assert Page(response).done == "The feedback is approved, and can go"
    waiting.refresh_from_db()
    assert (waiting.is_to_send, waiting.approved_by) == (True, manager)


def test_it_goes_back_with_what_is_missing(client, waiting):
    page = Page(client.post(decide(waiting), {"decision": "back", "version": 1}))
    assert page.errors == {"because": "Enter what is missing"}

    sent = {"decision": "back", "because": "Say who sees the children.", "version": 1}
    response = client.post(decide(waiting), sent, follow=True)

    assert "The manager returned it Say who sees the children." in Page(response).words
    assert client.get(decide(waiting)).status_code == 409


def test_an_approval_can_be_taken_back_and_not_given_twice(client):
    approved = FeedbackFactory(case=CaseFactory(), not_engaging=True, approved=True)
    page = Page(client.post(decide(approved), {"decision": "approve", "version": 1}))
    assert "decision" in page.errors

    client.post(
        decide(approved), {"decision": "back", "because": "He was charged.", "version": 1}
    )

    approved.refresh_from_db()
    assert approved.is_draft


def test_what_she_wrote_herself_waits_for_somebody_else(client, manager):
    own = FeedbackFactory(
        case=CaseFactory(), not_engaging=True, submitted=True, recorded_by=manager
    )

    response = client.post(decide(own), {"decision": "approve", "version": 1})

    assert response.status_code == 409
    assert "You wrote this yourself" in Page(response).words


def test_a_letter_changed_while_it_was_read_is_read_again_before_it_is_approved(
    client, waiting
):
    RiskUpdateFactory(case=waiting.case, on=waiting.non_engagement.declared_on)
    opened = Page(client.get(decide(waiting)))
    write_feedback(
        waiting,
        by=waiting.recorded_by,
        version=waiting.version,
        is_ready=True,
        work="Wrote twice.",
        risk="High.",
        advice="Tell the school.",
        next_steps="Ring us.",
    )

    sent = {"decision": "approve", "version": opened.answer("version")}
    page = Page(client.post(decide(waiting), sent))

    assert page.errors == {
        "decision": "It was changed since you opened it: read it again, then decide."
    }
    assert "Tell the school." in page.words
    waiting.refresh_from_db()
    assert waiting.is_submitted

    again = {"decision": "approve", "version": page.answer("version")}
    client.post(decide(waiting), again)
    waiting.refresh_from_db()
    assert waiting.is_to_send
