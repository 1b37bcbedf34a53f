"""Reopening an account."""

import uuid

import pytest

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import MembershipFactory, UserFactory

SYS, CJW = Role.SYSTEM_ADMINISTRATOR, Role.CRIMINAL_JUSTICE_WORKER
WHY = "They are back from leave"


@pytest.fixture
def administrator(person):
    return person(SYS)


def reopen(client, person, reason=WHY):
    answers = {"reason": reason, "once": uuid.uuid4().hex}
    return client.post(f"/people/{person.pk}/reopen/", answers)


def test_the_roles_that_were_not_ended_work_again(administrator, client_of, facts):
    worker = UserFactory(is_active=False)
    MembershipFactory(user=worker, role=CJW)

    reopen(client_of(administrator), worker)

    assert client_of(worker).get("/contract/").status_code == 200
    event = AuditEvent.objects.get(action="reopened")
    assert (event.by, event.reason) == (administrator, WHY)


def test_an_account_that_is_open_stays_as_it_is(administrator, person, client_of):
    page = reopen(client_of(administrator), person(CJW)).content.decode()

    assert "This account is open already" in page


def test_a_reason_is_asked_for(administrator, client_of):
    gone = UserFactory(is_active=False)

    page = reopen(client_of(administrator), gone, reason="").content.decode()

    gone.refresh_from_db()
    assert "Enter why, in one sentence" in page
    assert not gone.is_active


def test_nobody_else_reopens_accounts(person, client_of):
    gone = UserFactory(is_active=False)

    assert reopen(client_of(person(Role.SERVICE_MANAGER)), gone).status_code == 403
    gone.refresh_from_db()
    assert not gone.is_active
