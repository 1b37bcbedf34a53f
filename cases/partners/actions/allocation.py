"""Who supports whom, and who covers while they are away."""

from datetime import date

from django.db import transaction

from cases.actions import check_not_after_today
from cases.partners.actions.checks import (
    check_may_support,
    hold_open,
    keep_sides,
    perpetrators_of,
)
from cases.partners.models import PartnerAllocation, PartnerCase
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend


@transaction.atomic
def allocate_partner_case(
    partner_case: PartnerCase, *, by: User, version: int, to: User, on: date, reason: str
) -> PartnerAllocation:
    """From `on` this person supports them; the one who did sees it no more."""
    by.require(Permission.ALLOCATE_PARTNER_CASE, partner_case.borough)
    hold_open(partner_case, on, by)
    check_not_after_today(on)
    check_may_support(partner_case, to)
    if to == partner_case.worker:
        raise TransitionRefused(f"{to} supports them already.")
    current = partner_case.allocations.get(is_cover=False, ends_on=None)
    if on < current.starts_on:
        raise TransitionRefused(
            f"{partner_case.worker} has supported them since "
            f"{calendar.in_words(current.starts_on)}: choose that day or a later one."
        )
    amend(
        partner_case,
        by=by,
        version=version,
        saying="reallocated",
        because=reason,
        worker=to,
    )
    partner_case.allocations.filter(pk=current.pk).update(ends_on=on)
    allocation = PartnerAllocation.objects.create(
        partner_case=partner_case,
        worker=to,
        starts_on=on,
        reason=reason,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    keep_sides(perpetrators_of(partner_case))
    return allocation


@transaction.atomic
def cover_partner_case(
    partner_case: PartnerCase,
    *,
    by: User,
    worker: User,
    starts_on: date,
    ends_on: date,
    reason: str,
) -> PartnerAllocation:
    """On those days, and on no other, this person may support them too."""
    by.require(Permission.ALLOCATE_PARTNER_CASE, partner_case.borough)
    hold_open(partner_case, starts_on, by)
    check_may_support(partner_case, worker)
    if worker == partner_case.worker:
        raise TransitionRefused(f"{worker} supports them already.")
    if starts_on < calendar.today() or ends_on < starts_on:
        raise TransitionRefused(
            "A cover starts today or later, and its last day is not before its first."
        )
    cover = PartnerAllocation.objects.create(
        partner_case=partner_case,
        worker=worker,
        is_cover=True,
        starts_on=starts_on,
        ends_on=ends_on,
        reason=reason,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    keep_sides(perpetrators_of(partner_case))
    audit.record(cover, "arranged cover by", by=by, reason=reason)
    return cover


@transaction.atomic
def end_partner_cover(cover: PartnerAllocation, *, by: User) -> PartnerAllocation:
    """From this moment the cover gives no access any more, whatever its last day."""
    by.require(Permission.ALLOCATE_PARTNER_CASE, cover.partner_case.borough)
    current = PartnerAllocation.objects.covers().filter(pk=cover.pk, ended_at=None)
    if not current.update(ended_at=calendar.now(), ended_by=by):
        raise Overtaken("This cover has been ended already.")
    cover.refresh_from_db()
    audit.record(cover, "ended", by=by)
    return cover
