from typing import Any

from cases.models import Case
from pilot.models import User

LATEST = 5


def tasks(case: Case, user: User) -> dict[str, Any]:
    """What somebody was asked to do about the case and has not done, the oldest first."""
    waiting = case.tasks.waiting()
    return {"waiting": waiting.for_listing()[:LATEST], "number": waiting.count()}
