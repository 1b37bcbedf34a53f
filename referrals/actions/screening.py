"""Somebody takes a referral on, and asks for what is missing before it can be decided."""

from datetime import date
from typing import Any

from django.db import transaction

from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend, move
from referrals.actions.standing import check_waiting
from referrals.models import Question, Referral


@transaction.atomic
def take_screening(referral: Referral, *, by: User) -> Referral:
    """`by` screens the referral from now on; a colleague who did is relieved of it."""
    by.require(Permission.DECIDE_REFERRAL, referral.borough)
    taken: dict[str, Any] = {"screening_by": by, "screening_at": calendar.now()}
    if referral.status in (Referral.Status.SCREENING, Referral.Status.PENDING_INFO):
        if referral.screening_by == by:
            return referral  # the button was pressed twice
        return amend(
            referral,
            by=by,
            version=referral.version,
            saying="took over the screening of",
            **taken,
        )
    check_waiting(referral)
    return move(
        referral,
        Referral.Status.SCREENING,
        by=by,
        saying="took on the screening of",
        **taken,
    )


@transaction.atomic
def ask_question(
    referral: Referral, *, by: User, asked_of: str, text: str, asked_on: date
) -> Question:
    """The referral waits for information. After 10 working days it says so by itself."""
    by.require(Permission.DECIDE_REFERRAL, referral.borough)
    _check_between(asked_on, referral.received_on, "The question")
    ensure_screening(referral, by=by)
    move(
        referral,
        Referral.Status.PENDING_INFO,
        by=by,
        saying="asked for information about",
    )
    return Question.objects.create(
        referral=referral,
        asked_of=asked_of,
        text=text,
        asked_on=asked_on,
        asked_by=by,
    )


@transaction.atomic
def end_question(
    referral: Referral,
    *,
    by: User,
    ending: Question.Ending,
    ended_on: date,
    answer: str = "",
) -> Referral:
    """The answer came, or we go on without it: the days to decide begin again."""
    by.require(Permission.DECIDE_REFERRAL, referral.borough)
    if ending == Question.Ending.DECIDED:
        raise TransitionRefused("Decide the referral: that ends the waiting by itself.")
    question = open_question(referral)
    _check_between(ended_on, question.asked_on, "The answer")
    move(
        referral,
        Referral.Status.SCREENING,
        by=by,
        saying="went on with the screening of",
        clock_starts_on=ended_on,
    )
    close_question(question, by=by, ending=ending, ended_on=ended_on, answer=answer)
    return referral


def open_question(referral: Referral) -> Question:
    """What the referral waits for; refused, in plain words, if it waits for nothing."""
    question = referral.questions.filter(ended_on=None).first()
    if question is None:
        raise TransitionRefused(
            f"Referral {referral.reference} is not waiting for information: it is "
            f"{referral.get_status_display().lower()}."
        )
    return question


@transaction.atomic
def close_question(
    question: Question, *, by: User, ending: str, ended_on: date, answer: str = ""
) -> Question:
    """The answer is no longer awaited. Moving the referral on is another action."""
    by.require(Permission.DECIDE_REFERRAL, question.borough)
    waiting = Question.objects.filter(pk=question.pk, ended_on=None)
    if not waiting.update(ending=ending, ended_on=ended_on, ended_by=by, answer=answer):
        raise Overtaken("Somebody else has just answered this question.")
    question.refresh_from_db()
    audit.record(
        question, "closed", by=by, referral=question.referral.reference, ending=ending
    )
    return question


def ensure_screening(referral: Referral, *, by: User) -> None:
    """Whoever goes on with a referral that nobody has taken, takes it."""
    if referral.status == Referral.Status.RECEIVED:
        take_screening(referral, by=by)


def _check_between(day: date, earliest: date, what: str) -> None:
    if not earliest <= day <= calendar.today():
        raise TransitionRefused(
            f"{what} must be dated between {calendar.in_words(earliest)} and today."
        )
