"""Risk is rated, and rated again."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold, hold_open
from cases.actions.closure import keeping_its_closure
from cases.actions.consequences import Telling
from cases.models import Assessment, Case, RiskTrigger, RiskUpdate
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, put_right


@transaction.atomic
def update_risk(
    case: Case,
    *,
    by: User,
    on: date,
    trigger: str,
    level: str,
    rationale: str,
    action: str = "",
    assessment: Assessment | None = None,
) -> RiskUpdate:
    """Risk is rated as on that day, for a reason; partner support is told of a change."""
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, on)
    check_not_after_today(on)
    with Telling(case, by=by):
        update = RiskUpdate.objects.create(
            case=case,
            on=on,
            trigger=trigger,
            level=level,
            rationale=rationale,
            action=action,
            assessment=assessment,
            recorded_at=calendar.now(),
            recorded_by=by,
        )
    audit.record(update, "rated", by=by, case=case.reference, on=on, level=level)
    return update


@transaction.atomic
def correct_risk(
    update: RiskUpdate,
    *,
    by: User,
    because: str,
    on: date,
    trigger: str,
    level: str,
    rationale: str,
    action: str = "",
) -> RiskUpdate:
    """Another rating stands in its place; partner support is told if that is a change."""
    by.require(Permission.LOG_WORK, update.case.borough)
    hold(update.case, on)
    check_not_after_today(on)
    if update.assessment:
        raise TransitionRefused(
            "This rating came with an assessment: put the assessment right instead."
        )
    with keeping_its_closure(update.case), Telling(update.case, by=by):
        return put_right(
            update,
            by=by,
            because=because,
            recorded_by=by,
            on=on,
            trigger=trigger,
            level=level,
            rationale=rationale,
            action=action,
        )


def keep_rating_of(assessment: Assessment, *, by: User, because: str) -> None:
    """The rating that came with an assessment says what the assessment says."""
    says: dict[str, Any] = {
        "on": assessment.completed_on,
        "level": assessment.risk_level,
        "rationale": assessment.rationale,
    }
    standing = assessment.risk_updates.standing().first()
    if standing is None:
        update_risk(
            assessment.case,
            by=by,
            trigger=RiskTrigger.ASSESSMENT,
            assessment=assessment,
            **says,
        )
    elif any(getattr(standing, name) != value for name, value in says.items()):
        with Telling(assessment.case, by=by):
            put_right(standing, by=by, because=because, recorded_by=by, **says)
