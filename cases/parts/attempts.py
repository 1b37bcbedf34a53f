from typing import Any

from cases.models import Case
from pilot.models import User

LATEST = 5


def attempts(case: Case, user: User) -> dict[str, Any]:
    """The latest attempts to reach them, and how many there were."""
    made = case.attempts.standing()
    latest = made.select_related("worker").order_by("-on", "-pk")
    return {"recent": latest[:LATEST], "tried": made.count()}
