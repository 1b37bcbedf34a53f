"""Ending a role."""

import uuid

import pytest

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import MembershipFactory

SYS, CJW = Role.SYSTEM_ADMINISTRATOR, Role.CRIMINAL_JUSTICE_WORKER
WHY = "They moved to another team"


@pytest.fixture
def administrator(person):
    return person(SYS)


def end(client, membership, reason=WHY):
    answers = {"reason": reason, "once": uuid.uuid4().hex}
    return client.post(f"/people/roles/{membership.pk}/end/", answers)


def test_an_ended_role_opens_nothing_from_the_next_request_on(
    administrator, person, client_of
):
    worker = person(CJW, "WCC")
    membership, theirs = worker.memberships.get(), client_of(worker)
    assert theirs.get("/contract/").status_code == 200

    response = end(client_of(administrator), membership)

    membership.refresh_from_db()
    assert response.url == f"/people/{worker.pk}/"
    assert theirs.get("/contract/").status_code == 403
    assert (membership.ended_by, membership.end_reason) == (administrator, WHY)
    event = AuditEvent.objects.get(action="ended")
    assert (event.by, event.reason) == (administrator, WHY)


def test_the_last_administrator_of_a_borough_stays(person, client_of):
    administrator = person(SYS, "WCC")

    page = end(client_of(administrator), administrator.memberships.get()).content.decode()

    assert "the last system administrator of Westminster" in page
    assert WHY in page
    assert administrator.memberships.current().exists()


def test_an_administrator_whose_account_is_closed_does_not_count(person, client_of):
    administrator = person(SYS, "WCC")
    person(SYS, "WCC", is_active=False)

    page = end(client_of(administrator), administrator.memberships.get()).content.decode()

    assert "the last system administrator of Westminster" in page


def test_a_role_that_has_ended_is_not_ended_again(administrator, client_of):
    membership = MembershipFactory(ended=True)

    page = end(client_of(administrator), membership).content.decode()

    membership.refresh_from_db()
    assert "This role has already been ended" in page
    assert membership.end_reason == "They left"


def test_a_reason_is_asked_for(administrator, person, client_of):
    membership = person(CJW, "WCC").memberships.get()

    page = end(client_of(administrator), membership, reason="").content.decode()

    membership.refresh_from_db()
    assert "Enter why, in one sentence" in page
    assert membership.ended_at is None


def test_another_boroughs_role_answers_like_one_that_never_was(person, client_of):
    membership = person(CJW, "LBHF").memberships.get()
    client = client_of(person(SYS, "WCC"))

    for key in (membership.pk, membership.pk + 10**6):
        assert client.get(f"/people/roles/{key}/end/").status_code == 404
        assert client.post(f"/people/roles/{key}/end/", {"reason": WHY}).status_code == 404
    membership.refresh_from_db()
    assert membership.ended_at is None


def test_nobody_else_ends_roles(person, client_of):
    manager = person(Role.SERVICE_MANAGER, "WCC")

    assert end(client_of(manager), manager.memberships.get()).status_code == 403
