"""What happens to people’s accounts and roles."""

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from pilot import audit, calendar
from pilot.models import Borough, Membership, User
from pilot.permissions import Permission, Role, roles_excluded_by
from pilot.transitions import TransitionRefused


@transaction.atomic
def add_person(
    *, by: User, username: str, first_name: str, last_name: str, email: str, password: str
) -> User:
    """Somebody has an account. Until a role is granted it opens nothing."""
    by.require(Permission.MANAGE_PEOPLE)
    return _add(
        by=by,
        username=username,
        email=email,
        password=password,
        first_name=first_name,
        last_name=last_name,
    )


@transaction.atomic
def grant_membership(
    person: User, *, by: User, role: Role, boroughs: Iterable[Borough], reason: str
) -> list[Membership]:
    """From now on the person does this role's work in these boroughs.

    Nobody grants anything to themselves, and some roles never meet in one person
    (`roles_excluded_by`).
    """
    by.require(Permission.MANAGE_PEOPLE)
    boroughs = list(boroughs)
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
def deactivate_person(person: User, *, by: User, reason: str) -> User:
    """The person cannot sign in, and every session of theirs is over.

    Their roles stay on the page and open nothing, until the account is opened again.
    """
    _require_where_they_work(person, by=by)
    if person == by:
        raise TransitionRefused(
            "You cannot close your own account. Ask another administrator."
        )
    for membership in Membership.objects.current().filter(user=person):
        _check_one_administrator_stays(membership)
    if not User.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
        raise TransitionRefused("This account has already been closed.")
    person.refresh_from_db()
    audit.record(person, "closed", by=by, reason=reason)
    return person


@transaction.atomic
def reactivate_person(person: User, *, by: User, reason: str) -> User:
    """The person can sign in again, to the roles that have not been ended."""
    _require_where_they_work(person, by=by)
    if person == by:
        raise TransitionRefused(
            "You cannot open your own account. Ask another administrator."
        )
    if not User.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
        raise TransitionRefused("This account is open already.")
    person.refresh_from_db()
    audit.record(person, "reopened", by=by, reason=reason)
    return person


@transaction.atomic
def create_administrator(*, username: str, email: str, password: str) -> User:
    """The first person has an account. Only the command line calls this."""
    person = _add(by=None, username=username, email=email, password=password)
    make_administrator(person)
    return person


@transaction.atomic
def make_administrator(person: User) -> list[Membership]:
    """The person administers the service everywhere. Only the command line calls this."""
    held = person.memberships.current().filter(role=Role.SYSTEM_ADMINISTRATOR)
    return [
        _grant(
            person,
            by=None,
            role=Role.SYSTEM_ADMINISTRATOR,
            borough=borough,
            reason="Made on the command line",
        )
        for borough in Borough.objects.exclude(pk__in=held.values("borough"))
    ]


@transaction.atomic
def change_password(person: User, *, by: User, password: str) -> User:
    """The person signs in with a new password; their other sessions end."""
    if by != person:
        _require_where_they_work(person, by=by)
    person.set_password(password)
    User.objects.filter(pk=person.pk).update(password=person.password)
    audit.record(
        person,
        "changed the password of" if by != person else "changed their password",
        by=by,
    )
    return person


def _add(*, by: User | None, **fields: str) -> User:
    try:
        with transaction.atomic():
            person = User.objects.create_user(date_joined=calendar.now(), **fields)
    except IntegrityError as taken:
        raise TransitionRefused(
            "Somebody has just been given this sign-in name. Choose another."
        ) from taken
    audit.record(person, "added", by=by)
    return person


def _require_where_they_work(person: User, *, by: User) -> None:
    """Nobody touches an account outside the boroughs they administer (S-28)."""
    by.require(Permission.MANAGE_PEOPLE)
    for borough in Borough.objects.filter(
        pk__in=Membership.objects.current().filter(user=person).values("borough")
    ):
        by.require(Permission.MANAGE_PEOPLE, borough)


def _grant(
    person: User, *, by: User | None, role: Role, borough: Borough, reason: str
) -> Membership:
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
    try:
        with transaction.atomic():
            membership = Membership.objects.create(
                user=person,
                borough=borough,
                role=role,
                granted_at=calendar.now(),
                granted_by=by,
                grant_reason=reason,
            )
    except IntegrityError as overtaken:
        raise TransitionRefused(
            f"Somebody else has just granted {role.label} in {borough}."
        ) from overtaken
    audit.record(membership, "granted", by=by, reason=reason)
    return membership


def _check_sides(person: User, role: Role) -> None:
    other = Membership.objects.current().filter(
        user=person, role__in=roles_excluded_by(role)
    )
    if held := other.order_by("pk").first():
        raise TransitionRefused(
            f"One person cannot be both {role.label} and {held.get_role_display()}."
        )


def _check_one_administrator_stays(membership: Membership) -> None:
    if membership.role != Role.SYSTEM_ADMINISTRATOR:
        return
    # Locked, so that two administrators who end each other's role cannot both succeed.
    administrators = list(
        Membership.objects.current()
        .filter(role=Role.SYSTEM_ADMINISTRATOR, borough=membership.borough)
        .select_related("user")
        .order_by("pk")
        .select_for_update()
    )
    if not any(one.user.is_active for one in administrators if one != membership):
        raise TransitionRefused(
            f"This is the last system administrator of {membership.borough}: "
            "grant the role to somebody else first."
        )
