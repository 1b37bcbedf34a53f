"""Granting a role."""

import uuid

import pytest
from django.db import IntegrityError, transaction

from pilot import actions
from pilot.models import AuditEvent, Borough, Membership
from pilot.permissions import Permission, Role
from pilot.transitions import TransitionRefused
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.both_engines

SYS, CJW = Role.SYSTEM_ADMINISTRATOR, Role.CRIMINAL_JUSTICE_WORKER
PSW, AO = Role.PARTNER_SUPPORT_WORKER, Role.AUTHORISED_OFFICER
WHY = "They start on Monday"


@pytest.fixture
def administrator(person):
    return person(SYS)


@pytest.fixture
def newcomer(facts):
    return UserFactory(username="newcomer")


def grant(client, person, role=CJW, boroughs=("WCC",), reason=WHY):
    answers = {
        "role": role,
        "boroughs": boroughs,
        "reason": reason,
        "once": uuid.uuid4().hex,
    }
    return client.post(f"/people/{person.pk}/grant/", answers)


def test_the_role_works_from_the_next_request_on(administrator, newcomer, client_of):
    theirs = client_of(newcomer)
    assert theirs.get("/contract/").status_code == 403

    response = grant(client_of(administrator), newcomer, boroughs=("WCC", "RBKC"))

    assert response.url == f"/people/{newcomer.pk}/"
    assert theirs.get("/contract/").status_code == 200
    granted = newcomer.memberships.order_by("borough")
    assert [one.borough_id for one in granted] == ["RBKC", "WCC"]
    assert {(one.granted_by, one.grant_reason) for one in granted} == {(administrator, WHY)}
    events = AuditEvent.objects.filter(action="granted")
    assert {(event.by, event.reason) for event in events} == {(administrator, WHY)}


def test_nobody_grants_themselves_a_role_by_the_form(administrator, client_of):
    response = grant(client_of(administrator), administrator)

    assert response.status_code == 200
    assert "You cannot grant yourself a role" in response.content.decode()
    assert not administrator.memberships.filter(role=CJW).exists()


def test_nobody_grants_themselves_a_role_by_the_action(administrator):
    boroughs = Borough.objects.filter(pk="WCC")

    with pytest.raises(TransitionRefused, match="grant yourself"):
        actions.grant_membership(
            administrator, by=administrator, role=CJW, boroughs=boroughs, reason=WHY
        )


def test_nobody_grants_themselves_a_role_in_the_database(administrator):
    with (
        pytest.raises(IntegrityError, match="membership_is_granted_by_somebody_else"),
        transaction.atomic(),
    ):
        MembershipFactory(user=administrator, granted_by=administrator, role=CJW)


@pytest.mark.parametrize(("held", "asked"), [(CJW, PSW), (PSW, CJW)])
def test_nobody_is_on_both_sides_of_the_wall(
    administrator, newcomer, client_of, held, asked
):
    MembershipFactory(user=newcomer, role=held)

    page = grant(client_of(administrator), newcomer, role=asked).content.decode()

    assert "One person cannot be both" in page
    assert not newcomer.memberships.filter(role=asked).exists()


def test_a_refusal_stands_beside_the_form_with_every_answer_kept(
    administrator, newcomer, person, client_of
):
    person(AO, "WCC")

    page = grant(
        client_of(administrator), newcomer, role=AO, boroughs=("LBHF", "WCC")
    ).content.decode()

    assert "Westminster already has an authorised officer" in page
    assert page.count(" checked") == 3
    assert WHY in page
    assert not newcomer.memberships.exists()


def test_a_role_that_is_held_already_is_refused(administrator, newcomer, client_of):
    MembershipFactory(user=newcomer, role=CJW, borough__code="WCC")

    page = grant(client_of(administrator), newcomer).content.decode()

    assert "They are already Criminal Justice Worker in Westminster" in page
    assert newcomer.memberships.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"role": ""}, "Select what they will do"),
        ({"role": "BOSS"}, "Select one of the answers"),
        ({"boroughs": ()}, "Select at least one borough"),
        ({"boroughs": ("XYZ",)}, "Select one of the answers"),
        ({"reason": " "}, "Enter why, in one sentence"),
        ({"reason": "w" * 201}, "Shorten the reason to 200 characters or fewer"),
    ],
)
def test_a_missing_or_odd_answer_is_asked_for(
    administrator, newcomer, client_of, changed, said
):
    response = grant(client_of(administrator), newcomer, **changed)

    assert response.status_code == 200
    assert said in response.content.decode()
    assert not Membership.objects.filter(user=newcomer).exists()


def test_a_borough_that_one_does_not_administer_cannot_be_chosen(
    person, newcomer, client_of
):
    response = grant(client_of(person(SYS, "WCC")), newcomer, boroughs=("RBKC",))

    assert response.status_code == 200
    assert "Royal" not in response.content.decode()
    assert not newcomer.memberships.exists()


def test_pressing_twice_grants_once(administrator, newcomer, client_of):
    client, token = client_of(administrator), uuid.uuid4().hex
    answers = {"role": CJW, "boroughs": ["WCC"], "reason": WHY, "once": token}

    pages = [client.post(f"/people/{newcomer.pk}/grant/", answers).url for _ in range(2)]

    assert pages == [f"/people/{newcomer.pk}/"] * 2
    assert newcomer.memberships.count() == 1


def test_nobody_else_grants_roles(person, newcomer, client_of):
    for role in Role:
        somebody = person(role, "WCC")
        if not somebody.can(Permission.MANAGE_PEOPLE):
            assert grant(client_of(somebody), newcomer).status_code == 403
    assert not newcomer.memberships.exists()
