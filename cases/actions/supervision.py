"""Supervision: written by the manager, changed until it locks, read by the worker."""

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from cases.actions.checks import check_not_after_today
from cases.actions.note import THE_NEXT_MOMENT, lock_of
from cases.models import Acknowledgement, Case, Supervision, SupervisionPoint
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend

Points = dict[Case, str]  # what was agreed about each case that was talked about


@transaction.atomic
def record_supervision(
    worker: User,
    *,
    by: User,
    on: date,
    kind: str,
    agreed: str,
    next_on: date,
    points: Points,
) -> Supervision:
    """What was agreed with the worker is written down, open until the next working day."""
    _check_may(worker, by)
    check_not_after_today(on)
    now = calendar.now()
    supervision = Supervision.objects.create(
        worker=worker,
        supervisor=by,
        on=on,
        kind=kind,
        agreed=agreed,
        next_on=next_on,
        written_at=now,
        changed_at=now,
        locks_at=lock_of(now),
    )
    _write(supervision, points)
    audit.record(supervision, "wrote", by=by, **_trace(supervision, points))
    return supervision


@transaction.atomic
def change_supervision(
    supervision: Supervision, *, by: User, version: int, points: Points, **answers: Any
) -> Supervision:
    """It says what was meant, while it is still open."""
    _check_may(supervision.worker, by)
    check_open_to(supervision, by)
    check_not_after_today(answers["on"])
    later = max(calendar.now(), supervision.changed_at + THE_NEXT_MOMENT)
    amend(
        supervision,
        by=by,
        version=version,
        saying="changed",
        trace=_trace(supervision, points),
        changed_at=later,
        **answers,
    )
    check_open_to(supervision, by)  # nobody has acknowledged it since it was read
    supervision.points.all().delete()
    _write(supervision, points)
    return supervision


@transaction.atomic
def acknowledge_supervision(
    supervision: Supervision, *, by: User, version: int
) -> Acknowledgement:
    """Its worker has read it, as it is in this version. From now on nobody changes it."""
    by.require(Permission.VIEW_OWN_WORK)
    if supervision.worker != by:
        raise TransitionRefused("Only whoever was supervised acknowledges it.")
    as_read = Supervision.objects.select_for_update(no_key=True).filter(version=version)
    if not as_read.filter(pk=supervision.pk).values_list("pk"):
        raise Overtaken("It was changed since you opened it: read it again.")
    if Acknowledgement.objects.filter(supervision=supervision).exists():
        raise Overtaken("You have acknowledged this supervision already.")
    acknowledged = Acknowledgement.objects.create(
        supervision=supervision, at=calendar.now(), by=by
    )
    audit.record(supervision, "acknowledged", by=by)
    return acknowledged


def check_open_to(supervision: Supervision, writer: User) -> None:
    """Refused, in plain words, once it is locked, and to all but its writer."""
    if supervision.is_locked:
        raise TransitionRefused(
            "This supervision is locked: its day is over or its worker has acknowledged "
            "it. Say in the next one what has changed."
        )
    if supervision.supervisor != writer:
        raise TransitionRefused("Only whoever wrote it changes what was agreed.")


def _check_may(worker: User, by: User) -> None:
    """The worker does casework in a borough where this person supervises."""
    by.require(Permission.SUPERVISE)
    if worker == by:
        raise TransitionRefused("Nobody supervises themselves.")
    at_work = worker.boroughs_with(Permission.VIEW_OWN_WORK)
    if not any(by.can(Permission.SUPERVISE, borough) for borough in at_work):
        raise PermissionDenied("They supervise nobody there")


def _write(supervision: Supervision, points: Points) -> None:
    """Each point is about a case that is the worker's, or was when it was talked about."""
    about = [case.pk for case, agreed in points.items() if agreed]
    theirs = Case.objects.ever_of(supervision.worker).filter(pk__in=about)
    if theirs.count() < len(about):
        raise TransitionRefused(
            f"A case you wrote about never was {supervision.worker}’s. Open the page again."
        )
    SupervisionPoint.objects.bulk_create(
        SupervisionPoint(supervision=supervision, case=case, agreed=agreed)
        for case, agreed in points.items()
        if agreed
    )


def _trace(supervision: Supervision, points: Points) -> dict[str, Any]:
    discussed = sorted(case.reference for case, agreed in points.items() if agreed)
    return {"worker": supervision.worker.username, "cases": discussed}
