"""Closing an account: a leaver loses everything at once, and the history stays."""

import uuid

import pytest
from django.test import Client

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import PASSWORD, UserFactory

SYS, CJW = Role.SYSTEM_ADMINISTRATOR, Role.CRIMINAL_JUSTICE_WORKER
WHY = "They have left the provider"


@pytest.fixture
def administrator(person):
    return person(SYS)


def close(client, person, reason=WHY):
    answers = {"reason": reason, "once": uuid.uuid4().hex}
    return client.post(f"/people/{person.pk}/close/", answers)


def test_every_session_is_over_and_the_password_opens_nothing(
    administrator, person, client_of
):
    leaver = person(CJW, username="leaver")
    here, there = client_of(leaver), client_of(leaver)

    response = close(client_of(administrator), leaver)

    leaver.refresh_from_db()
    assert response.url == f"/people/{leaver.pk}/"
    assert not leaver.is_active
    assert [client.get("/password/").status_code for client in (here, there)] == [302, 302]
    signed_in = Client().post("/sign-in/", {"username": "leaver", "password": PASSWORD})
    assert signed_in.status_code == 200
    event = AuditEvent.objects.get(action="closed")
    assert (event.by, event.reason) == (administrator, WHY)


def test_nobody_closes_their_own_account(administrator, person, client_of):
    person(SYS)

    page = close(client_of(administrator), administrator).content.decode()

    administrator.refresh_from_db()
    assert "You cannot close your own account" in page
    assert administrator.is_active


def test_an_account_is_closed_once(administrator, client_of):
    gone = UserFactory(is_active=False)

    page = close(client_of(administrator), gone).content.decode()

    assert "This account has already been closed" in page


def test_nobody_closes_the_account_of_somebody_who_works_elsewhere(person, client_of):
    worker = person(CJW, "LBHF", "WCC")

    assert close(client_of(person(SYS, "WCC")), worker).status_code == 403
    worker.refresh_from_db()
    assert worker.is_active


def test_a_reason_is_asked_for(administrator, person, client_of):
    worker = person(CJW)

    page = close(client_of(administrator), worker, reason="").content.decode()

    worker.refresh_from_db()
    assert "Enter why, in one sentence" in page
    assert worker.is_active


def test_nobody_else_closes_accounts(person, client_of):
    worker = person(CJW)

    assert close(client_of(person(Role.SERVICE_MANAGER)), worker).status_code == 403
    worker.refresh_from_db()
    assert worker.is_active
