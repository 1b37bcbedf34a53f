"""The agencies and professionals around him."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold_open, trace_of
from cases.models import AgencyInvolvement, Case
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend
from referrals.actions import enter_practitioner
from referrals.models import Agency, NewPractitioner, Practitioner


@transaction.atomic
def record_agency(
    case: Case,
    *,
    by: User,
    agency: Agency,
    who: Practitioner | NewPractitioner | None,
    role: str,
    contact: str,
    starts_on: date | None,
    ends_on: date | None,
) -> AgencyInvolvement:
    """An agency that works with him is on the record, with its professional."""
    by.require(Permission.KEEP_RECORD, case.borough)
    hold_open(case, calendar.today())
    _check_agency(agency)
    _check_start(starts_on)
    involvement = AgencyInvolvement.objects.create(
        perpetrator=case.perpetrator,
        agency=agency,
        practitioner=enter_practitioner(by=by, who=who) if who else None,
        role=role,
        contact=contact,
        starts_on=starts_on,
        ends_on=ends_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(involvement, "recorded", by=by, **trace_of(case))
    return involvement


@transaction.atomic
def amend_agency(
    involvement: AgencyInvolvement,
    *,
    by: User,
    case: Case,
    version: int,
    agency: Agency,
    who: Practitioner | NewPractitioner | None,
    starts_on: date | None,
    **answers: Any,
) -> AgencyInvolvement:
    """The entry says what is known now: another professional, or that it has ended."""
    by.require(Permission.KEEP_RECORD, case.borough)
    hold_open(case, calendar.today())
    _check_agency(agency)
    _check_start(starts_on)
    answers |= {
        "agency": agency,
        "practitioner": enter_practitioner(by=by, who=who) if who else None,
        "starts_on": starts_on,
    }
    changes = {
        name: value
        for name, value in answers.items()
        if getattr(involvement, name) != value
    }
    return amend(involvement, by=by, version=version, trace=trace_of(case), **changes)


def _check_agency(agency: Agency) -> None:
    """Who supports the person harmed is never written on his record (domain 4.7)."""
    if agency.sector == Agency.Sector.VICTIM_SVC:
        raise TransitionRefused(
            "A service for people who were harmed is never named on this side."
        )


def _check_start(starts_on: date | None) -> None:
    if starts_on:
        check_not_after_today(starts_on)
