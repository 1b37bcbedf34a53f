"""Sessions: booked, logged and recorded, alone or together with others."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, time
from typing import Any

from django.db import transaction

from cases.actions.checks import check_stands, hold_open
from cases.actions.contacting import (
    check_may_contact,
    keep_awareness,
    start_contacting,
)
from cases.actions.diary import check_free
from cases.actions.engagement import keep_engagement
from cases.actions.word import NOBODY, Word, pass_on, tell_of_absence
from cases.models import Activity, Case, Session
from cases.models.session import USUAL_MINUTES
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission, Role
from pilot.transitions import Overtaken, TransitionRefused, amend
from referrals.actions import enter_practitioner
from referrals.models import NewPractitioner, Practitioner

Outcome = Session.Outcome

OF_DIFFERENT_WORKERS = "People of different workers are logged one by one."


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
    is_excused: bool = False,
    others: Sequence[tuple[Case, str]] = (),
    practitioners: Sequence[Practitioner | NewPractitioner] = (),
    word: Word = NOBODY,
) -> Session:
    """A session is on the case: booked, or recorded with what came of it.

    It is the session of the case's worker, whoever enters it. `others` are the cases of
    those who were there too, each with what came of it for them: one entry, and a session
    on every case. The first thing logged takes a newly allocated case to contacting.
    """
    outcomes = {case: outcome} | {each: came for each, came in others if each != case}
    for each in outcomes:
        by.require(Permission.LOG_WORK, each.borough)
    check_together(outcomes)
    check_somebody_came(list(outcomes.values()))
    for each in sorted(outcomes, key=lambda held: held.pk):
        hold_open(each, on)
        check_kind(each, kind)
        if kind != Session.Kind.PARENT:
            check_may_contact(each, on=on)
    check_day_has_come(on, outcomes.values())
    if takes_time(outcomes.values()):
        check_time(case.worker, reader=by, on=on, starts_at=starts_at, minutes=minutes)
    beside = entries_of(practitioners, recorder=by)
    activity = make_activity(beside) if beside or len(outcomes) > 1 else None
    answers: dict[str, Any] = {
        "recorder": by,
        "minutes": minutes,
        "record": record,
        "next_plan": next_plan,
    }
    sessions = []
    for each, came in outcomes.items():
        session = Session.objects.create(
            case=each,
            borough=each.borough_on(on),
            worker=case.worker,
            on=on,
            starts_at=starts_at,
            kind=kind,
            method=method,
            booked_at=calendar.now(),
            activity=activity,
            **(
                what_came(came, is_excused=is_excused, **answers)
                if each == case
                else what_came_of_another(came, **answers)
            ),
        )
        said = "booked" if session.is_booked else "recorded"
        audit.record(session, said, by=by, case=each.reference, on=on, outcome=came)
        start_contacting(each, by=by, on=on)
        _keep_what_follows(session, by=by)
        sessions.append(session)
    pass_on(case, by=by, word=word)
    return sessions[0]


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
    is_excused: bool = False,
    others: Sequence[tuple[Session, str]] = (),
    word: Word = NOBODY,
) -> Session:
    """What came of a booked session is kept, unless somebody else just said so.

    It keeps the day it was booked for: an appointment that moves is cancelled, and the
    new one is another session (dictionary 7). `others` are the sessions of the same
    meeting that are recorded with it, each with what came of it.
    """
    outcomes = {session: outcome} | dict(others)
    for each in outcomes:
        by.require(Permission.LOG_WORK, each.case.borough)
    check_booked_together(list(outcomes))
    for each in sorted(outcomes, key=lambda held: held.case_id):
        hold_open(each.case, each.on)
        check_unrecorded(each)
    if Outcome.NOT_REC in outcomes.values():
        raise TransitionRefused(
            "Say what came of the session, or move the appointment to another day."
        )
    check_day_has_come(session.on, outcomes.values())
    check_somebody_came(list(outcomes.values()))
    if session.starts_at and takes_time(outcomes.values()):
        check_time(
            session.worker,
            reader=by,
            on=session.on,
            starts_at=session.starts_at,
            minutes=minutes,
            but_not=keys_of_meeting(session),
        )
    answers: dict[str, Any] = {
        "recorder": by,
        "minutes": minutes,
        "record": record,
        "next_plan": next_plan,
    }
    for each, came in outcomes.items():
        is_own, case = each == session, each.case
        amend(
            each,
            by=by,
            version=version if is_own else each.version,
            saying="recorded",
            trace={"case": each.case.reference},
            **(
                what_came(came, is_excused=is_excused, **answers)
                if is_own
                else what_came_of_another(came, **answers)
            ),
        )
        each.case = case  # held since it was read
        _keep_what_follows(each, by=by)
    pass_on(session.case, by=by, word=word)
    return session


def _keep_what_follows(session: Session, *, by: User) -> None:
    """What it says of engagement is kept, partner support hears of an absence, and whoever
    came knows of the referral."""
    if session.is_booked:
        return
    keep_engagement(session.case)
    if not session.is_with_the_person:
        return
    tell_of_absence(session.case, by=by, now=session.outcome)
    if session.is_attended:
        keep_awareness(session.case, by=by, on=session.on)


def what_came(
    outcome: str,
    *,
    recorder: User,
    minutes: int | None,
    record: str = "",
    next_plan: str = "",
    is_excused: bool = False,
) -> dict[str, Any]:
    """The columns of a session that say what came of it, who said so and when.

    The minutes of one still to come are those planned; one missed or cancelled has none.
    """
    is_booked = outcome == Outcome.NOT_REC
    if is_booked:
        minutes = minutes or USUAL_MINUTES
    elif outcome not in Session.ATTENDED:
        minutes = None
    return {
        "outcome": outcome,
        "minutes": minutes,
        "record": record,
        "next_plan": next_plan,
        "is_excused": is_excused,
        "recorded_at": None if is_booked else calendar.now(),
        "recorded_by": None if is_booked else recorder,
    }


def what_came_of_another(
    outcome: str, *, recorder: User, minutes: int | None, record: str, next_plan: str
) -> dict[str, Any]:
    """The same for somebody beside: what was done is theirs only if they were there."""
    if outcome not in Session.ATTENDED:
        return what_came(outcome, recorder=recorder, minutes=minutes)
    return what_came(
        outcome, recorder=recorder, minutes=minutes, record=record, next_plan=next_plan
    )


def entries_of(
    practitioners: Iterable[Practitioner | NewPractitioner], *, recorder: User
) -> list[Practitioner]:
    """The professionals who were there, each by the entry that stands for them."""
    return [
        who.survivor
        if isinstance(who, Practitioner)
        else enter_practitioner(by=recorder, who=who)
        for who in practitioners
    ]


def make_activity(practitioners: Collection[Practitioner]) -> Activity:
    """A meeting for several sessions to belong to, and the professionals at it."""
    activity = Activity.objects.create()
    activity.practitioners.set(practitioners)
    return activity


def keys_of_meeting(session: Session) -> list[int]:
    """The sessions that are this very meeting: its own, and those of who is there too."""
    if session.activity_id is None:
        return [session.pk]
    together = Session.objects.filter(activity=session.activity_id)
    return list(together.values_list("pk", flat=True))


def takes_time(outcomes: Collection[str]) -> bool:
    """Whether its worker is, or will be, there with anybody."""
    return any(outcome in Session.TAKING_TIME for outcome in outcomes)


def check_time(
    worker: User,
    *,
    reader: User,
    on: date,
    starts_at: time | None,
    minutes: int | None,
    but_not: Collection[int] = (),
) -> None:
    """V-16: it has a time, and its worker is free then."""
    if starts_at is None:
        raise TransitionRefused("Enter at what time the session starts.")
    check_free(
        worker,
        reader=reader,
        on=on,
        starts_at=starts_at,
        minutes=minutes or USUAL_MINUTES,
        but_not=but_not,
    )


def check_together(cases: Collection[Case]) -> None:
    """Who can be in one entry: people of one worker, and never the police post's.

    That post sees people one to one (seed 5.2), with a professional beside at most.
    """
    check_one_to_one(cases)
    if len({case.worker_id for case in cases}) > 1:
        raise TransitionRefused(OF_DIFFERENT_WORKERS)


def check_one_to_one(cases: Collection[Case]) -> None:
    """Several people are seen at once by any post but that of the police."""
    is_police = any(case.post_id == Role.CRIMINAL_JUSTICE_WORKER for case in cases)
    if is_police and len(cases) > 1:
        raise TransitionRefused(
            "The Criminal Justice Worker sees people one to one: log each by themselves."
        )


def check_booked_together(sessions: Sequence[Session]) -> None:
    """They are one person's session alone, or all of the same meeting."""
    meetings = {session.activity_id for session in sessions}
    if len(sessions) > 1 and (len(meetings) > 1 or None in meetings):
        raise TransitionRefused("They were not booked for the same meeting.")


