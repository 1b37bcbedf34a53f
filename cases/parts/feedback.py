from typing import Any

from cases.entries import latest
from cases.models import Case, Feedback
from pilot.models import User

SHOWN = 4


def feedback(case: Case, user: User) -> dict[str, Any]:
    """What whoever referred them has been told, and is to be told of not engaging."""
    found = latest("feedback", case, SHOWN)
    letters = [each.entry for each in found["shown"]]
    owed = (
        each for each in letters if each.is_owed and each.kind == Feedback.Kind.NONENG_RISK
    )
    return found | {
        "owed": next(owed, None),
        "has_referrer": not case.referral.tells_the_person,
    }
