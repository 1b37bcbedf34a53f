"""Who takes part in a concern: the officer of its borough, and the provider's manager."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from pilot.models import Borough, Concern, ConcernAction, Membership, Side, User
from pilot.permissions import Permission
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
    return Membership.objects.giving(RIGHT_OF[side]).filter(borough=borough).people()


def both_sides(borough: Borough) -> QuerySet[User]:
    """Everybody who takes part in a borough's concerns now."""
    held = Membership.objects.giving(*RIGHT_OF.values()).filter(borough=borough)
    return held.people().order_by("last_name", "first_name", "pk")


def officers_elsewhere(concern: Concern) -> QuerySet[User]:
    """The officers of the other boroughs."""
    held = Membership.objects.giving(Permission.RAISE_CONCERN)
    return held.exclude(borough=concern.borough).people()


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
        still_there = Membership.objects.giving(right).filter(
            user=OuterRef("owner"),
            user__is_active=True,
            borough=OuterRef("concern__borough"),
        )
        on_side = Q(side=side, concern__borough__in=person.codes_with(right))
        theirs |= on_side & (Q(owner=person) | ~Exists(still_there))
    return ConcernAction.objects.visible_to(person).to_do().filter(theirs)
