"""What happened and which orders hold: recorded, and put right."""

from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold, hold_open
from cases.models import Case, Incident, Order, PlanReview
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import put_right

Entry = TypeVar("Entry", Incident, Order, PlanReview)


@transaction.atomic
def record_incident(
    case: Case,
    *,
    by: User,
    known_on: date,
    kind: str,
    relationship: str,
    source: str,
    police_reported: str,
    what: str,
    action: str = "",
) -> Incident:
    """Something he did is known, and asks for another look at risk (P-09)."""
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, known_on)
    check_not_after_today(known_on)
    incident = Incident.objects.create(
        case=case,
        known_on=known_on,
        kind=kind,
        relationship=relationship,
        source=source,
        police_reported=police_reported,
        what=what,
        action=action,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(incident, "recorded", by=by, case=case.reference, on=known_on, kind=kind)
    return incident


@transaction.atomic
def record_order(
    case: Case,
    *,
    by: User,
    kind: str,
    starts_on: date,
    ends_on: date | None,
    conditions: str,
    protects: str,
) -> Order:
    """An order is known: it may have held since long before the case, or begin soon."""
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, calendar.today())
    order = Order.objects.create(
        case=case,
        kind=kind,
        starts_on=starts_on,
        ends_on=ends_on,
        conditions=conditions,
        protects=protects,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(order, "recorded", by=by, case=case.reference, kind=kind, ends=ends_on)
    return order


@transaction.atomic
def correct_entry(entry: Entry, *, by: User, because: str, **changes: Any) -> Entry:
    """Another incident, order or plan review stands in place of this one.

    What a review found of the goals stays with it.
    """
    by.require(Permission.LOG_WORK, entry.case.borough)
    hold(entry.case, entry.case.opened_on)
    for day in ("known_on", "on"):
        check_not_after_today(changes.get(day, calendar.today()))
    new = put_right(entry, by=by, because=because, recorded_by=by, **changes)
    if isinstance(entry, PlanReview):
        entry.outcomes.update(review=new)
        if changes.get("next_on"):
            due = entry.case.goals.current().filter(review_on=entry.next_on)
            due.filter(agreed_on__lt=new.next_on).update(review_on=new.next_on)
    return new
