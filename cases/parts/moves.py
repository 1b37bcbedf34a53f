from cases.models import Case
from cases.timeline import Entry, Timeline
from pilot.models import User


def moves(case: Case, user: User) -> list[Entry]:
    """Every stage the case has been at, newest first."""
    return Timeline(case, kind="move")[:]
