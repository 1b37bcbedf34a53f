"""Warnings are raised, and looked at again: kept, or ended."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.checks import (
    check_not_after_its_end,
    check_not_after_today,
    hold,
    hold_open,
)
from cases.models import Case, CaseWarning, WarningReview
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend, put_right


@transaction.atomic
def raise_warning(
    case: Case, *, by: User, kind: str, evidence: str, raised_on: date, review_on: date
) -> CaseWarning:
    """It stands above everything on the case, until somebody ends it."""
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, raised_on)
    check_not_after_today(raised_on)
    warning = CaseWarning.objects.create(
        case=case,
        kind=kind,
        evidence=evidence,
        raised_on=raised_on,
        review_on=review_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(warning, "raised", by=by, case=case.reference, kind=kind)
    return warning


@transaction.atomic
def review_warning(
    warning: CaseWarning, *, by: User, version: int, reason: str, next_on: date | None
) -> CaseWarning:
    """Somebody looked at it again: it holds until `next_on`, or without one it has ended.

    A warning can be ended after its case closed: it is looked after to its end.
    """
    by.require(Permission.LOG_WORK, warning.case.borough)
    if not warning.is_active:
        raise TransitionRefused("This warning has ended already.")
    today = calendar.today()
    if next_on and next_on <= today:
        raise TransitionRefused("The next review must be on a day to come.")
    changes: dict[str, Any] = {"review_on": next_on} if next_on else {"ended_on": today}
    said = "kept" if next_on else "ended"
    amend(warning, by=by, version=version, saying=said, because=reason, **changes)
    WarningReview.objects.create(
        warning=warning, on=today, by=by, reason=reason, next_on=next_on
    )
    return warning


@transaction.atomic
def correct_warning(
    warning: CaseWarning,
    *,
    by: User,
    because: str,
    kind: str,
    evidence: str,
    raised_on: date,
    review_on: date,
) -> CaseWarning:
    """Another warning stands in its place, with the reviews that there have been."""
    by.require(Permission.LOG_WORK, warning.case.borough)
    hold(warning.case, raised_on)
    check_not_after_today(raised_on)
    check_not_after_its_end(raised_on, warning.ended_on)
    new = put_right(
        warning,
        by=by,
        because=because,
        recorded_by=by,
        kind=kind,
        evidence=evidence,
        raised_on=raised_on,
        review_on=review_on,
    )
    warning.reviews.update(warning=new)
    return new
