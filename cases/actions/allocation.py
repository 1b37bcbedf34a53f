"""Whose a case is: given to another worker, handed over with others, covered."""

from collections.abc import Collection, Mapping
from datetime import date

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold_open
from cases.models import Case, CaseAllocation
from pilot import audit, calendar
from pilot.models import Membership, User
from pilot.permissions import CASEWORKERS, Permission
from pilot.transitions import Overtaken, TransitionRefused, amend


@transaction.atomic
def allocate_case(
    case: Case, *, by: User, version: int, to: User, on: date, reason: str
) -> CaseAllocation:
    """From `on` the case is this worker's; the one who had it sees it no more.

    Sessions booked from that day on go with it. The post stays: it says who pays.
    """
    by.require(Permission.ALLOCATE_CASE, case.borough)
    hold_open(case, on)
    check_not_after_today(on)
    check_may_work_on(case, to)
    if to == case.worker:
        raise TransitionRefused(f"Case {case.reference} is {to}’s already.")
    current = case.allocations.get(is_cover=False, ends_on=None)
    if on < current.starts_on:
        raise TransitionRefused(
            f"{case.worker} has had case {case.reference} since "
            f"{calendar.in_words(current.starts_on)}: choose that day or a later one."
        )
    amend(case, by=by, version=version, saying="reallocated", because=reason, worker=to)
    case.allocations.filter(pk=current.pk).update(ends_on=on)
    case.sessions.unrecorded().filter(on__gte=on).update(worker=to)
    return CaseAllocation.objects.create(
        case=case,
        worker=to,
        starts_on=on,
        reason=reason,
        recorded_at=calendar.now(),
        recorded_by=by,
    )


@transaction.atomic
def hand_over(
    worker: User, *, by: User, to: Mapping[Case, User], on: date, reason: str
) -> list[CaseAllocation]:
    """Every case named is given to the worker chosen for it, all in one go or none.

    For somebody who leaves. Refused if one is no longer theirs to hand over.
    """
    by.require(Permission.ALLOCATE_CASE)
    chosen = {case.pk: successor for case, successor in to.items()}
    held = list(Case.objects.open().of(worker).filter(pk__in=chosen).order_by("pk"))
    if not held or len(held) < len(chosen):
        raise Overtaken(
            f"A case you chose is not {worker}’s any more, or has closed. "
            "Open the page again."
        )
    return [
        allocate_case(
            case, by=by, version=case.version, to=chosen[case.pk], on=on, reason=reason
        )
        for case in held
    ]


@transaction.atomic
def arrange_cover(
    cases: Collection[Case],
    *,
    by: User,
    worker: User,
    starts_on: date,
    ends_on: date,
    reason: str,
) -> list[CaseAllocation]:
    """On those days, and on no other, this worker may also work on these cases."""
    by.require(Permission.ALLOCATE_CASE)
    if not cases:
        raise TransitionRefused("Choose at least one case to cover.")
    if starts_on < calendar.today() or ends_on < starts_on:
        raise TransitionRefused(
            "A cover starts today or later, and its last day is not before its first."
        )
    return [
        _cover(
            case, by=by, worker=worker, starts_on=starts_on, ends_on=ends_on, reason=reason
        )
        for case in cases
    ]


def _cover(case: Case, *, by: User, worker: User, reason: str, **days: date):
    by.require(Permission.ALLOCATE_CASE, case.borough)
    hold_open(case, case.opened_on)
    check_may_work_on(case, worker)
    if worker == case.worker:
        raise TransitionRefused(f"Case {case.reference} is {worker}’s own.")
    cover = CaseAllocation.objects.create(
        case=case,
        worker=worker,
        is_cover=True,
        reason=reason,
        recorded_at=calendar.now(),
        recorded_by=by,
        **days,
    )
    audit.record(cover, "arranged cover by", by=by, reason=reason, case=case.reference)
    return cover


@transaction.atomic
def end_cover(cover: CaseAllocation, *, by: User) -> CaseAllocation:
    """From this moment the cover gives no access any more, whatever its last day was."""
    by.require(Permission.ALLOCATE_CASE, cover.case.borough)
    current = CaseAllocation.objects.covers().filter(pk=cover.pk, ended_at=None)
    if not current.update(ended_at=calendar.now(), ended_by=by):
        raise Overtaken("This cover has been ended already.")
    cover.refresh_from_db()
    audit.record(cover, "ended", by=by, case=cover.case.reference)
    return cover


def may_work_on(case: Case):
    """The people a case may be given to: caseworkers in its borough, at work."""
    held = Membership.objects.current().filter(role__in=CASEWORKERS, borough=case.borough)
    return User.objects.filter(is_active=True, memberships__in=held).distinct()


def check_may_work_on(case: Case, worker: User) -> None:
    """Refused, in plain words, if this person is no caseworker in the case's borough."""
    if not may_work_on(case).filter(pk=worker.pk).exists():
        raise TransitionRefused(
            f"{worker} is not a caseworker in {case.borough}. Choose somebody who is."
        )
