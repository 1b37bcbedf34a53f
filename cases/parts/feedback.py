from functools import cache
from typing import Any

from cases.entries import latest
from cases.models import Case, Feedback
from pilot.models import User

SHOWN = 4


def feedback(case: Case, user: User) -> dict[str, Any]:
    """What whoever referred them has been told, and is to be told of not engaging."""
    owed = case.feedback.unsent().filter(kind=Feedback.Kind.NONENG_RISK)
    return latest("feedback", case, SHOWN) | {
        "owed": cache(owed.for_listing().first_due_first().first),  # asked if shown
        "has_referrer": not case.referral.tells_the_person,
    }
