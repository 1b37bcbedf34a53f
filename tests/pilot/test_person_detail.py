"""One person's account: what they may do now, what they did before, and who said so."""

from datetime import date

import pytest

from pilot.permissions import Role
from tests.factories import MembershipFactory, UserFactory, at

SYS, CJW = Role.SYSTEM_ADMINISTRATOR, Role.CRIMINAL_JUSTICE_WORKER


@pytest.fixture
def administrator(person):
    return person(SYS, first_name="Aster", last_name="Linden")


def test_roles_now_and_before_show_who_granted_them_and_why(administrator, client_of):
    worker = UserFactory(first_name="Cara", last_name="Juniper")
    MembershipFactory(
        user=worker, role=CJW, granted_by=administrator, grant_reason="They started"
    )
    MembershipFactory(
        user=worker,
        role=Role.CASE_FILE_AUDITOR,
        granted_at=at(date(2015, 11, 2)),
        grant_reason="A week of audit",
        ended_at=at(date(2015, 11, 9)),
        ended_by=administrator,
        end_reason="The audit is over",
    )

    page = client_of(administrator).get(f"/people/{worker.pk}/").content.decode()
    now, before = page.split("What they did before")

    assert "Criminal Justice Worker, Hammersmith and Fulham" in now
    assert "1 October 2015 by Aster Linden" in now
    assert "Case-file auditor, Hammersmith and Fulham" in before
    assert "2 November 2015 by the service: A week of audit" in before
    assert "9 November 2015 by Aster Linden" in before
    assert "The audit is over" in before


def test_the_title_names_nobody(administrator, client_of):
    worker = UserFactory(first_name="Cara", last_name="Juniper")

    page = client_of(administrator).get(f"/people/{worker.pk}/").content.decode()

    assert "Juniper" not in page.split("</title>")[0]


def test_administrators_are_offered_nothing_on_their_own_page(administrator, client_of):
    page = client_of(administrator).get(f"/people/{administrator.pk}/").content.decode()

    assert "Grant a role" not in page
    assert "Close this account" not in page


def test_only_the_roles_of_the_boroughs_they_administer_are_shown(person, client_of):
    worker = person(CJW, "LBHF", "WCC")

    page = client_of(person(SYS, "WCC")).get(f"/people/{worker.pk}/").content.decode()

    assert "Criminal Justice Worker, Westminster" in page
    assert "Criminal Justice Worker, Hammersmith" not in page


@pytest.mark.parametrize("key", [10**6, 10**30])
def test_somebody_who_never_was_is_not_found(administrator, client_of, key):
    assert client_of(administrator).get(f"/people/{key}/").status_code == 404


def test_nobody_else_opens_a_persons_page(person, client_of):
    worker = person(CJW)

    assert client_of(worker).get(f"/people/{worker.pk}/").status_code == 403
