from cases.models import Case
from pilot.models import User


def warnings(case: Case, user: User) -> list:
    """The active warnings of a case: what, who says so, since when, and when to look again.

    Nothing records one yet.
    """
    return []
