from typing import Any

from django.db.models import Count, Q

from cases.models import Case, Session
from pilot.models import User

LATEST = 5
_RECORDED = ~Q(outcome=Session.Outcome.NOT_REC)
_CAME = Q(outcome__in=Session.ATTENDED)


def sessions(case: Case, user: User) -> dict[str, Any]:
    """The appointments of a case by what they wait for, and three counts of them."""
    of_case = case.sessions.for_listing()
    counts = case.sessions.planned().aggregate(
        planned=Count("pk"),
        recorded=Count("pk", filter=_RECORDED),
        happened=Count("pk", filter=_CAME),
        attended=Count("pk", filter=_CAME & ~Q(kind=Session.Kind.PARENT)),
    )
    return {
        "awaiting": of_case.awaiting_a_record()[:LATEST],
        "to_come": of_case.to_come()[:LATEST],
        "recent": of_case.recorded()[:LATEST],
        "attended": counts["attended"],
        "counts": f"{counts['planned']} planned, {counts['recorded']} recorded, "
        f"{counts['happened']} took place",
    }
