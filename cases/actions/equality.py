"""What a person says of themselves, asked of them and never required."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold_open, trace_of
from cases.models import Case, EqualityRecord, NonAnswer
from cases.models.answers import ANSWERS, YesNo
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend

ASKED_OF_ADULTS = ("gender_identity", "orientation")


@transaction.atomic
def keep_equality(
    case: Case,
    *,
    by: User,
    version: int,
    asked_on: date | None,
    **answers: Any,
) -> EqualityRecord:
    """What the person answered is kept, with who asked and when; version 0 is the first.

    Under 16 gender identity and orientation are not asked. Without a long-term condition
    there is no effect to ask of, and who did not say has said nothing of its effect.
    The trace names the questions whose answers changed, never an answer.
    """
    by.require(Permission.KEEP_RECORD, case.borough)
    hold_open(case, calendar.today())
    answers = _settled(case, answers)
    asked = any(answers[question] in _said(question) for question in ANSWERS)
    if asked and asked_on is None:
        raise TransitionRefused("Say on which day they were asked.")
    if asked_on:
        check_not_after_today(asked_on)
    answers |= {"asked_on": asked_on, "asked_by": by if asked_on else None}
    record = EqualityRecord.objects.filter(perpetrator=case.perpetrator).first()
    if record is None:
        record = EqualityRecord.objects.create(perpetrator=case.perpetrator, **answers)
        audit.record(record, "recorded", by=by, **trace_of(case))
        return record
    if version == 0:
        raise Overtaken(f"Somebody else has just recorded {record.audit_name}.")
    changes = {
        name: value for name, value in answers.items() if getattr(record, name) != value
    }
    return amend(record, by=by, version=version, trace=trace_of(case), **changes)


def _said(question: str) -> set[str]:
    """What somebody can only have said when asked: an answer, "prefer not to say", …"""
    unasked = {NonAnswer.NOT_ASKED.value, NonAnswer.NOT_APPLICABLE.value}
    return {*(code for code, _ in ANSWERS[question]), *NonAnswer.values} - unasked


def _settled(case: Case, answers: dict[str, Any]) -> dict[str, Any]:
    """The answers, and of the questions that were not put what that comes to."""
    answers = dict(answers)
    if case.perpetrator.is_under_16:
        answers |= dict.fromkeys(ASKED_OF_ADULTS, NonAnswer.NOT_APPLICABLE.value)
        answers["gender_words"] = ""
    condition = answers["condition"]
    if condition == YesNo.NO:
        answers |= {"effect": NonAnswer.NOT_APPLICABLE.value, "impairments": []}
    elif condition != YesNo.YES:
        answers |= {"effect": condition, "impairments": []}
    return answers
