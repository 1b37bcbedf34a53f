"""Putting an attempt right: the wrong entry stays readable, the right one counts."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import ContactAttempt
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory, ContactAttemptFactory, PostFactory
from tests.pages import Page, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def attempt(worker):
    case = CaseFactory(worker=worker, post=PostFactory(code="CJW"))
    return ContactAttemptFactory(case=case, note="Rang twice")


def correct(attempt):
    return reverse("cases:attempt_correct", args=[attempt.reference])


def right(**changes):
    return {
        "method": "TEXT",
        "outcome": "REACHED",
        **typed("on", date(2016, 1, 18)),
        "note": "They wrote back",
        "because": "It was a text",
    } | changes


def test_the_right_one_stands_and_the_wrong_one_is_struck_through(client, worker, attempt):
    opened = Page(client.get(correct(attempt)))
    response = client.post(correct(attempt), right(), follow=True)

    assert [opened.answer(name) for name in ("method", "outcome", "note")] == [
        "PHONE",
        "NO_ANSWER",
        "Rang twice",
    ]
    page = Page(response)
    assert "is put right" in page.done
    for told in (
        "No longer valid: Attempt: phone",
        "Rang twice",
        f"Put right by {worker} on 15 July 2016: It was a text",
        "Corrected: It was a text They wrote back",
    ):
        assert told in page.words
    standing = ContactAttempt.objects.standing().get()
    assert (standing.method, standing.outcome) == ("TEXT", "REACHED")
    assert standing.replaces == attempt
    event = AuditEvent.objects.about(standing).get()
    assert event.detail["fields"] == ["method", "note", "on", "outcome", "recorded_at"]


def test_what_was_wrong_must_be_said_and_something_must_change(client, attempt):
    as_it_was = {"method": "PHONE", "outcome": "NO_ANSWER", "note": "Rang twice"}
    as_it_was |= typed("on", attempt.on)

    page = Page(client.post(correct(attempt), as_it_was))
    assert page.errors == {"because": "Enter what was wrong"}
    page = Page(client.post(correct(attempt), as_it_was | {"because": "Nothing"}))
    assert page.errors == {"because": "Change what was wrong below, or go back"}
    page = Page(client.post(correct(attempt), right(**typed("on", date(2016, 1, 1)))))
    assert "the day the case opened" in page.errors["on"]
    assert ContactAttempt.objects.count() == 1


def test_what_stands_no_longer_cannot_be_corrected(client, attempt):
    client.post(correct(attempt), right())

    assert client.get(correct(attempt)).status_code == 409
    assert client.post(correct(attempt), right(note="Again")).status_code == 409


def test_somebody_elses_attempt_is_not_there(client_of, person, attempt):
    other = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))

    assert other.get(correct(attempt)).status_code == 404
    assert other.post(correct(attempt), right()).status_code == 404
