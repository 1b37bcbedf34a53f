"""What happens to people's accounts and roles."""

from collections.abc import Iterable

from django.db import transaction

from pilot import audit, calendar
from pilot.models import Borough, Membership, User
from pilot.permissions import CASEWORKERS, Permission, Role
from pilot.transitions import TransitionRefused


@transaction.atomic
def add_person(
    *, by: User, username: str, first_name: str, last_name: str, email: str, password: str
) -> User:
    """Somebody has an account. Until a role is granted it opens nothing."""
    by.require(Permission.MANAGE_PEOPLE)
    person = User.objects.create_user(
        username, email, password, first_name=first_name, last_name=last_name
    )
    audit.record(person, "added", by=by)
    return person


@transaction.atomic
def grant_membership(
    person: User, *, by: User, role: Role, boroughs: Iterable[Borough], reason: str
) -> list[Membership]:
    """From now on the person does this role's work in these boroughs.

    Nobody grants anything to themselves, and nobody is both a caseworker and a partner
    support worker: those two never sit on the same side of the wall (V-23).
    """
    for borough in boroughs:
        by.require(Permission.MANAGE_PEOPLE, borough)
    if person == by:
        raise TransitionRefused(
            "You cannot grant yourself a role. Ask another administrator."
        )
    _check_sides(person, role)
    return [
        _grant(person, by=by, role=role, borough=borough, reason=reason)
        for borough in boroughs
    ]


@transaction.atomic
def end_membership(membership: Membership, *, by: User, reason: str) -> Membership:
    """The person loses this role in this borough, from the next request on."""
    by.require(Permission.MANAGE_PEOPLE, membership.borough)
    _check_one_administrator_stays(membership)
    ended = Membership.objects.current().filter(pk=membership.pk)
    if not ended.update(ended_at=calendar.now(), ended_by=by, end_reason=reason):
        raise TransitionRefused("This role has already been ended.")
    membership.refresh_from_db()
    audit.record(membership, "ended", by=by, reason=reason)
    return membership


@transaction.atomic
def make_administrator(person: User) -> list[Membership]:
    """The person administers the service everywhere. Only the command line calls this."""
    return [
        _grant(
            person,
            by=None,
            role=Role.SYSTEM_ADMINISTRATOR,
            borough=borough,
            reason="Made on the command line",
        )
        for borough in Borough.objects.exclude(
            pk__in=person.boroughs_with(Permission.MANAGE_PEOPLE)
        )
    ]


@transaction.atomic
def change_password(person: User, *, by: User, password: str) -> User:
    """The person signs in with a new password; their other sessions end."""
    person.set_password(password)
    User.objects.filter(pk=person.pk).update(password=person.password)
    audit.record(person, "changed the password of", by=by)
    return person


def _grant(person, *, by, role, borough, reason):
    if (
        Membership.objects.current()
        .filter(user=person, role=role, borough=borough)
        .exists()
    ):
        raise TransitionRefused(f"They are already {role.label} in {borough}.")
    if role == Role.AUTHORISED_OFFICER and (
        Membership.objects.current().filter(role=role, borough=borough).exists()
    ):
        raise TransitionRefused(
            f"{borough} already has an authorised officer. End that role first."
        )
    membership = Membership.objects.create(
        user=person,
        borough=borough,
        role=role,
        granted_at=calendar.now(),
        granted_by=by,
        grant_reason=reason,
    )
    audit.record(membership, "granted", by=by, reason=reason)
    return membership


def _check_sides(person: User, role: Role) -> None:
    partner_side = {Role.PARTNER_SUPPORT_WORKER}
    other = (
        CASEWORKERS
        if role in partner_side
        else partner_side
        if role in CASEWORKERS
        else frozenset()
    )
    if Membership.objects.current().filter(user=person, role__in=other).exists():
        raise TransitionRefused(
            "One person cannot be both a caseworker and a partner support worker."
        )


def _check_one_administrator_stays(membership: Membership) -> None:
    if membership.role != Role.SYSTEM_ADMINISTRATOR:
        return
    others = Membership.objects.current().filter(
        role=Role.SYSTEM_ADMINISTRATOR, borough=membership.borough, user__is_active=True
    )
    if not others.exclude(pk=membership.pk).exists():
        raise TransitionRefused(
            f"This is the last system administrator of {membership.borough}: "
            "grant the role to somebody else first."
        )
