"""What is logged on a case: sessions and attempts."""

from datetime import date, time

from django.db import transaction

from cases.actions.checks import hold_open
from cases.actions.engagement import keep_engagement
from cases.models import Case, ContactAttempt, Session
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend, move


@transaction.atomic
def log_session(
    case: Case,
    *,
    by: User,
    on: date,
    kind: str,
    method: str,
    outcome: str,
    starts_at: time | None = None,
    minutes: int | None = None,
    record: str = "",
    next_plan: str = "",
) -> Session:
    """A session is on the case: booked, or recorded with what came of it.

    It is the session of the case's worker, whoever enters it. The first thing logged
    takes a newly allocated case to contacting.
    """
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, on)
    _check_kind(case, kind)
    _check_day_has_come(on, outcome)
    recorded = outcome != Session.Outcome.NOT_REC
    session = Session.objects.create(
        case=case,
        borough=case.borough_on(on),
        worker=case.worker,
        on=on,
        starts_at=starts_at,
        kind=kind,
        method=method,
        outcome=outcome,
        minutes=minutes,
        record=record,
        next_plan=next_plan,
        booked_at=calendar.now(),
        recorded_at=calendar.now() if recorded else None,
        recorded_by=by if recorded else None,
    )
    said = "recorded" if recorded else "booked"
    audit.record(session, said, by=by, case=case.reference, on=on, outcome=outcome)
    _start_contacting(case, by=by)
    if recorded:
        keep_engagement(case)
    return session


@transaction.atomic
def record_session(
    session: Session,
    *,
    by: User,
    version: int,
    outcome: str,
    minutes: int | None = None,
    record: str = "",
    next_plan: str = "",
) -> Session:
    """What came of a booked session is kept, unless somebody else just said so.

    It keeps the day it was booked for: an appointment that moves is cancelled, and the
    new one is another session (dictionary 7).
    """
    by.require(Permission.LOG_WORK, session.case.borough)
    hold_open(session.case, session.on)
    check_unrecorded(session)
    if outcome == Session.Outcome.NOT_REC:
        raise TransitionRefused(
            "Say what came of the session. To move it to another day, record who "
            "cancelled it, then book the new one."
        )
    _check_day_has_come(session.on, outcome)
    amend(
        session,
        by=by,
        version=version,
        saying="recorded",
        outcome=outcome,
        minutes=minutes,
        record=record,
        next_plan=next_plan,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    keep_engagement(session.case)
    return session


@transaction.atomic
def log_attempt(
    case: Case, *, by: User, on: date, method: str, outcome: str, note: str = ""
) -> ContactAttempt:
    """A try at reaching the person is on the case, whatever came of it."""
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, on)
    attempt = ContactAttempt.objects.create(
        case=case,
        borough=case.borough_on(on),
        worker=by,
        on=on,
        method=method,
        outcome=outcome,
        note=note,
        recorded_at=calendar.now(),
    )
    audit.record(attempt, "logged", by=by, case=case.reference, on=on, outcome=outcome)
    _start_contacting(case, by=by)
    return attempt


def _check_day_has_come(on: date, outcome: str) -> None:
    """V-15: nobody came, or stayed away, on a day that is still to come."""
    if outcome in Session.ON_THE_DAY and on > calendar.today():
        raise TransitionRefused(
            f"{calendar.in_words(on)} has not come yet, so nobody can have attended."
        )


def _check_kind(case: Case, kind: str) -> None:
    """CL-14: sessions with a parent belong to the work with young people."""
    if kind == Session.Kind.PARENT and not case.is_with_a_young_person:
        raise TransitionRefused(
            "Only the work with young people has sessions with a parent or carer."
        )


def _start_contacting(case: Case, *, by: User) -> None:
    if case.status == Case.Status.OPEN:
        move(case, Case.Status.CONTACTING, by=by)


def check_unrecorded(session: Session) -> None:
    """Refused once somebody has recorded what came of the session: history stays."""
    if not session.is_booked:
        raise Overtaken("What came of this session has already been recorded.")
