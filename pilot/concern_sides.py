"""Who takes part in a concern: the officer of its borough, and the provider's manager."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from pilot.models import Borough, Concern, ConcernAction, Membership, Side, User
from pilot.permissions import Permission, roles_granting
from pilot.shown_figures import ShownFigure, raise_href

RIGHT_OF = {
    Side.COUNCIL: Permission.RAISE_CONCERN,
    Side.PROVIDER: Permission.ANSWER_CONCERN,
}


def raise_href_for(user: User, figure: ShownFigure) -> str:
    """Where this person raises a concern about it; empty unless they are its officer."""
    is_officer = user.can(Permission.RAISE_CONCERN, Borough(pk=figure.borough))
    return raise_href(figure) if is_officer else ""


def side_of(concern: Concern, person: User) -> Side | None:
    """The side on which the person takes part, if any: nobody is on both."""
    for side, right in RIGHT_OF.items():
        if person.can(right, concern.borough):
            return side
    return None


def require_side(concern: Concern, *, by: User) -> Side:
    """The person's side; PermissionDenied for whoever takes no part."""
    if by.can(Permission.ANSWER_CONCERN, concern.borough):
        return Side.PROVIDER
    by.require(Permission.RAISE_CONCERN, concern.borough)
    return Side.COUNCIL


def people_of(side: Side, borough: Borough) -> QuerySet[User]:
    """Those who take part on that side of a borough's concerns now."""
    roles = roles_granting(RIGHT_OF[side])
    held = Membership.objects.current().filter(role__in=roles, borough=borough)
    return _with_an_account(held)


def both_sides(borough: Borough) -> QuerySet[User]:
    """Everybody who takes part in a borough's concerns now."""
    roles = [role for right in RIGHT_OF.values() for role in roles_granting(right)]
    held = Membership.objects.current().filter(role__in=roles, borough=borough)
    return _with_an_account(held).order_by("last_name", "first_name", "pk")


def officers_elsewhere(concern: Concern) -> QuerySet[User]:
    """The officers of the other boroughs."""
    roles = roles_granting(Permission.RAISE_CONCERN)
    held = Membership.objects.current().filter(role__in=roles)
    return _with_an_account(held.exclude(borough=concern.borough))


def _with_an_account(held: QuerySet[Membership]) -> QuerySet[User]:
    return User.objects.filter(is_active=True, pk__in=held.values("user"))


def is_theirs(action: ConcernAction, person: User) -> bool:
    """Whether the person says that it is done.

    Its owner does; when they take part no longer, whoever does on the same side.
    """
    if side_of(action.concern, person) != action.side:
        return False
    return person == action.owner or side_of(action.concern, action.owner) != action.side


def theirs_to_do(person: User) -> QuerySet[ConcernAction]:
    """The actions, not done yet, of which the person says that they are (`is_theirs`)."""
    theirs = Q()
    for side, right in RIGHT_OF.items():
        still_there = Membership.objects.current().filter(
            user=OuterRef("owner"),
            user__is_active=True,
            borough=OuterRef("concern__borough"),
            role__in=roles_granting(right),
        )
        on_side = Q(side=side, concern__borough__in=person.boroughs_with(right))
        theirs |= on_side & (Q(owner=person) | ~Exists(still_there))
    return ConcernAction.objects.visible_to(person).to_do().filter(theirs)
