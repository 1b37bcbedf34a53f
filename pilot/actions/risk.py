"""What may go wrong is kept with its scores, of which none is ever changed."""

from datetime import date
from typing import Any

from django.db import transaction

from pilot import audit, calendar
from pilot.models import Borough, ContractRisk, RiskScore, User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend


@transaction.atomic
def add_risk(
    *,
    by: User,
    kind: str,
    what: str,
    mitigation: str,
    owner: str,
    review_on: date,
    likelihood: int,
    impact: int,
    note: str,
    borough: Borough | None = None,
) -> ContractRisk:
    """It is on the register with its first score, for a borough or for all of them."""
    by.require(Permission.KEEP_CONTRACT, borough)
    risk = ContractRisk.objects.create(
        borough=borough,
        kind=kind,
        what=what,
        mitigation=mitigation,
        owner=owner,
        review_on=review_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(risk, "recorded", by=by, kind=kind)
    _score(risk, by, calendar.today(), likelihood, impact, note)
    return risk


@transaction.atomic
def score_risk(
    risk: ContractRisk,
    *,
    by: User,
    version: int,
    likelihood: int,
    impact: int,
    note: str,
    review_on: date,
) -> RiskScore:
    """It was looked at today and is this likely and this grave; it is looked at again."""
    by.require(Permission.KEEP_CONTRACT, risk.borough)
    if risk.closed_on:
        raise TransitionRefused("This risk is closed. Record a new one if it is back.")
    amend(risk, by=by, version=version, saying="scored", review_on=review_on)
    return _score(risk, by, calendar.today(), likelihood, impact, note)


@transaction.atomic
def change_risk(
    risk: ContractRisk, *, by: User, version: int, because: str, **facts: Any
) -> ContractRisk:
    """What it is, who answers for it and what is done about it are these from now on."""
    by.require(Permission.KEEP_CONTRACT, risk.borough)
    return amend(risk, by=by, version=version, saying="changed", because=because, **facts)


@transaction.atomic
def close_risk(risk: ContractRisk, *, by: User, version: int, because: str) -> ContractRisk:
    """It is a risk no longer: it stays readable with its scores."""
    by.require(Permission.KEEP_CONTRACT, risk.borough)
    if risk.closed_on:
        raise TransitionRefused("This risk is closed already.")
    return amend(
        risk,
        by=by,
        version=version,
        saying="closed",
        because=because,
        closed_on=calendar.today(),
    )


def _score(
    risk: ContractRisk, by: User, on: date, likelihood: int, impact: int, note: str
) -> RiskScore:
    return RiskScore.objects.create(
        risk=risk,
        on=on,
        likelihood=likelihood,
        impact=impact,
        note=note,
        scored_at=calendar.now(),
        scored_by=by,
    )
