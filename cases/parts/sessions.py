from typing import Any

from cases.models import Case, Session
from pilot.models import User

LATEST = 5


def sessions(case: Case, user: User) -> dict[str, Any]:
    """The appointments of a case by what they wait for, and how many were attended."""
    of_case = case.sessions.for_listing()
    recorded = of_case.exclude(outcome=Session.Outcome.NOT_REC)
    return {
        "awaiting": of_case.awaiting_a_record()[:LATEST],
        "to_come": of_case.to_come()[:LATEST],
        "recent": recorded[:LATEST],
        "attended": case.sessions.attended().with_the_person().count(),
    }
