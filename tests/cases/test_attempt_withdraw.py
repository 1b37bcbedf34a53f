"""Taking out an attempt that was never made on this case."""

import pytest
from django.urls import reverse

from cases.models import ContactAttempt
from pilot.permissions import Role
from tests.factories import CaseFactory, ContactAttemptFactory, PostFactory
from tests.pages import Page


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


def withdraw(attempt):
    return reverse("cases:attempt_withdraw", args=[attempt.reference])


def test_it_is_struck_through_with_the_reason_and_counts_nowhere(client, worker, attempt):
    page = Page(client.get(withdraw(attempt)))
    response = client.post(withdraw(attempt), {"because": "Another person’s"}, follow=True)

    assert "Phone on 16 January 2016: no answer. Rang twice" in page.words
    words = Page(response).words
    assert "No longer valid: Attempt: phone" in words
    assert f"Taken out by {worker} on 15 July 2016: Another person’s" in words
    assert not ContactAttempt.objects.standing().exists()


def test_why_must_be_said_and_it_is_taken_out_once(client, attempt):
    page = Page(client.post(withdraw(attempt), {}))
    client.post(withdraw(attempt), {"because": "Twice"})

    assert page.errors == {"because": "Enter why it should not be here"}
    assert client.get(withdraw(attempt)).status_code == 409
    assert client.post(withdraw(attempt), {"because": "Again"}).status_code == 409


def test_somebody_elses_attempt_is_not_there(client_of, person, attempt):
    other = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))

    assert other.get(withdraw(attempt)).status_code == 404
    assert other.post(withdraw(attempt), {"because": "Mine"}).status_code == 404
