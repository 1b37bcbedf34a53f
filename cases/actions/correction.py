"""Sessions that were entered wrongly: put right, or taken out, each for a reason."""

from collections.abc import Sequence
from datetime import date, time
from typing import Any

from django.db import transaction

from cases.actions.checks import check_stands, hold
from cases.actions.closure import keeping_its_closure
from cases.actions.contacting import (
    check_may_contact,
    keep_awareness,
    review_awareness,
    start_contacting,
)
from cases.actions.engagement import keep_engagement
from cases.actions.session import (
    OF_DIFFERENT_WORKERS,
    check_day_has_come,
    check_kind,
    check_one_to_one,
    check_somebody_came,
    check_time,
    entries_of,
    keys_of_meeting,
    make_activity,
    takes_time,
    what_came,
    what_came_of_another,
)
from cases.actions.word import tell_of_absence
from cases.models import Activity, Case, Session
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, put_right, withdraw
from referrals.models import NewPractitioner, Practitioner


@transaction.atomic
def correct_session(
    session: Session,
    *,
    by: User,
    version: int,
    because: str,
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
) -> Session:
    """Another entry of the same session stands for this one, which stays readable.

    Day, time, purpose and place belong to the meeting, so they are put right for all who
    were there together. `others` were there too and had been left out: the session's worker
    has, or has had, their cases, and it has to have been safe to meet them (V-12). Whose
    they are today is not asked of whoever was there.
    """
    company = _company_of(session)
    outcomes = {each.case: each.outcome for each in company} | dict(others)
    outcomes[session.case] = outcome
    for case in outcomes:
        by.require(Permission.LOG_WORK, case.borough)
    check_one_to_one(outcomes)
    _check_of_its_worker(session, [case for case, _ in others])
    check_somebody_came([outcome, *dict(others).values()])
    check_day_has_come(on, outcomes.values())
    for case in sorted(outcomes, key=lambda held: held.pk):
        hold(case, on)
        check_kind(case, kind)
        _check_fits_closure(case, kind, outcomes[case])
    met = () if kind == Session.Kind.PARENT else others
    for case, _ in met:
        check_may_contact(case, on=on)
    _check_as_opened(session, version)
    if takes_time(outcomes.values()):
        check_time(
            session.worker,
            reader=by,
            on=on,
            starts_at=starts_at,
            minutes=max([minutes or 0, *(each.minutes or 0 for each in company)]),
            but_not=keys_of_meeting(session),
        )
    meeting: dict[str, Any] = {
        "on": on,
        "starts_at": starts_at,
        "kind": kind,
        "method": method,
        "activity": _activity(
            session, len(outcomes), entries_of(practitioners, recorder=by), others
        ),
    }
    answers: dict[str, Any] = {
        "recorder": by,
        "minutes": minutes,
        "record": record,
        "next_plan": next_plan,
    }
    own = what_came(outcome, is_excused=is_excused, **answers)
    was = {name: getattr(session, name) for name in meeting}
    right = _replace(session, by=by, because=because, **meeting, **own)
    for each in company if meeting != was else []:
        _replace(each, by=by, because=because, **meeting)
    for case, came in others:
        _add(
            case,
            by=by,
            worker=session.worker,
            **meeting,
            **what_came_of_another(came, **answers),
        )
    return right


@transaction.atomic
def withdraw_session(session: Session, *, by: User, because: str) -> Session:
    """It never was: it stays readable and counts nowhere. Whoever else was there stays."""
    case = session.case
    by.require(Permission.LOG_WORK, case.borough)
    hold(case, session.on)
    with keeping_its_closure(case):
        withdraw(session, by=by, because=because, trace={"case": case.reference})
        keep_engagement(case)
    tell_of_absence(case, by=by, was=_absence(session), now="")
    review_awareness(case, by=by)
    return session


def _replace(session: Session, *, by: User, because: str, **changes: Any) -> Session:
    """The right entry stands, and whatever follows from it follows from that one."""
    case = session.case  # the one that is held
    with keeping_its_closure(case):
        right = put_right(
            session,
            by=by,
            because=because,
            trace={"case": case.reference},
            borough=case.borough_on(changes["on"]),
            **changes,
        )
        Session.objects.filter(rescheduled_from=session).update(rescheduled_from=right)
        keep_engagement(case)
    tell_of_absence(case, by=by, was=_absence(session), now=_absence(right))
    review_awareness(case, by=by)
    return right


def _add(case: Case, *, by: User, **columns: Any) -> None:
    """Somebody who was there too, and had been left out, has their own session of it."""
    with keeping_its_closure(case):
        added = Session.objects.create(
            case=case,
            borough=case.borough_on(columns["on"]),
            booked_at=calendar.now(),
            **columns,
        )
        keep_engagement(case)
    said = "booked" if added.is_booked else "recorded"
    audit.record(
        added, said, by=by, case=case.reference, on=added.on, outcome=added.outcome
    )
    start_contacting(case, by=by, on=added.on)
    tell_of_absence(case, by=by, now=_absence(added))
    _keep_awareness(added, by=by)


def _keep_awareness(session: Session, *, by: User) -> None:
    if session.is_attended and session.is_with_the_person:
        keep_awareness(session.case, by=by, on=session.on)


def _check_of_its_worker(session: Session, added: Sequence[Case]) -> None:
    """Refused if one of them never was the worker's whose session it is."""
    keys = [case.pk for case in added]
    theirs = set(Case.objects.ever_of(session.worker).filter(pk__in=keys))
    if not theirs.issuperset(added):
        raise TransitionRefused(OF_DIFFERENT_WORKERS)


def _company_of(session: Session) -> list[Session]:
    """The standing sessions of whoever else was at the same meeting."""
    if session.activity_id is None:
        return []
    there = Session.objects.standing().filter(activity=session.activity_id)
    return list(there.exclude(pk=session.pk).select_related("case__borough").order_by("pk"))


def _activity(
    session: Session,
    people: int,
    practitioners: Sequence[Practitioner],
    others: Sequence[tuple[Case, str]],
) -> Activity | None:
    """The meeting they belong to: another one only if other people were there."""
    was = session.activity
    present = set(was.practitioners.all()) if was else set()
    if not others and present == set(practitioners):
        return was
    return make_activity(practitioners) if people > 1 or practitioners else None


def _absence(session: Session) -> str:
    """What came of it, if the person themselves was expected; else nothing."""
    return session.outcome if session.is_with_the_person else ""


def _check_as_opened(session: Session, version: int) -> None:
    session.refresh_from_db(fields=["version", "is_replaced"])
    check_stands(session)
    if session.version != version:
        raise Overtaken(f"Somebody else has just changed {session.audit_name}.")


def _check_fits_closure(case: Case, kind: str, outcome: str) -> None:
    """What a closed case said when it closed still holds."""
    if case.is_open:
        return
    if outcome == Session.Outcome.NOT_REC:
        raise TransitionRefused(
            f"Case {case.reference} is closed, so nothing on it can still be to come."
        )
    came = outcome in Session.ATTENDED and kind != Session.Kind.PARENT
    if came and case.closure_reason == Case.ClosureReason.NEVER_ENGAGED:
        raise TransitionRefused(
            f"Case {case.reference} was closed because they never engaged. If they did "
            "come, the manager reopens it first."
        )
