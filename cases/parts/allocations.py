from cases.models import Case, CaseAllocation
from pilot.models import User


def allocations(case: Case, user: User) -> list[CaseAllocation]:
    """Whose the case has been, and who covered it, newest first."""
    return case.allocations.for_listing()
