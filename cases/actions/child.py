"""The children in his life, and what Children's Services do for them over time."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold_open, trace_of
from cases.models import Case, Child, ChildrenKnown, ChildStatus, Perpetrator
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend, put_right, sentence_case


@transaction.atomic
def record_child(
    case: Case,
    *,
    by: User,
    first_name: str,
    born_on: date | None,
    is_birth_estimated: bool,
    is_unborn: bool,
    relationship: str,
    lives_with: str,
    responsibility: str,
    contact: str,
) -> Child:
    """A child is on the person's record, with only what is needed to know of them."""
    by.require(Permission.KEEP_RECORD, case.borough)
    hold_open(case, calendar.today())
    _check_birth(born_on)
    child = Child.objects.create(
        perpetrator=case.perpetrator,
        first_name=first_name,
        born_on=born_on,
        is_birth_estimated=is_birth_estimated,
        is_unborn=is_unborn,
        relationship=relationship,
        lives_with=lives_with,
        responsibility=responsibility,
        contact=contact,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    Perpetrator.objects.filter(pk=case.perpetrator_id).update(
        children_known=ChildrenKnown.YES
    )
    audit.record(child, "recorded", by=by, **trace_of(case))
    return child


@transaction.atomic
def amend_child(
    child: Child,
    *,
    by: User,
    case: Case,
    version: int,
    born_on: date | None,
    is_unborn: bool,
    **answers: Any,
) -> Child:
    """The child's entry says what is known now: born by now, living elsewhere by now."""
    by.require(Permission.KEEP_RECORD, case.borough)
    hold_open(case, calendar.today())
    _check_stands(child)
    _check_birth(born_on)
    answers |= {"born_on": born_on, "is_unborn": is_unborn}
    changes = {
        name: value for name, value in answers.items() if getattr(child, name) != value
    }
    return amend(child, by=by, version=version, trace=trace_of(case), **changes)


@transaction.atomic
def withdraw_child(child: Child, *, by: User, case: Case, because: str) -> Child:
    """The child was entered by mistake: it stays readable and counts nowhere."""
    by.require(Permission.KEEP_RECORD, case.borough)
    hold_open(case, calendar.today())
    _check_stands(child)
    return amend(
        child,
        by=by,
        version=child.version,
        saying="withdrew",
        because=because,
        trace=trace_of(case),
        withdrawal_reason=because,
    )


@transaction.atomic
def start_child_status(
    child: Child,
    *,
    by: User,
    case: Case,
    status: str,
    category: str,
    starts_on: date,
    authority: str,
    source: str,
) -> ChildStatus:
    """From that day this was the child's status, until the next one begins (V-21).

    It may be entered late, between two that are known: both then end where they should.
    """
    by.require(Permission.KEEP_RECORD, case.borough)
    hold_open(case, calendar.today())
    _check_stands(child)
    _check_start(child, status, starts_on)
    _check_says_something_new(child, status, category, starts_on)
    entry = ChildStatus.objects.create(
        child=child,
        status=status,
        category=category,
        starts_on=starts_on,
        authority=authority,
        source=source,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(entry, "recorded", by=by, on=starts_on, status=status, **trace_of(case))
    return entry


@transaction.atomic
def correct_child_status(
    entry: ChildStatus,
    *,
    by: User,
    case: Case,
    because: str,
    status: str,
    starts_on: date,
    **answers: Any,
) -> ChildStatus:
    """A wrong status stays readable, and a right one stands in its place."""
    by.require(Permission.KEEP_RECORD, case.borough)
    hold_open(case, calendar.today())
    _check_stands(entry.child)
    entry.refresh_from_db()
    if entry.is_replaced:
        raise Overtaken("This status has already been corrected. Open the correction.")
    _check_start(entry.child, status, starts_on, instead_of=entry)
    return put_right(
        entry,
        by=by,
        because=because,
        trace=trace_of(case),
        status=status,
        starts_on=starts_on,
        recorded_at=calendar.now(),
        recorded_by=by,
        **answers,
    )


def _check_birth(born_on: date | None) -> None:
    if born_on:
        check_not_after_today(born_on)


def _check_stands(child: Child) -> None:
    child.refresh_from_db()
    if child.is_withdrawn:
        raise Overtaken(
            f"{child.first_name} was entered by mistake and has been taken out."
        )


def _check_start(
    child: Child, status: str, starts_on: date, instead_of: ChildStatus | None = None
) -> None:
    """A status starts today or earlier, on a day of its own, and fits the child's birth."""
    check_not_after_today(starts_on)
    clash = child.statuses.filter(starts_on=starts_on, is_replaced=False)
    if instead_of:
        clash = clash.exclude(pk=instead_of.pk)
    if other := clash.first():
        raise TransitionRefused(
            f"{child.first_name} already has a status from {calendar.in_words(starts_on)}: "
            f"{other.in_words.lower()}. Correct that one, or choose another day."
        )
    born_on = child.born_on or date.max
    if status == ChildStatus.Status.UNBORN and starts_on >= born_on:
        raise TransitionRefused(
            f"{child.first_name} was born on {calendar.in_words(born_on)}, so they were "
            f"not unborn on {calendar.in_words(starts_on)}."
        )
    if status in ChildStatus.AFTER_BIRTH and starts_on < born_on:
        label = ChildStatus.Status(status).label.lower()
        raise TransitionRefused(
            f"{sentence_case(label)} cannot begin before {child.first_name} is born."
        )


def _check_says_something_new(
    child: Child, status: str, category: str, starts_on: date
) -> None:
    """The same status twice in a row is one status: its beginning is what is wrong."""
    standing = child.statuses.filter(is_replaced=False)
    before = standing.filter(starts_on__lt=starts_on).order_by("-starts_on").first()
    after = standing.filter(starts_on__gt=starts_on).order_by("starts_on").first()
    for other in filter(None, (before, after)):
        if (other.status, other.category) == (status, category):
            raise TransitionRefused(
                f"{child.first_name} has this status from "
                f"{calendar.in_words(other.starts_on)} already. If it began on another "
                "day, correct that entry."
            )
