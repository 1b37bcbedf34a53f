from typing import Any

from cases.entries import latest
from cases.models import MOST_GOALS, Case
from pilot.models import User

SHOWN = 6  # goals, current and past


def goals(case: Case, user: User) -> dict[str, Any]:
    """The goals of a case with what has become of each, and the latest reviews."""
    found = list(case.goals.standing().with_outcome()[: SHOWN + 1])
    current = [goal for goal in found if goal.ended_on is None]
    return latest("review", case, 2) | {
        "some": found[:SHOWN],
        "has_room": len(current) < MOST_GOALS,
        "review_on": min((goal.review_on for goal in current), default=None),
        "is_overdue": any(goal.is_review_overdue for goal in current),
    }
