"""What happens to people's accounts and roles."""

import threading

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from pilot import actions
from pilot.models import AuditEvent, Borough, Draft, Membership, User
from pilot.permissions import CASEWORKERS, Permission, Role
from pilot.transitions import TransitionRefused
from tests.factories import PASSWORD, DraftFactory, UserFactory

SYS, PSW = Role.SYSTEM_ADMINISTRATOR, Role.PARTNER_SUPPORT_WORKER
NEW = {
    "username": "tansy",
    "first_name": "Tansy",
    "last_name": "Orchard",
    "email": "tansy@example.org",
    "password": PASSWORD,
}


@pytest.fixture
def administrator(person):
    return person(SYS, username="administrator")


@pytest.fixture
def newcomer(facts):
    return UserFactory(username="newcomer")


def boroughs(*codes):
    return list(Borough.objects.filter(pk__in=codes or ["LBHF", "RBKC", "WCC"]))


def grant(person, *, by, role=Role.CRIMINAL_JUSTICE_WORKER, to=("WCC",)):
    return actions.grant_membership(
        person, by=by, role=role, boroughs=boroughs(*to), reason="They start on Monday"
    )


# Accounts


def test_a_new_account_is_kept_with_its_password_hashed_and_opens_nothing(administrator):
    added = actions.add_person(by=administrator, **NEW)

    person = User.objects.get(username="tansy")
    assert person == added
    assert (str(person), person.email) == ("Tansy Orchard", "tansy@example.org")
    assert PASSWORD not in person.password
    assert person.check_password(PASSWORD)
    assert not any(person.can(permission) for permission in Permission)
    assert not person.is_staff
    assert not person.is_superuser
    event = AuditEvent.objects.about(person).get()
    assert (event.action, event.by) == ("added", administrator)
    assert "Tansy" not in f"{event.detail} {event.target_name}"


def test_a_sign_in_name_that_somebody_has_is_refused_in_plain_words(administrator):
    UserFactory(username="tansy")

    with pytest.raises(TransitionRefused, match="sign-in name"):
        actions.add_person(by=administrator, **NEW)

    assert User.objects.filter(username="tansy").count() == 1


def test_an_account_whose_trace_cannot_be_kept_is_not_made(administrator, refuse_writes):
    refuse_writes(AuditEvent)

    with pytest.raises(IntegrityError):
        actions.add_person(by=administrator, **NEW)

    assert not User.objects.filter(username="tansy").exists()


def test_only_an_administrator_adds_people(person):
    for role in set(Role) - {SYS}:
        with pytest.raises(PermissionDenied):
            actions.add_person(by=person(role), **NEW)


def test_a_closed_account_signs_in_no_more_and_opens_again_for_a_reason(
    administrator, person
):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)

    actions.deactivate_person(worker, by=administrator, reason="On long leave")
    assert not User.objects.get(pk=worker.pk).is_active
    assert not worker.can(Permission.LOG_WORK)

    actions.reactivate_person(worker, by=administrator, reason="Back from leave")
    assert User.objects.get(pk=worker.pk).can(Permission.LOG_WORK)

    told = AuditEvent.objects.about(worker).order_by("pk")
    assert [(event.by, event.reason) for event in told] == [
        (administrator, "On long leave"),
        (administrator, "Back from leave"),
    ]


def test_an_account_is_closed_once_and_opened_once(administrator, newcomer):
    with pytest.raises(TransitionRefused, match="open already"):
        actions.reactivate_person(newcomer, by=administrator, reason="Again")

    actions.deactivate_person(newcomer, by=administrator, reason="They left")
    with pytest.raises(TransitionRefused, match="already been closed"):
        actions.deactivate_person(newcomer, by=administrator, reason="Again")


@pytest.mark.parametrize("action", [actions.deactivate_person, actions.reactivate_person])
def test_nobody_closes_or_opens_their_own_account(administrator, action):
    with pytest.raises(TransitionRefused, match="your own account"):
        action(administrator, by=administrator, reason="A break")


