"""What happens to a case as a whole, from the referral that opens it to its closure."""

from datetime import date

from django.db import transaction

from cases.actions.allocation import (
    allocate_case,
    check_may_work_on,
    check_never_in_partner_support,
    end_covers_of,
)
from cases.actions.checks import (
    check_closed,
    check_closing,
    check_not_after_today,
    hold_open,
)
from cases.actions.closure import check_goes_where_it_says
from cases.actions.engagement import keep_engagement
from cases.actions.guards import check_nothing_missing
from cases.actions.justice import check_ends_as_decided
from cases.actions.move import enter_stage
from cases.actions.notice import tell_partner_support
from cases.actions.person import keep_what_was_told
from cases.models import (
    Bridge,
    Case,
    CaseAllocation,
    CaseBorough,
    CaseMove,
    EarlierClosure,
    Perpetrator,
    SafetyNotice,
)
from pilot import audit, calendar
from pilot.models import Borough, User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend
from referrals.actions import accept_referral
from referrals.models import Referral


@transaction.atomic
def open_case(
    referral: Referral,
    *,
    by: User,
    worker: User,
    accepted_on: date,
    perpetrator: Perpetrator | None = None,
) -> Case:
    """The referral is accepted and work starts with the person it names.

    Whoever accepts says whether that is `perpetrator`, somebody known already (one
    history, many episodes), or else a new person: nobody is joined by name alone.
    Referral, person, case and traces are one transaction.
    """
    accept_referral(referral, by=by, worker=worker, accepted_on=accepted_on)
    borough = referral.borough
    assert borough is not None  # without one it is not accepted
    if perpetrator is None:
        perpetrator = Perpetrator.objects.create(
            given_names=referral.given_names,
            surname=referral.surname,
            born_on=referral.born_on,
            aliases=referral.aliases,
        )
    check_never_in_partner_support(perpetrator, worker)
    case = Case.objects.create(
        referral=referral,
        perpetrator=perpetrator,
        borough=borough,
        accepted_borough=borough,
        post=referral.post,
        worker=worker,
        opened_on=accepted_on,
    )
    _begin_history(case, by=by)
    for other in keep_first_case(case):
        audit.record(other, "put after an earlier case", by=by, fields=["is_first"])
    Bridge.objects.create(case=case)
    keep_what_was_told(case)
    audit.record(case, "opened", by=by, referral=referral.reference, worker=worker.username)
    tell_partner_support(case, by=by, kind=SafetyNotice.Kind.REFERRED)
    return case


def keep_first_case(case: Case) -> list[Case]:
    """Of this person's cases the one accepted first says so, and no other does.

    Returns those that no longer do: a case entered late may lie before them. Safe to run
    again.
    """
    of_person = Case.objects.filter(perpetrator=case.perpetrator_id)
    first = of_person.earliest("opened_on", "pk")
    others = list(of_person.filter(is_first=True).exclude(pk=first.pk))
    of_person.filter(pk__in=[each.pk for each in others]).update(is_first=False)
    if not first.is_first:
        of_person.filter(pk=first.pk).update(is_first=True)
    return others


def _begin_history(case: Case, *, by: User) -> None:
    """The first line of its stages, its workers and its boroughs."""
    recorded = {"recorded_at": calendar.now(), "recorded_by": by}
    since = case.opened_on
    CaseMove.objects.create(case=case, to=Case.Status.OPEN, effective_on=since, **recorded)
    CaseAllocation.objects.create(
        case=case, worker=case.worker, starts_on=since, **recorded
    )
    CaseBorough.objects.create(case=case, borough=case.borough, starts_on=since, **recorded)


