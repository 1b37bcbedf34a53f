"""What the group says of something that the papers leave open."""

from datetime import date

from django.db import transaction

from pilot import audit, calendar
from pilot.models import Assumption, AssumptionDecision, User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused


@transaction.atomic
def decide_assumption(
    assumption: Assumption,
    *,
    by: User,
    status: str,
    decided_by: str,
    decided_on: date,
    reason: str,
) -> AssumptionDecision:
    """From now on it stands as agreed, rejected or still assumed; what was before stays."""
    by.require(Permission.DECIDE_ASSUMPTION)
    was = assumption.status
    if status == was:
        raise TransitionRefused(
            f"{assumption} is {assumption.get_status_display().lower()} already."
        )
    if decided_on > calendar.today():
        raise TransitionRefused("A decision is recorded once it has been taken.")
    as_we_read_it = Assumption.objects.filter(pk=assumption.pk, status=was)
    if not as_we_read_it.update(status=status):
        raise Overtaken(f"Somebody else has just decided {assumption}.")
    decision = AssumptionDecision.objects.create(
        assumption=assumption,
        status=status,
        was=was,
        decided_by=decided_by,
        decided_on=decided_on,
        reason=reason,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    assumption.refresh_from_db()
    audit.record(assumption, "decided", by=by, reason=reason, was=was, to=status)
    return decision
