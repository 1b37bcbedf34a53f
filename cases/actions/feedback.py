"""Whoever referred somebody is told: a letter is written, approved, sent, acknowledged."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.checks import (
    check_not_after_today,
    check_stands,
    hold,
    hold_open,
)
from cases.actions.closure import keeping_its_closure
from cases.actions.guards import check_rated_since
from cases.actions.non_engagement import begin_feedback, keep_told
from cases.models import Case, Feedback
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend, move, put_right

Kind, Status = Feedback.Kind, Feedback.Status


@transaction.atomic
def draft_feedback(case: Case, *, by: User, kind: str) -> Feedback:
    """A letter to the referrer is begun: one of each kind at a time.

    The one about not engaging comes with its declaration, and here only if that one was
    taken out.
    """
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, case.opened_on)
    if case.referral.tells_the_person:
        raise TransitionRefused(
            "Nobody at an agency referred them, so there is nobody to write to."
        )
    if case.feedback.unsent().filter(kind=kind).exists():
        raise Overtaken("There is a draft of this already: go on with that one.")
    if kind == Kind.NONENG_RISK:
        return _draft_about_not_engaging(case, by=by)
    feedback = Feedback.objects.create(
        case=case, kind=kind, recorded_at=calendar.now(), recorded_by=by
    )
    audit.record(feedback, "began", by=by, case=case.reference, kind=kind)
    return feedback


def _draft_about_not_engaging(case: Case, *, by: User) -> Feedback:
    current = case.non_engagements.current().first()
    if current is None:
        raise TransitionRefused("Declare first that they do not engage.")
    if current.feedback.standing().exists():
        raise TransitionRefused("The referrer has been told of this declaration already.")
    return begin_feedback(current, by=by)


@transaction.atomic
def write_feedback(
    feedback: Feedback, *, by: User, version: int, is_ready: bool, **texts: str
) -> Feedback:
    """The draft says this now; one that is ready goes to the manager, or may be sent.

    About somebody who does not engage the manager reads it first (dictionary 7), and it
    rests on a risk rating made since the declaration (V-17). Whoever writes any other
    letter stands for it.
    """
    by.require(Permission.LOG_WORK, feedback.borough)
    _check_draft(feedback)
    changes: dict[str, Any] = {**texts, "recorded_by": by, "submitted_at": None}
    if is_ready:
        check_risk_is_rated(feedback)
        changes |= {"submitted_at": calendar.now(), "returned_because": ""}
    saying = "submitted" if is_ready else "wrote"
    trace = {"case": feedback.case.reference}
    amend(feedback, by=by, version=version, saying=saying, trace=trace, **changes)
    if is_ready and not feedback.needs_the_manager:
        _approve(feedback, by=by, version=feedback.version)
    return feedback


@transaction.atomic
def approve_feedback(feedback: Feedback, *, by: User, version: int) -> Feedback:
    """The manager stands by what was read, and it may go. Nobody approves their own."""
    by.require(Permission.APPROVE_FEEDBACK, feedback.borough)
    _check_submitted(feedback)
    check_is_as_read(feedback, version)
    if feedback.recorded_by == by:
        raise TransitionRefused("You wrote this yourself: somebody else approves it.")
    return _approve(feedback, by=by, version=version)


@transaction.atomic
def return_feedback(
    feedback: Feedback, *, by: User, version: int, because: str
) -> Feedback:
    """It is a draft to be worked on again, and says what the manager missed in it.

    Until it has gone even one that was approved can be returned.
    """
    by.require(Permission.APPROVE_FEEDBACK, feedback.borough)
    check_is_as_read(feedback, version)
    changes: dict[str, Any] = {"submitted_at": None, "returned_because": because}
    if feedback.is_to_send:
        changes |= {"approved_at": None, "approved_by": None}
        return move(
            feedback, Status.DRAFT, by=by, saying="returned", version=version, **changes
        )
    _check_submitted(feedback)
    return amend(feedback, by=by, version=version, saying="returned", **changes)


@transaction.atomic
def send_feedback(
    feedback: Feedback, *, by: User, sent_on: date, sent_to: str, method: str
) -> Feedback:
    """It went to whoever referred them, on this day and in this way."""
    by.require(Permission.LOG_WORK, feedback.borough)
    check_stands(feedback)
    declaration = feedback.non_engagement
    if declaration and declaration.ended_on:
        raise TransitionRefused(
            f"They came on {calendar.in_words(declaration.ended_on)}, so this is not true "
            "any more: take it out, and write that they have begun to come."
        )
    if declaration and declaration.evidence_lost_on:
        raise TransitionRefused(
            "What they were declared not to engage on was put right since: declare it "
            "anew, or take the declaration out, before anybody is told of it."
        )
    _check_sent_on(feedback, sent_on)
    sent = move(
        feedback,
        Status.SENT,
        by=by,
        saying="sent",
        sent_on=sent_on,
        sent_to=sent_to,
        method=method,
    )
    if declaration:
        keep_told(declaration)
    return sent


@transaction.atomic
def acknowledge_feedback(
    feedback: Feedback, *, by: User, acknowledged_on: date
) -> Feedback:
    """The referrer has said that they have it."""
    by.require(Permission.LOG_WORK, feedback.borough)
    check_stands(feedback)
    _check_acknowledged_on(feedback.sent_on, acknowledged_on)
    return move(
        feedback,
        Status.ACKNOWLEDGED,
        by=by,
        saying="acknowledged",
        acknowledged_on=acknowledged_on,
    )


@transaction.atomic
def correct_feedback(
    feedback: Feedback,
    *,
    by: User,
    because: str,
    sent_on: date,
    sent_to: str,
    method: str,
    acknowledged_on: date | None = None,
) -> Feedback:
    """What was entered of its sending is put right: what it said stays what it said."""
    by.require(Permission.LOG_WORK, feedback.borough)
    if not feedback.has_gone:
        raise TransitionRefused("It has not gone yet: change it where it is written.")
    _check_sent_on(feedback, sent_on)
    if feedback.status == Status.ACKNOWLEDGED:
        acknowledged_on = acknowledged_on or feedback.acknowledged_on
        _check_acknowledged_on(sent_on, acknowledged_on)
    else:
        acknowledged_on = None
    hold(feedback.case, feedback.case.opened_on)
    with keeping_its_closure(feedback.case):
        right = put_right(
            feedback,
            by=by,
            because=because,
            recorded_by=by,
            sent_on=sent_on,
            sent_to=sent_to,
            method=method,
            acknowledged_on=acknowledged_on,
        )
        if right.non_engagement:
            keep_told(right.non_engagement)
        return right


def check_risk_is_rated(feedback: Feedback) -> None:
    """Refused until risk has been rated since they were declared not to engage (V-17)."""
    if feedback.non_engagement:
        check_rated_since(feedback.non_engagement)


def _approve(feedback: Feedback, *, by: User, version: int) -> Feedback:
    return move(
        feedback,
        Status.APPROVED,
        by=by,
        saying="approved",
        version=version,
        approved_at=calendar.now(),
        approved_by=by,
    )


def _check_draft(feedback: Feedback) -> None:
    check_stands(feedback)
    if not feedback.is_draft:
        raise TransitionRefused(
            f"It is {feedback.get_status_display().lower()}, so it cannot be changed."
        )


def check_is_as_read(feedback: Feedback, version: int) -> None:
    """A letter is decided on as it was read, never as it was changed meanwhile."""
    if feedback.version != version:
        raise Overtaken("It was changed since you opened it: read it again, then decide.")


def _check_submitted(feedback: Feedback) -> None:
    if not feedback.is_submitted:
        raise TransitionRefused("This feedback does not wait for approval.")


def _check_sent_on(feedback: Feedback, sent_on: date) -> None:
    check_not_after_today(sent_on)
    approved_at = feedback.approved_at
    if approved_at and sent_on < calendar.day_of(approved_at):
        raise TransitionRefused(
            f"It was approved on {calendar.in_words(calendar.day_of(approved_at))}: "
            "it cannot have gone before."
        )


def _check_acknowledged_on(sent_on: date | None, acknowledged_on: date | None) -> None:
    if sent_on is None or acknowledged_on is None:
        return  # not sent: its table says so
    check_not_after_today(acknowledged_on)
    if acknowledged_on < sent_on:
        raise TransitionRefused(
            f"It was sent on {calendar.in_words(sent_on)}: they cannot have had it before."
        )
