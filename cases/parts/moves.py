from cases.models import Case, CaseMove
from pilot.models import User


def moves(case: Case, user: User) -> list[CaseMove]:
    """Every stage the case has been at, newest first."""
    return case.moves.for_listing()
