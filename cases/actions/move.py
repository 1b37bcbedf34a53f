"""A case comes to a stage: the one way there, with its guards and its line of history."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold_open
from cases.actions.guards import check_nothing_missing
from cases.actions.notice import tell_partner_support
from cases.models import Case, CaseMove, SafetyNotice
from pilot import calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, move

Kind = SafetyNotice.Kind
Status = Case.Status


@transaction.atomic
def enter_stage(
    case: Case,
    to: Case.Status,
    *,
    by: User,
    on: date,
    reason: str = "",
    review_on: date | None = None,
    saying: str = "moved",
    **changes: Any,
) -> Case:
    """From `on` the case is at this stage, and its history says since when and why.

    Refused while the stage's guards miss something, and on a day before the last move:
    the history goes forwards. Partner support is told of what concerns it.
    """
    by.require(Permission.MOVE_CASE, case.borough)
    check_not_after_today(on)
    _check_after_the_last_move(case, on)
    was = Status(case.status)
    if to in Case.TRANSITIONS[was]:
        check_nothing_missing(case, to, on)
    move(
        case,
        to,
        by=by,
        saying=saying,
        because=reason,
        suspension_review_on=review_on,
        **changes,
    )
    CaseMove.objects.create(
        case=case,
        was=was,
        to=to,
        effective_on=on,
        reason=reason,
        review_on=review_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    if kind := _concerns_partner_support(was, to):
        tell_partner_support(case, by=by, kind=kind)
    return case


@transaction.atomic
def move_case(
    case: Case,
    *,
    by: User,
    to: Case.Status,
    on: date | None = None,
    reason: str = "",
    review_on: date | None = None,
) -> Case:
    """The case is at another stage. Closing and reopening have actions of their own.

    Suspended or closing, it goes back only to the stage it came from. A suspension says
    why, and when to look at it again.
    """
    by.require(Permission.MOVE_CASE, case.borough)
    if to == Status.CLOSED:
        raise TransitionRefused("A case is closed with a reason and an outcome.")
    on = on or calendar.today()
    hold_open(case, on)
    if not case.is_active and to in Case.ACTIVE and to != case.came_from():
        raise TransitionRefused(
            f"The work was at {case.came_from().label.lower()}: it goes on there."
        )
    if to == Status.SUSPENDED:
        _check_suspension(reason, review_on, on)
    else:
        review_on = None
    return enter_stage(case, to, by=by, on=on, reason=reason, review_on=review_on)


def _check_after_the_last_move(case: Case, on: date) -> None:
    last = case.moves.order_by("-effective_on", "-pk").first()
    if last and on < last.effective_on:
        raise TransitionRefused(
            f"Case {case.reference} has been at {last.get_to_display().lower()} since "
            f"{calendar.in_words(last.effective_on)}: choose that day or a later one."
        )


def _check_suspension(reason: str, review_on: date | None, on: date) -> None:
    if not reason or review_on is None:
        raise TransitionRefused("Say why it is suspended, and when to look at it again.")
    if review_on < max(on, calendar.today()):
        raise TransitionRefused(
            "The day to look at the suspension again is today or a later one."
        )


def _concerns_partner_support(was: Case.Status, to: Case.Status) -> Kind | None:
    """What partner support is told of a move; nothing of most."""
    told = {Status.SUSPENDED: Kind.SUSPENDED, Status.CLOSING: Kind.CLOSING}
    if was not in Case.ACTIVE and to in Case.ACTIVE:
        return Kind.RESUMED
    if (was, to) == (Status.ASSESSMENT, Status.INTERVENTION):
        return Kind.STARTED
    return told.get(to)
