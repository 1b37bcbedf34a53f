from typing import Any

from django.db.models import Count, Window

from cases.models import Case
from pilot.models import User

LATEST = 5


def tasks(case: Case, user: User) -> dict[str, Any]:
    """What somebody was asked to do about the case and has not done, the oldest first."""
    counted = case.tasks.waiting().annotate(number=Window(Count("pk")))
    waiting = list(counted.for_listing()[:LATEST])
    return {"waiting": waiting, "number": waiting[0].number if waiting else 0}
