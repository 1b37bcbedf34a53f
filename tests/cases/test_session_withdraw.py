"""Taking out a session that never was: it stays readable and counts nowhere."""

from datetime import date

import pytest
from django.urls import reverse

from cases import actions
from cases.models import Case
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory, PostFactory, SessionFactory
from tests.pages import Page


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def session(worker):
    case = CaseFactory(worker=worker, post=PostFactory(code="CJW"))
    session = SessionFactory(case=case, attended=True, on=date(2016, 7, 14))
    actions.keep_engagement(case)
    return session


def withdraw(session):
    return reverse("cases:session_withdraw", args=[session.reference])


def test_it_is_struck_through_with_the_reason_and_engages_nobody(client, worker, session):
    page = Page(client.get(withdraw(session)))
    response = client.post(withdraw(session), {"because": "Logged on the wrong person"})

    assert session.record in page.words
    contacts = reverse("cases:case_contacts", args=[session.case.reference])
    assert response.url == contacts
    story = Page(client.get(contacts))
    assert "No longer valid: Motivational work, visit" in story.words
    told = f"Taken out by {worker} on 15 July 2016: Logged on the wrong person"
    assert told in story.words
    assert session.record in story.words
    assert Case.objects.get().engaged_on is None
    actions_on_it = AuditEvent.objects.about(session).values_list("action", flat=True)
    assert list(actions_on_it.order_by("pk")) == ["read", "withdrew"]


def test_why_must_be_said(client, session):
    page = Page(client.post(withdraw(session), {}))

    assert page.errors == {"because": "Enter why it should not be here"}


def test_it_is_taken_out_once(client, session):
    client.post(withdraw(session), {"because": "Twice"})

    assert client.get(withdraw(session)).status_code == 409
    assert client.post(withdraw(session), {"because": "Again"}).status_code == 409


def test_somebody_elses_session_is_not_there(client_of, person, session):
    other = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))

    assert other.get(withdraw(session)).status_code == 404
    assert other.post(withdraw(session), {"because": "Mine"}).status_code == 404