@transaction.atomic
def close_case(case: Case, *, by: User, closed_on: date, reason: str, outcome: str) -> Case:
    """The work has ended, and the case says how and what came of it.

    It closes from closing, and from nowhere else (dictionary 7), and whoever covered it
    covers it no more. The row is held before anything is asked, so that nothing is logged
    between question and closure.
    """
    by.require(Permission.CLOSE_CASE, case.borough)
    hold_open(case, closed_on)
    case.refresh_from_db(fields=["engaged_on", "status"])
    check_closing(case)
    check_nothing_missing(case, Case.Status.CLOSED, closed_on)
    check_not_after_today(closed_on)
    last = case.last_worked_on()
    if last and closed_on < last:
        raise TransitionRefused(
            f"The last work on case {case.reference} was on {calendar.in_words(last)}: "
            "it cannot have closed before."
        )
    if reason == Case.ClosureReason.NEVER_ENGAGED and case.engaged_on:
        raise TransitionRefused(
            "They came to a session, so they did engage: choose another reason."
        )
    check_goes_where_it_says(case, reason)
    check_ends_as_decided(case, reason, by)
    end_covers_of(case, by=by)
    return enter_stage(
        case,
        Case.Status.CLOSED,
        by=by,
        on=closed_on,
        saying="closed",
        closed_on=closed_on,
        closure_reason=reason,
        closure_outcome=outcome,
    )


@transaction.atomic
def reopen_case(
    case: Case, *, by: User, on: date, reason: str, worker: User | None = None
) -> Case:
    """A closed case goes on where it was, by the manager's decision and for a reason.

    One episode keeps one history: how it had ended is kept in it, and counts in no figure
    any more. A new concern about somebody is a new referral. `worker` takes it over;
    whoever had it goes on with it only if they may still work there.
    """
    by.require(Permission.REOPEN_CASE, case.borough)
    check_closed(case)
    if not reason:
        raise TransitionRefused("Say why the case is reopened.")
    ended = {
        "closed_on": case.closed_on,
        "reason": case.closure_reason,
        "outcome": case.closure_outcome,
    }
    enter_stage(
        case,
        case.came_from(),
        by=by,
        on=on,
        reason=reason,
        saying="reopened",
        closed_on=None,
        closure_reason="",
        closure_outcome="",
    )
    EarlierClosure.objects.create(case=case, reopened_on=on, **ended)
    _see_to_its_worker(case, by=by, worker=worker, on=on, reason=reason)
    return case


@transaction.atomic
def change_borough(
    case: Case,
    *,
    by: User,
    version: int,
    to: Borough,
    effective_on: date,
    reason: str,
    worker: User | None = None,
) -> Case:
    """From `effective_on` the case and its work count for another borough.

    What was done before stays where it was: earlier periods are not restated (1.3, A-21).
    What is dated later and entered already counts for the other one, whatever it is.
    `worker` takes it over there; without one its worker has to be at work there too.
    """
    by.require(Permission.CHANGE_CASE_BOROUGH, case.borough)
    by.require(Permission.CHANGE_CASE_BOROUGH, to)
    hold_open(case, effective_on)
    check_not_after_today(effective_on)
    if to == case.borough:
        raise TransitionRefused(f"Case {case.reference} counts for {to} already.")
    latest = case.boroughs.select_related("borough").latest("starts_on")
    is_as_read = case.version == version  # else that is what has to be told
    if is_as_read and effective_on <= latest.starts_on:
        raise TransitionRefused(
            f"Case {case.reference} has counted for {latest.borough} since "
            f"{calendar.in_words(latest.starts_on)}: choose a later day."
        )
    amend(
        case,
        by=by,
        version=version,
        saying="changed the borough of",
        because=reason,
        borough=to,
    )
    CaseBorough.objects.create(
        case=case,
        borough=to,
        was=latest.borough,
        starts_on=effective_on,
        reason=reason,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    _count_from(case, effective_on, to)
    keep_engagement(case)
    _see_to_its_worker(case, by=by, worker=worker, on=effective_on, reason=reason)
    return case


def _see_to_its_worker(
    case: Case, *, by: User, worker: User | None, on: date, reason: str
) -> None:
    """The case is somebody's who may work on it: given to them, or theirs already."""
    if worker is None or worker == case.worker:
        check_may_work_on(case, case.worker)
    else:
        allocate_case(case, by=by, version=case.version, to=worker, on=on, reason=reason)


def _count_from(case: Case, day: date, to: Borough) -> None:
    """Everything that happened from that day on counts for this borough."""
    for dated in (case.sessions, case.attempts, case.justice_checks, case.involvements):
        dated.filter(on__gte=day).update(borough=to)
    case.non_engagements.filter(declared_on__gte=day).update(borough=to)
    case.onward.filter(made_on__gte=day).update(borough=to)
    case.onward.filter(started_on__gte=day).update(start_borough=to)
