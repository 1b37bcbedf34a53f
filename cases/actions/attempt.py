"""Tries at reaching somebody: logged, put right, taken out."""

from datetime import date

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold, hold_open
from cases.actions.closure import keeping_its_closure
from cases.actions.contacting import (
    check_may_contact,
    keep_awareness,
    review_awareness,
    start_contacting,
)
from cases.actions.engagement import keep_first_attempt, keep_non_engagement
from cases.actions.word import NOBODY, Word, pass_on
from cases.models import Case, ContactAttempt
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import put_right, withdraw


@transaction.atomic
def log_attempt(
    case: Case,
    *,
    by: User,
    on: date,
    method: str,
    outcome: str,
    note: str = "",
    word: Word = NOBODY,
) -> ContactAttempt:
    """A try at reaching the person is on the case, whatever came of it."""
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, on)
    check_not_after_today(on)
    check_may_contact(case, on=on)
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
    start_contacting(case, by=by, on=on)
    if case.non_engagement_declared_on:
        keep_non_engagement(case)  # one entered late may be evidence
    keep_first_attempt(case)
    if outcome in ContactAttempt.IN_PERSON:
        keep_awareness(case, by=by, on=on)
    pass_on(case, by=by, word=word)
    return attempt


@transaction.atomic
def correct_attempt(
    attempt: ContactAttempt,
    *,
    by: User,
    because: str,
    on: date,
    method: str,
    outcome: str,
    note: str = "",
) -> ContactAttempt:
    """Another entry of the same try stands for this one, which stays readable."""
    by.require(Permission.LOG_WORK, attempt.case.borough)
    hold(attempt.case, on)
    check_not_after_today(on)
    with keeping_its_closure(attempt.case):
        right = put_right(
            attempt,
            by=by,
            because=because,
            trace={"case": attempt.case.reference},
            on=on,
            borough=attempt.case.borough_on(on),
            method=method,
            outcome=outcome,
            note=note,
            recorded_at=calendar.now(),
        )
        keep_non_engagement(attempt.case)
    keep_first_attempt(attempt.case)
    review_awareness(attempt.case, by=by)
    return right


@transaction.atomic
def withdraw_attempt(attempt: ContactAttempt, *, by: User, because: str) -> ContactAttempt:
    """The try was never made on this case: it stays readable and counts nowhere."""
    by.require(Permission.LOG_WORK, attempt.case.borough)
    trace = {"case": attempt.case.reference}
    hold(attempt.case, attempt.on)
    with keeping_its_closure(attempt.case):
        withdraw(attempt, by=by, because=because, trace=trace)
        keep_non_engagement(attempt.case)
    keep_first_attempt(attempt.case)
    review_awareness(attempt.case, by=by)
    return attempt
