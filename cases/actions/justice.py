"""The criminal justice process and other agencies' arrangements: told, and asked about."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.checks import (
    check_not_after_its_end,
    check_not_after_today,
    hold,
    hold_open,
)
from cases.actions.consequences import Telling, ask_the_manager
from cases.models import Case, EligibilityQuery, Involvement, JusticeCheck
from pilot import audit, calendar
from pilot.models import Borough, User
from pilot.permissions import Permission, Role
from pilot.transitions import Overtaken, TransitionRefused, amend, put_right


@transaction.atomic
def record_justice(
    case: Case, *, by: User, on: date, found: str, source: str, note: str = ""
) -> JusticeCheck:
    """It is known where he stands; a change is told, and the manager asked if it may go on.

    It closes nothing by itself (dictionary 7, ENTERED_CJ).
    """
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, calendar.today())
    check_not_after_today(on)
    with Telling(case, by=by):
        check = JusticeCheck.objects.create(
            case=case,
            borough=_borough_on(case, on),
            on=on,
            found=found,
            source=source,
            note=note,
            recorded_at=calendar.now(),
            recorded_by=by,
        )
    audit.record(check, "recorded", by=by, case=case.reference, on=on, found=found)
    return check


@transaction.atomic
def correct_justice(
    check: JusticeCheck,
    *,
    by: User,
    because: str,
    on: date,
    found: str,
    source: str,
    note: str = "",
) -> JusticeCheck:
    """Another finding stands in its place, and has the consequences of one."""
    by.require(Permission.LOG_WORK, check.case.borough)
    hold(check.case, check.case.opened_on)
    check_not_after_today(on)
    with Telling(check.case, by=by):
        return put_right(
            check,
            by=by,
            because=because,
            recorded_by=by,
            borough=_borough_on(check.case, on),
            on=on,
            found=found,
            source=source,
            note=note,
        )


@transaction.atomic
def decide_eligibility(
    query: EligibilityQuery, *, by: User, decision: str, because: str
) -> EligibilityQuery:
    """The manager has said whether the case goes on, and why.

    Suspending and closing have pages of their own, with their own questions: this is the
    decision that leads there.
    """
    by.require(Permission.DECIDE_ELIGIBILITY, query.case.borough)
    waiting = EligibilityQuery.objects.waiting().filter(pk=query.pk)
    if not waiting.update(
        decision=decision, because=because, decided_at=calendar.now(), decided_by=by
    ):
        raise Overtaken("Somebody else has decided this already. Read what they decided.")
    query.refresh_from_db()
    audit.record(
        query, "decided", by=by, reason=because, borough=query.case.borough, to=decision
    )
    return query


@transaction.atomic
def record_involvement(
    case: Case, *, by: User, kind: str, on: date, source: str, **details: Any
) -> Involvement:
    """That a meeting considered the case is known, and what it left to us.

    MAPPA is for people convicted: on a case of the police post it asks the manager whether
    the case belongs here, rather than being ticked in silence (domain 1.6).
    """
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, calendar.today())
    check_not_after_today(on)
    involvement = Involvement.objects.create(
        case=case,
        borough=_borough_on(case, on),
        kind=kind,
        on=on,
        source=source,
        recorded_at=calendar.now(),
        recorded_by=by,
        **details,
    )
    audit.record(involvement, "recorded", by=by, case=case.reference, on=on, kind=kind)
    if kind == Involvement.Kind.MAPPA and case.post_id == Role.CRIMINAL_JUSTICE_WORKER:
        ask_the_manager(case, by=by, about=EligibilityQuery.Reason.MAPPA)
    return involvement


@transaction.atomic
def end_involvement(
    involvement: Involvement, *, by: User, version: int, ended_on: date
) -> Involvement:
    """It has a last day."""
    by.require(Permission.LOG_WORK, involvement.case.borough)
    check_not_after_today(ended_on)
    if involvement.is_replaced or involvement.ended_on:
        raise TransitionRefused("Its last day is on record already.")
    if ended_on < involvement.on:
        raise TransitionRefused(
            f"It began on {calendar.in_words(involvement.on)}: it cannot have ended before."
        )
    return amend(involvement, by=by, version=version, saying="ended", ended_on=ended_on)


@transaction.atomic
def correct_involvement(
    involvement: Involvement, *, by: User, because: str, on: date, **changes: Any
) -> Involvement:
    """Another one stands in its place, of the same kind."""
    by.require(Permission.LOG_WORK, involvement.case.borough)
    hold(involvement.case, involvement.case.opened_on)
    check_not_after_today(on)
    check_not_after_its_end(on, involvement.ended_on)
    borough = _borough_on(involvement.case, on)
    return put_right(
        involvement,
        by=by,
        because=because,
        recorded_by=by,
        on=on,
        borough=borough,
        **changes,
    )


def check_ends_as_decided(case: Case, reason: str, closer: User) -> None:
    """Refused if a case would end in the criminal justice process undecided.

    That is the manager's to say: in the answer to a question, or by closing the case.
    """
    if reason != Case.ClosureReason.ENTERED_CJ:
        return
    if closer.can(Permission.DECIDE_ELIGIBILITY, case.borough):
        return
    last = case.eligibility_queries.order_by("-asked_on", "-pk").first()
    if last is None or last.decision != EligibilityQuery.Decision.CLOSE:
        raise TransitionRefused(
            "The manager has not decided that this case closes. Record where they stand "
            "in the criminal justice process: the manager is asked then."
        )


def _borough_on(case: Case, on: date) -> Borough:
    """Where it counts; what happened before the case opened counts where it opened."""
    return case.borough_on(max(on, case.opened_on))