@pytest.mark.parametrize("action", [actions.deactivate_person, actions.reactivate_person])
def test_an_account_is_not_closed_or_opened_from_another_borough(person, action):
    of_westminster = person(SYS, "WCC")
    colleague = person(Role.CRIMINAL_JUSTICE_WORKER, "WCC", "LBHF")

    with pytest.raises(PermissionDenied):
        action(colleague, by=of_westminster, reason="They left")
    with pytest.raises(PermissionDenied):
        action(UserFactory(), by=person(Role.SERVICE_MANAGER), reason="They left")


def test_an_administrator_closed_meanwhile_does_not_close_the_last_one(person):
    last, in_hand = person(SYS), person(SYS)
    assert in_hand.can(Permission.MANAGE_PEOPLE)
    actions.deactivate_person(User.objects.get(pk=in_hand.pk), by=last, reason="Left")

    with pytest.raises(TransitionRefused, match="last system administrator"):
        actions.deactivate_person(last, by=in_hand, reason="In turn")

    assert User.objects.get(pk=last.pk).is_active


# Roles


def test_a_role_holds_from_the_next_request_in_each_borough_it_was_granted_in(
    administrator, newcomer
):
    granted = grant(newcomer, by=administrator, to=("WCC", "RBKC"))

    person = User.objects.get(pk=newcomer.pk)
    assert {membership.borough.pk for membership in granted} == {"WCC", "RBKC"}
    assert person.can(Permission.LOG_WORK, Borough.objects.get(pk="WCC"))
    assert not person.can(Permission.LOG_WORK, Borough.objects.get(pk="LBHF"))
    for membership in granted:
        event = AuditEvent.objects.about(membership).get()
        assert (event.action, event.by) == ("granted", administrator)
        assert (event.reason, event.borough) == (
            "They start on Monday",
            membership.borough,
        )


def test_boroughs_may_come_one_by_one(administrator, newcomer):
    granted = actions.grant_membership(
        newcomer,
        by=administrator,
        role=Role.APPROVER,
        boroughs=(borough for borough in boroughs()),
        reason="They decide",
    )

    assert len(granted) == 3


@pytest.mark.parametrize("role", Role, ids=lambda role: role.value)
def test_nobody_grants_a_role_to_themselves(administrator, role):
    with pytest.raises(TransitionRefused, match="yourself"):
        grant(administrator, by=administrator, role=role)

    assert administrator.roles() == [SYS]


def test_a_role_is_not_granted_where_the_administrator_is_none(person, newcomer):
    of_westminster = person(SYS, "WCC")

    with pytest.raises(PermissionDenied):
        grant(newcomer, by=of_westminster, to=("WCC", "RBKC"))
    with pytest.raises(PermissionDenied):
        grant(newcomer, by=person(Role.SERVICE_MANAGER), to=())

    assert not newcomer.roles()


@pytest.mark.parametrize("caseworker", sorted(CASEWORKERS))
@pytest.mark.parametrize("order", ["partner side first", "partner side second"])
def test_one_person_never_stands_on_both_sides_of_the_wall(
    administrator, newcomer, caseworker, order
):
    first, second = (PSW, caseworker) if order.endswith("first") else (caseworker, PSW)
    grant(newcomer, by=administrator, role=first, to=("WCC",))

    with pytest.raises(TransitionRefused, match="One person cannot be both"):
        grant(newcomer, by=administrator, role=second, to=("RBKC",))


def test_sides_can_be_changed_by_ending_one_first(administrator, newcomer):
    [membership] = grant(newcomer, by=administrator, role=PSW)
    actions.end_membership(membership, by=administrator, reason="Another job")

    grant(newcomer, by=administrator, role=Role.FAMILY_SUPPORT_WORKER)

    assert newcomer.can(Permission.LOG_WORK)


