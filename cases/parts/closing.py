from cases.actions import Missing, missing
from cases.models import Case
from pilot import calendar
from pilot.models import User


def closing(case: Case, user: User) -> list[Missing]:
    """What is missing before a case that is closing can close today (V-18)."""
    if case.status != Case.Status.CLOSING:
        return []
    return missing(case, Case.Status.CLOSED, calendar.today())
