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
    boroughs = user.boroughs_with(Permission.EXPORT_RETURN).select_related("agreement")
    found = Return.objects.visible_to(user).for_listing()
    returns = returns_in(list(boroughs), list(found))
    submits = user.can(Permission.SUBMIT_RETURN)
    shown = [each for each in returns if submits or _waits(each, user)]
    if not shown:
        return []
    heading = "Returns to MOPAC" if submits else "Returns waiting for you"
    return [Returns(heading, [(each, deadline_in_words(each)) for each in shown])]


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