def test_a_role_is_held_once_and_a_borough_has_one_officer(administrator, newcomer, person):
    grant(newcomer, by=administrator, role=Role.AUTHORISED_OFFICER)

    with pytest.raises(TransitionRefused, match="already Authorised officer"):
        grant(newcomer, by=administrator, role=Role.AUTHORISED_OFFICER)
    with pytest.raises(TransitionRefused, match="already has an authorised officer"):
        grant(UserFactory(), by=administrator, role=Role.AUTHORISED_OFFICER)


def test_of_several_boroughs_all_are_granted_or_none(administrator, newcomer):
    grant(newcomer, by=administrator, to=("WCC",))

    with pytest.raises(TransitionRefused):
        grant(newcomer, by=administrator, to=("LBHF", "RBKC", "WCC"))

    assert [row.borough.pk for row in newcomer.memberships.all()] == ["WCC"]


@pytest.mark.django_db(transaction=True)
def test_of_two_administrators_who_grant_the_same_role_one_is_told(person, newcomer):
    both, refused = [person(SYS), person(SYS)], []

    def grant_too():
        try:
            grant(User.objects.get(pk=newcomer.pk), by=both[1])
        except TransitionRefused as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    thread = threading.Thread(target=grant_too)
    with transaction.atomic():
        grant(newcomer, by=both[0])
        thread.start()
        thread.join(0.5)  # it stands at the row, or at the door, until we are done
    thread.join(30)

    assert len(refused) == 1
    assert newcomer.memberships.count() == 1


def test_a_role_is_not_granted_without_a_reason(administrator, newcomer):
    with pytest.raises(TransitionRefused):
        actions.grant_membership(
            newcomer,
            by=administrator,
            role=Role.APPROVER,
            boroughs=boroughs(),
            reason="",
        )

    assert not newcomer.memberships.exists()


def test_an_ended_role_opens_nothing_and_stays_on_record(administrator, newcomer):
    [membership] = grant(newcomer, by=administrator)

    actions.end_membership(membership, by=administrator, reason="They left")

    newcomer.refresh_from_db()
    assert newcomer.roles() == []
    kept = Membership.objects.get(pk=membership.pk)
    assert (kept.ended_by, kept.end_reason) == (administrator, "They left")
    assert AuditEvent.objects.about(kept).filter(action="ended").count() == 1


def test_a_role_ends_once_and_only_where_the_administrator_is_one(
    administrator, newcomer, person
):
    [membership] = grant(newcomer, by=administrator)

    with pytest.raises(PermissionDenied):
        actions.end_membership(membership, by=person(SYS, "LBHF"), reason="They left")
    actions.end_membership(membership, by=administrator, reason="They left")
    with pytest.raises(TransitionRefused, match="already been ended"):
        actions.end_membership(membership, by=administrator, reason="Again")


def test_the_last_administrator_of_a_borough_stays(administrator, person):
    own = administrator.memberships.get(borough="WCC")

    with pytest.raises(TransitionRefused, match="last system administrator"):
        actions.end_membership(own, by=administrator, reason="Another job")

    person(SYS, "WCC")
    actions.end_membership(own, by=administrator, reason="Another job")
    assert not Membership.objects.current().filter(pk=own.pk).exists()


def test_a_closed_account_is_no_administrator_to_fall_back_on(administrator, person):
    person(SYS, "WCC", is_active=False)

    with pytest.raises(TransitionRefused, match="last system administrator"):
        actions.end_membership(
            administrator.memberships.get(borough="WCC"),
            by=administrator,
            reason="Another job",
        )


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_end_each_others_role_cannot_both_succeed(person):
    one, other = person(SYS, "WCC"), person(SYS, "WCC")
    refused = []

    def end_the_first():
        try:
            actions.end_membership(one.memberships.get(), by=other, reason="In turn")
        except (TransitionRefused, PermissionDenied) as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    thread = threading.Thread(target=end_the_first)
    with transaction.atomic():
        actions.end_membership(other.memberships.get(), by=one, reason="In turn")
        thread.start()
        thread.join(0.5)
    thread.join(30)

    assert len(refused) == 1
    assert Membership.objects.current().filter(role=SYS, borough="WCC").count() == 1


