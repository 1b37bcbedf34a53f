"""Everybody who has an account, and what they may do."""

import pytest

from pilot.permissions import Role
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.both_engines

SYS = Role.SYSTEM_ADMINISTRATOR


def test_every_account_is_listed_with_its_roles_and_boroughs(person, client_of):
    administrator = person(SYS)
    person(Role.AUTHORISED_OFFICER, "WCC", first_name="Oxlip", last_name="Whitebeam")
    UserFactory(first_name="Rowan", last_name="Newly", is_active=False)

    page = client_of(administrator).get("/people/").content.decode()

    assert "Oxlip Whitebeam" in page
    assert "Authorised officer: WCC" in page
    assert "System administrator: LBHF, RBKC, WCC" in page
    assert "Rowan Newly" in page
    assert "Closed" in page


def test_roles_that_have_ended_are_not_listed(person, client_of):
    administrator = person(SYS)
    MembershipFactory(ended=True, role=Role.CASE_FILE_AUDITOR)

    page = client_of(administrator).get("/people/").content.decode()

    assert "Case-file auditor" not in page


def test_nobody_else_sees_who_has_an_account(person, client_of):
    for role in set(Role) - {SYS}:
        assert client_of(person(role, "WCC")).get("/people/").status_code == 403


def test_the_number_of_queries_does_not_grow_with_the_list(
    person, client_of, django_assert_max_num_queries
):
    client = client_of(person(SYS))
    for _ in range(49):
        MembershipFactory(role=Role.CASE_FILE_AUDITOR)

    with django_assert_max_num_queries(14):
        client.get("/people/")
    assert "Page 2" not in client.get("/people/").content.decode()
    UserFactory()
    assert "Page 2" in client.get("/people/").content.decode()
