"""Whose a case is: given to another worker, handed over with others, covered."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from cases.actions.checks import check_not_after_today, hold_open
from cases.actions.session import check_time, keys_of_meeting
from cases.models import Case, CaseAllocation, Perpetrator
from pilot import audit, calendar
from pilot.models import Borough, Membership, User
from pilot.permissions import CASEWORKERS, Permission, Role
from pilot.transitions import Overtaken, TransitionRefused, amend


@transaction.atomic
def allocate_case(
    case: Case, *, by: User, version: int, to: User, on: date, reason: str
) -> CaseAllocation:
    """From `on` the case is this worker's; the one who had it sees it no more.

    Sessions booked from that day on go with it, and the new worker is free for them.
    Whoever covered for the one who had it covers it no more. The post stays: it says who
    pays.
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
    if covers := list(case.allocations.to_come_or_current()):
        end_cover(covers, by=by)
    _give_sessions(case, by=by, to=to, on=on)
    return CaseAllocation.objects.create(
        case=case,
        worker=to,
        starts_on=on,
        reason=reason,
        recorded_at=calendar.now(),
        recorded_by=by,
    )


def _give_sessions(case: Case, *, by: User, to: User, on: date) -> None:
    """What is booked from that day on is the new worker's, who is free for it (V-16)."""
    booked = case.sessions.unrecorded().filter(on__gte=on)
    for session in booked.exclude(starts_at=None).order_by("on", "starts_at", "pk"):
        try:
            check_time(
                to,
                reader=by,
                on=session.on,
                starts_at=session.starts_at,
                minutes=session.minutes,
                but_not=keys_of_meeting(session),
            )
        except TransitionRefused as refused:
            raise TransitionRefused(
                f"A session booked on case {case.reference} cannot go with it. {refused}"
            ) from refused
    booked.update(worker=to, version=F("version") + 1)


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
    arranged: dict[str, Any] = {
        "worker": worker,
        "starts_on": starts_on,
        "ends_on": ends_on,
        "reason": reason,
        "recorded_at": calendar.now(),
    }
    return [_cover(case, by=by, **arranged) for case in cases]


def _cover(case: Case, *, by: User, worker: User, **arranged: Any) -> CaseAllocation:
    by.require(Permission.ALLOCATE_CASE, case.borough)
    hold_open(case, case.opened_on)
    check_may_work_on(case, worker)
    if worker == case.worker:
        raise TransitionRefused(f"Case {case.reference} is {worker}’s own.")
    cover = CaseAllocation.objects.create(
        case=case,
        worker=worker,
        is_cover=True,
        recorded_by=by,
        **arranged,
    )
    because = arranged["reason"]
    audit.record(cover, "arranged cover by", by=by, reason=because, case=case.reference)
    return cover


@transaction.atomic
def end_cover(covers: Collection[CaseAllocation], *, by: User) -> None:
    """From this moment these covers give no access any more, whatever their last day."""
    by.require(Permission.ALLOCATE_CASE)
    if not covers:
        raise Overtaken("This cover has been ended already.")
    for cover in covers:
        by.require(Permission.ALLOCATE_CASE, cover.case.borough)
        _end(cover, by=by)


@transaction.atomic
def end_covers_of(case: Case, *, by: User) -> None:
    """Nobody looks after the case for its worker any more: it has closed."""
    by.require(Permission.CLOSE_CASE, case.borough)
    for cover in case.allocations.to_come_or_current():
        _end(cover, by=by)


def _end(cover: CaseAllocation, *, by: User) -> None:
    current = CaseAllocation.objects.covers().filter(pk=cover.pk, ended_at=None)
    if not current.update(ended_at=calendar.now(), ended_by=by):
        raise Overtaken("This cover has been ended already.")
    cover.refresh_from_db()
    audit.record(cover, "ended", by=by, case=cover.case.reference)


def caseworkers_in(*boroughs: Borough) -> QuerySet[User]:
    """The people to whom a case of one of these boroughs may be given."""
    held = Membership.objects.current().filter(role__in=CASEWORKERS, borough__in=boroughs)
    return held.people().order_by("last_name", "first_name", "pk")


def check_may_work_on(case: Case, worker: User) -> None:
    """Refused, in plain words, if this person is no caseworker in the case's borough."""
    if not caseworkers_in(case.borough).filter(pk=worker.pk).exists():
        raise TransitionRefused(
            f"{worker} is not a caseworker in {case.borough}. Choose somebody who is."
        )
    check_never_in_partner_support(case.perpetrator, worker)


def check_never_in_partner_support(perpetrator: Perpetrator, worker: User) -> None:
    """Refused if they were in partner support while a case of this person was open (V-23).

    Whether anybody is supported is not asked: the answer is the same for every person, so
    it says nothing of a partner.
    """
    roles = Membership.objects.filter(user=worker, role=Role.PARTNER_SUPPORT_WORKER)
    ends = roles.values_list("ended_at", flat=True)
    for ended_at in ends:
        until = calendar.day_of(ended_at) if ended_at else calendar.today()
        if perpetrator.cases.filter(opened_on__lte=until).exists():
            raise TransitionRefused(
                f"{worker} worked in partner support when this person came to us, so they "
                "cannot work with them. Choose somebody else."
            )
