"""What only the work with young people keeps."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold_open, trace_of
from cases.models import AssetSummary, Case, YouthDetail
from cases.models.youth import ASSETPLUS_FROM
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend, put_right


@transaction.atomic
def keep_youth_detail(case: Case, *, by: User, version: int, **answers: Any) -> YouthDetail:
    """The young person's details say what is known now; version 0 is the first time."""
    by.require(Permission.KEEP_RECORD, case.borough)
    hold_open(case, calendar.today())
    check_young(case)
    youth = YouthDetail.objects.filter(case=case).first()
    if youth is None:
        youth = YouthDetail.objects.create(case=case, **answers)
        audit.record(youth, "recorded", by=by, **trace_of(case))
        return youth
    if version == 0:
        raise Overtaken(f"Somebody else has just recorded {youth.audit_name}.")
    changes = {
        name: value for name, value in answers.items() if getattr(youth, name) != value
    }
    return amend(youth, by=by, version=version, trace=trace_of(case), **changes)


@transaction.atomic
def record_asset(
    case: Case,
    *,
    by: User,
    tool: str,
    stage: str,
    done_on: date,
    reoffending: str,
    serious_harm: str,
    safety: str,
) -> AssetSummary:
    """The headline judgements of an assessment by the Youth Offending Service are kept."""
    by.require(Permission.KEEP_RECORD, case.borough)
    hold_open(case, calendar.today())
    check_young(case)
    _check_done(tool, done_on)
    summary = AssetSummary.objects.create(
        case=case,
        tool=tool,
        stage=stage,
        done_on=done_on,
        reoffending=reoffending,
        serious_harm=serious_harm,
        safety=safety,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(summary, "recorded", by=by, **trace_of(case), on=done_on)
    return summary


@transaction.atomic
def correct_asset(
    summary: AssetSummary,
    *,
    by: User,
    because: str,
    tool: str,
    done_on: date,
    **answers: Any,
) -> AssetSummary:
    """A wrong summary stays readable, and a right one stands in its place."""
    by.require(Permission.KEEP_RECORD, summary.case.borough)
    hold_open(summary.case, calendar.today())
    _check_done(tool, done_on)
    return put_right(
        summary,
        by=by,
        because=because,
        trace=trace_of(summary.case),
        tool=tool,
        done_on=done_on,
        recorded_at=calendar.now(),
        recorded_by=by,
        **answers,
    )


def check_young(case: Case) -> None:
    """Refused unless the case is the young perpetrator specialist's."""
    if not case.is_with_a_young_person:
        raise TransitionRefused("Only the work with young people keeps this.")


def _check_done(tool: str, done_on: date) -> None:
    """V-22: AssetPlus came in September 2015. And nothing is done on a day to come."""
    check_not_after_today(done_on)
    if tool == AssetSummary.Tool.ASSET_PLUS and done_on < ASSETPLUS_FROM:
        raise TransitionRefused(
            f"AssetPlus began on {calendar.in_words(ASSETPLUS_FROM)}: select Asset, or "
            "check the date."
        )
