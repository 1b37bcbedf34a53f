"""The facts of the contract are recorded, put right and taken out; none is changed."""

from typing import Any

from django.db import IntegrityError, transaction

from pilot import audit, calendar
from pilot.models import Borough, ContractAction, EqualityAssessment, Record, User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, put_right, withdraw


@transaction.atomic
def add_record(of: type[Record], *, by: User, **facts: Any) -> Record:
    """A fact of the contract is on record, for one borough or, without one, for all.

    Refused if the database holds the same already: a register has one entry a council.
    """
    _require(by, facts.get("borough"))
    try:
        with transaction.atomic():
            record = of._default_manager.create(
                **facts, recorded_at=calendar.now(), recorded_by=by
            )
    except IntegrityError as there:
        raise TransitionRefused(_there_already(of)) from there
    audit.record(record, "recorded", by=by)
    return record


@transaction.atomic
def correct_record(record: Record, *, by: User, because: str, **facts: Any) -> Record:
    """Another record stands in its place; what was written before stays readable.

    What is to be done after an equality assessment goes on from the new one.
    """
    _require(by, getattr(record, "borough", None))
    _require(by, facts.get("borough", getattr(record, "borough", None)))
    told = {**facts, "recorded_at": calendar.now(), "recorded_by": by}
    try:
        with transaction.atomic():
            new = put_right(record, by=by, because=because, **told)
    except IntegrityError as there:
        raise TransitionRefused(_there_already(type(record))) from there
    if isinstance(record, EqualityAssessment):
        ContractAction.objects.filter(assessment=record).update(assessment=new)
    return new


@transaction.atomic
def withdraw_record(record: Record, *, by: User, because: str) -> Record:
    """It was recorded by mistake: it stays readable and counts nowhere."""
    _require(by, getattr(record, "borough", None))
    return withdraw(record, by=by, because=because)


def _require(by: User, borough: Borough | None) -> None:
    by.require(Permission.KEEP_CONTRACT, borough)


def _there_already(of: type[Record]) -> str:
    return f"This {of._meta.verbose_name} is on record already: put that one right instead."