# What only the command line does


def test_the_command_line_makes_the_first_administrator_of_every_borough(facts):
    first = actions.create_administrator(
        username="first", email="first@example.org", password=PASSWORD
    )

    first = User.objects.get(pk=first.pk)
    assert {borough.pk for borough in first.boroughs_with(Permission.MANAGE_PEOPLE)} == {
        "LBHF",
        "RBKC",
        "WCC",
    }
    assert set(AuditEvent.objects.values_list("by", "action")) == {
        (None, "added"),
        (None, "granted"),
    }


def test_making_an_administrator_again_adds_only_what_is_missing(person):
    of_westminster = person(SYS, "WCC")

    granted = actions.make_administrator(of_westminster)

    assert {membership.borough.pk for membership in granted} == {"LBHF", "RBKC"}
    assert actions.make_administrator(of_westminster) == []


# One's own account


def test_a_changed_password_is_the_only_one_that_signs_in(newcomer):
    actions.change_password(newcomer, by=newcomer, password="eleven-herons-in-the-reeds")

    fresh = User.objects.get(pk=newcomer.pk)
    assert fresh.check_password("eleven-herons-in-the-reeds")
    assert not fresh.check_password(PASSWORD)
    event = AuditEvent.objects.about(newcomer).get()
    assert event.by == newcomer
    assert "herons" not in f"{event.sentence} {event.detail} {event.reason}"


def test_nobody_changes_a_colleagues_password_without_managing_people(person, newcomer):
    with pytest.raises(PermissionDenied):
        actions.change_password(
            newcomer, by=person(Role.SERVICE_MANAGER), password="eleven-herons"
        )

    assert User.objects.get(pk=newcomer.pk).check_password(PASSWORD)


def test_an_administrator_can_set_a_password_and_the_trail_says_whose(
    administrator, newcomer
):
    actions.change_password(newcomer, by=administrator, password="eleven-herons")

    event = AuditEvent.objects.about(newcomer).get()
    assert event.sentence.endswith("changed the password of the account newcomer")


@pytest.mark.parametrize(
    ("is_held_back", "said"),
    [(True, "held back a sign-in to"), (False, "refused a sign-in to")],
)
def test_a_refused_sign_in_is_remembered_by_account_and_never_by_what_was_typed(
    newcomer, is_held_back, said
):
    actions.record_refused_sign_in("newcomer", is_held_back=is_held_back)
    actions.record_refused_sign_in("my-password-by-mistake", is_held_back=is_held_back)

    known, unknown = AuditEvent.objects.order_by("pk")
    assert known.sentence == f"The service {said} the account newcomer"
    assert unknown.sentence == f"The service {said} an account that does not exist"
    assert "mistake" not in f"{unknown.target_key} {unknown.detail} {unknown.reason}"


def test_news_that_was_dismissed_stays_dismissed(newcomer):
    actions.dismiss_news(newcomer, edition="2016-07")

    assert User.objects.get(pk=newcomer.pk).last_news_seen == "2016-07"


@pytest.mark.django_db
def test_a_discarded_draft_is_gone_and_no_other():
    draft, other = DraftFactory(), DraftFactory()

    actions.discard_draft(draft)

    assert list(Draft.objects.all()) == [other]


def test_a_closed_account_is_not_signed_in_with_its_right_password(
    administrator, newcomer, rf
):
    request = rf.post("/sign-in/")
    assert authenticate(request, username="newcomer", password=PASSWORD) == newcomer

    actions.deactivate_person(newcomer, by=administrator, reason="They left")

    assert authenticate(request, username="newcomer", password=PASSWORD) is None