def check_somebody_came(outcomes: Sequence[str]) -> None:
    """The first of a joint entry was there if anybody was, and booked means all of them.

    What was done is written once, on the page of somebody who was there.
    """
    first, *others = outcomes
    if any((other == Outcome.NOT_REC) != (first == Outcome.NOT_REC) for other in others):
        raise TransitionRefused(
            "An appointment is booked for everybody, or recorded for everybody."
        )
    somebody_else_came = any(other in Session.ATTENDED for other in others)
    if somebody_else_came and first not in Session.ATTENDED:
        raise TransitionRefused(
            "Log it on the case of somebody who came: what was done is written there."
        )


def check_day_has_come(on: date, outcomes: Collection[str]) -> None:
    """V-15: nobody came, or stayed away, on a day that is still to come."""
    if on > calendar.today() and any(each in Session.ON_THE_DAY for each in outcomes):
        raise TransitionRefused(
            f"{calendar.in_words(on)} has not come yet, so nobody can have attended."
        )


def check_kind(case: Case, kind: str) -> None:
    """CL-14: sessions with a parent belong to the work with young people."""
    if kind == Session.Kind.PARENT and not case.is_with_a_young_person:
        raise TransitionRefused(
            "Only the work with young people has sessions with a parent or carer."
        )


def check_unrecorded(session: Session) -> None:
    """Refused once somebody has recorded what came of the session, or taken it out."""
    check_stands(session)
    if not session.is_booked:
        raise Overtaken("What came of this session has already been recorded.")
