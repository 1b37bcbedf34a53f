from cases.models import Case, Perpetrator
from pilot.models import User


def person(case: Case, user: User) -> Perpetrator:
    """Who he is, where he lives, how to reach him safely and what he needs."""
    return case.perpetrator
