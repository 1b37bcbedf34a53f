from cases.models import Case, CaseBorough
from pilot.models import User


def boroughs(case: Case, user: User) -> list[CaseBorough]:
    """Which borough the case has counted for, newest first."""
    return case.boroughs.for_listing()
