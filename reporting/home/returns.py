"""Returns that wait for somebody, and how far all of them are for whoever sends them."""

from dataclasses import dataclass

from pilot import calendar
from pilot.permissions import Permission
from reporting.models import Return
from reporting.returns.reading import STEPS, deadline_in_words, returns_in

Line = tuple[Return, str]


@dataclass(frozen=True)
class Returns:
    """The returns that somebody takes further now, or all of those they send to MOPAC."""

    template = "reporting/parts/returns_glance.html"
    heading: str
    rows: list[Line]


def returns_of(user) -> list[Returns]:
    """What waits for the person; for whoever submits, how far each borough’s are."""
    found = Return.objects.visible_to(user).for_listing()
    if user.can(Permission.SUBMIT_RETURN):
        boroughs = user.boroughs_with(Permission.EXPORT_RETURN).select_related("agreement")
        return _listed("Returns to MOPAC", returns_in(list(boroughs), list(found)))
    waiting = [each for each in found if _waits(each, user)]
    return _listed("Returns waiting for you", waiting) if waiting else []


def _listed(heading: str, returns: list[Return]) -> list[Returns]:
    return [Returns(heading, [(each, deadline_in_words(each)) for each in returns])]


def _waits(of: Return, user) -> bool:
    """Whether the next step is this person’s, of a quarter that is over."""
    if (
        of.status == Return.Status.SUBMITTED
        or of.of_quarter.period.last >= calendar.today()
    ):
        return False
    return any(
        of.status == status and user.can(right, of.borough) for status, *_, right in STEPS
    )
