"""An appointment moves to another day: who asked, when and why stay with the old one."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold_open
from cases.actions.contacting import check_may_contact
from cases.actions.session import check_booked_together, check_time, check_unrecorded
from cases.models import Activity, Session
from cases.models.session import AskedBy
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend

SHORT_NOTICE = timedelta(hours=24)  # CL-15


@transaction.atomic
def move_session(
    session: Session,
    *,
    by: User,
    version: int,
    on: date,
    starts_at: time,
    asked_by: str,
    asked_on: date,
    reason: str,
    others: Sequence[Session] = (),
) -> Session:
    """The appointment is another one now, and the old one says who asked for it and why.

    Asked by the person, it was cancelled by them, at short notice if that was less than a
    day before. `others` were booked for the same meeting and come along, moved by us.
    """
    moving = [session, *others]
    for each in moving:
        by.require(Permission.LOG_WORK, each.case.borough)
    check_booked_together(moving)
    for each in sorted(moving, key=lambda held: held.case_id):
        hold_open(each.case, on)
        check_unrecorded(each)
        if each.is_with_the_person:
            check_may_contact(each.case, on=on)
    check_not_after_today(asked_on)
    if (on, starts_at) == (session.on, session.starts_at):
        raise TransitionRefused("The appointment is on that day and at that time already.")
    check_time(
        session.worker,
        reader=by,
        on=on,
        starts_at=starts_at,
        minutes=session.minutes,
        but_not=[each.pk for each in moving],
    )
    activity = _the_same_company(session, others)
    minutes = session.minutes  # planned; the old one will have had none
    moved = []
    for each in moving:
        is_own = each == session
        who_asked = asked_by if is_own else AskedBy.US
        amend(
            each,
            by=by,
            version=version if is_own else each.version,
            saying="moved",
            trace={"case": each.case.reference},
            because=reason,
            outcome=outcome_of_moving(each, asked_by=who_asked, asked_on=asked_on),
            move_asked_by=who_asked,
            move_asked_on=asked_on,
            minutes=None,
            record=reason,
            recorded_at=calendar.now(),
            recorded_by=by,
        )
        new = Session.objects.create(
            case=each.case,
            borough=each.case.borough_on(on),
            worker=each.worker,
            on=on,
            starts_at=starts_at,
            kind=each.kind,
            method=each.method,
            minutes=minutes,
            booked_at=calendar.now(),
            activity=activity,
            rescheduled_from=each,
        )
        audit.record(
            new, "booked", by=by, case=each.case.reference, on=on, outcome=new.outcome
        )
        moved.append(new)
    return moved[0]


def outcome_of_moving(session: Session, *, asked_by: str, asked_on: date) -> str:
    """How the old time was cancelled: by whom, and with how much notice.

    Of an earlier day nobody has noted the hour, so it counts from its beginning.
    """
    if asked_by == AskedBy.US:
        return Session.Outcome.CANC_SERVICE
    starts = datetime.combine(
        session.on, session.starts_at or time.max, tzinfo=calendar.LONDON
    )
    asked = datetime.combine(asked_on, time.min, tzinfo=calendar.LONDON)
    if asked_on == calendar.today():
        asked = calendar.now()
    if starts - asked < SHORT_NOTICE:
        return Session.Outcome.CANC_SHORT
    return Session.Outcome.CANC_NOTICE


def _the_same_company(session: Session, others: Sequence[Session]) -> Activity | None:
    """The new meeting of those who come along, with the professionals of the old one."""
    was = session.activity
    if was is None or not (others or was.practitioners.exists()):
        return None
    activity = Activity.objects.create()
    activity.practitioners.set(was.practitioners.all())
    return activity
