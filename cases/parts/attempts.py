from typing import Any

from django.db.models import Count, Window

from cases.models import Case
from pilot.models import User

LATEST = 5


def attempts(case: Case, user: User) -> dict[str, Any]:
    """The latest attempts to reach them, and how many there were."""
    made = case.attempts.standing().annotate(made=Window(Count("pk")))
    recent = list(made.select_related("worker").order_by("-on", "-pk")[:LATEST])
    return {"recent": recent, "tried": recent[0].made if recent else 0}
