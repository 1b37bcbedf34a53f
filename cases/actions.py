"""What happens to a case, from the referral that opens it to its closure."""

from datetime import date, time

from django.db import transaction
from django.db.models import F

from cases.models import Case, CaseBorough, ContactAttempt, Perpetrator, Session
from pilot import audit, calendar
from pilot.models import Borough, User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend, move
from referrals.actions import accept_referral
from referrals.models import Referral

SUPPORTED_AFTER = 3  # sessions attended: P-10


@transaction.atomic
def open_case(referral: Referral, *, by: User, worker: User, accepted_on: date) -> Case:
    """The referral is accepted and work starts with the person it names.

    Somebody of the same name and date of birth is the same person: one history, many
    episodes. Referral, person, case and traces are one transaction.
    """
    accept_referral(referral, by=by, worker=worker, accepted_on=accepted_on)
    borough = referral.borough
    assert borough is not None  # without one it is not accepted
    perpetrator = Perpetrator.objects.same_as_subject_of(referral).first()
    if perpetrator is None:
        perpetrator = Perpetrator.objects.create(
            given_names=referral.given_names,
            surname=referral.surname,
            born_on=referral.born_on,
        )
    case = Case.objects.create(
        referral=referral,
        perpetrator=perpetrator,
        borough=borough,
        accepted_borough=borough,
        post=referral.post,
        worker=worker,
        opened_on=accepted_on,
    )
    CaseBorough.objects.create(case=case, borough=borough, starts_on=accepted_on)
    audit.record(case, "opened", by=by, referral=referral.reference, worker=worker.username)
    return case


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
    _hold_open(case, on)
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
    _hold_open(session.case, session.on)
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
    _hold_open(case, on)
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


def move_case(case: Case, *, by: User, to: Case.Status, reason: str = "") -> Case:
    """The case is at its next stage. Closing has an action of its own."""
    by.require(Permission.MOVE_CASE, case.borough)
    if to == Case.Status.CLOSED:
        raise TransitionRefused("A case is closed with a reason and an outcome.")
    return move(case, to, by=by, because=reason)


@transaction.atomic
def close_case(case: Case, *, by: User, closed_on: date, reason: str, outcome: str) -> Case:
    """The work has ended, and the case says how and what came of it.

    Refused while a session still waits for its record: a figure would miss it. The row is
    held before anything is asked, so that nothing is logged between question and closure.
    """
    by.require(Permission.CLOSE_CASE, case.borough)
    _hold_open(case, closed_on)
    if case.sessions.filter(outcome=Session.Outcome.NOT_REC).exists():
        raise TransitionRefused(
            "Record or cancel the booked sessions before closing the case."
        )
    _check_not_after_today(closed_on)
    last = case.last_worked_on()
    if last and closed_on < last:
        raise TransitionRefused(
            f"The last work on case {case.reference} was on {calendar.in_words(last)}: "
            "it cannot have closed before."
        )
    case.refresh_from_db(fields=["engaged_on"])
    if reason == Case.ClosureReason.NEVER_ENGAGED and case.engaged_on:
        raise TransitionRefused(
            "They came to a session, so they did engage: choose another reason."
        )
    return move(
        case,
        Case.Status.CLOSED,
        by=by,
        saying="closed",
        closed_on=closed_on,
        closure_reason=reason,
        closure_outcome=outcome,
    )


@transaction.atomic
def change_borough(
    case: Case, *, by: User, version: int, to: Borough, effective_on: date, reason: str
) -> Case:
    """From `effective_on` the case and its work count for another borough.

    What was done before stays where it was: earlier periods are not restated (1.3, A-21).
    """
    by.require(Permission.CHANGE_CASE_BOROUGH, case.borough)
    by.require(Permission.CHANGE_CASE_BOROUGH, to)
    _hold_open(case, effective_on)
    _check_not_after_today(effective_on)
    if to == case.borough:
        raise TransitionRefused(f"Case {case.reference} counts for {to} already.")
    latest = case.boroughs.select_related("borough").latest("starts_on")
    if effective_on <= latest.starts_on:
        raise TransitionRefused(
            f"Case {case.reference} has counted for {latest.borough} since "
            f"{calendar.in_words(latest.starts_on)}: choose a later day."
        )
    CaseBorough.objects.create(case=case, borough=to, starts_on=effective_on)
    amend(
        case,
        by=by,
        version=version,
        saying="changed the borough of",
        because=reason,
        borough=to,
    )
    case.sessions.filter(on__gte=effective_on).update(borough=to)
    case.attempts.filter(on__gte=effective_on).update(borough=to)
    keep_engagement(case)
    return case


def keep_engagement(case: Case) -> None:
    """The case knows when its person engaged, and the person when they were supported.

    Engaged: the first session attended on this case. Supported: the third over all the
    person's cases, in the borough it counted for (8.1, P-10). Sessions with a parent
    alone are not theirs. Safe to run again: it says the same from the same sessions.
    """
    Perpetrator.objects.select_for_update().get(pk=case.perpetrator_id)  # one at a time
    attended = Session.objects.attended().with_the_person().order_by("on", "pk")
    first = attended.filter(case=case).first()
    Case.objects.filter(pk=case.pk).update(engaged_on=first.on if first else None)
    of_person = attended.filter(case__perpetrator=case.perpetrator_id)
    third = next(iter(of_person[SUPPORTED_AFTER - 1 : SUPPORTED_AFTER]), None)
    Perpetrator.objects.filter(pk=case.perpetrator_id).update(
        supported_on=third.on if third else None,
        supported_borough=third.borough if third else None,
    )
    case.refresh_from_db(fields=["engaged_on"])


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


def _check_not_after_today(day: date) -> None:
    """V-02: what is decided today cannot date from a day to come."""
    if day > calendar.today():
        raise TransitionRefused(f"{calendar.in_words(day)} has not come yet.")


def _start_contacting(case: Case, *, by: User) -> None:
    if case.status == Case.Status.OPEN:
        move(case, Case.Status.CONTACTING, by=by)


def check_open(case: Case) -> None:
    """Refused, in plain words, once the case has closed."""
    if not case.is_open:
        raise TransitionRefused(
            f"Case {case.reference} is closed, so nothing on it can be changed."
        )


def check_unrecorded(session: Session) -> None:
    """Refused once somebody has recorded what came of the session: history stays."""
    if not session.is_booked:
        raise Overtaken("What came of this session has already been recorded.")


def _hold_open(case: Case, on: date) -> None:
    """The case is open on this day, and stays so until this transaction ends.

    The row is touched rather than read: it locks it, and sees a colleague's closing it.
    """
    if not Case.objects.open().filter(pk=case.pk).update(version=F("version")):
        case.refresh_from_db()
    check_open(case)
    if on < case.opened_on:
        raise TransitionRefused(
            f"Case {case.reference} opened on {calendar.in_words(case.opened_on)}: "
            "nothing on it can be dated before that day."
        )
