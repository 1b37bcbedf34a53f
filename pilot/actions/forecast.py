"""What is expected to be spent, why a quarter differs, and what may be carried forward."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from pilot import audit, calendar
from pilot.calendar import Period, Quarter
from pilot.models import (
    Agreement,
    Borough,
    CarryForward,
    Forecast,
    ForecastMonth,
    User,
    VarianceComment,
)
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, put_right


def months_to_come(borough: Borough) -> list[date]:
    """The first day of this month and of each one after it in the borough's agreement."""
    agreement = Agreement.objects.get(borough=borough)
    first = max(calendar.today().replace(day=1), agreement.starts_on)
    if first > agreement.ends_on:
        return []
    return list(calendar.months_of(Period(first, agreement.ends_on)))


@transaction.atomic
def make_forecast(
    borough: Borough, *, by: User, months: Mapping[date, Decimal]
) -> Forecast:
    """Each month to come is expected to cost this much; earlier forecasts stay."""
    by.require(Permission.KEEP_MONEY, borough)
    if not months or sorted(months) != months_to_come(borough):
        raise TransitionRefused("A forecast says what each month to come will cost.")
    forecast = Forecast.objects.create(borough=borough, made_at=calendar.now(), made_by=by)
    ForecastMonth.objects.bulk_create(
        ForecastMonth(forecast=forecast, starts_on=month, amount=amount)
        for month, amount in months.items()
    )
    audit.record(forecast, "made", by=by, months=len(months))
    return forecast


@transaction.atomic
def explain_variance(
    borough: Borough, quarter: Quarter, *, by: User, text: str, reason: str = ""
) -> VarianceComment:
    """Why the quarter cost more or less than its profile; said again, with a reason."""
    by.require(Permission.KEEP_MONEY, borough)
    agreement = Agreement.objects.get(borough=borough)
    if not agreement.covers(quarter.period.start):
        raise TransitionRefused("A quarter is explained that the agreement runs in.")
    if calendar.today() <= quarter.period.last:
        raise TransitionRefused("A quarter is explained when it is over.")
    told: dict[str, Any] = {"text": text, "recorded_at": calendar.now(), "recorded_by": by}
    of_quarter = VarianceComment.objects.standing().filter(
        borough=borough, quarter=str(quarter)
    )
    if was := of_quarter.first():
        return put_right(was, by=by, because=_said(reason), **told)
    comment = VarianceComment.objects.create(borough=borough, quarter=str(quarter), **told)
    audit.record(comment, "explained", by=by, quarter=str(quarter))
    return comment


@transaction.atomic
def record_carry_forward(
    borough: Borough,
    *,
    by: User,
    financial_year: int,
    amount: Decimal,
    approved_on: date,
    approver: str,
    evidence: str,
    reason: str = "",
) -> CarryForward:
    """Somebody with the authority said how much of a year's money may be spent later."""
    by.require(Permission.KEEP_MONEY, borough)
    told: dict[str, Any] = {
        "amount": amount,
        "approved_on": approved_on,
        "approver": approver,
        "evidence": evidence,
        "recorded_at": calendar.now(),
        "recorded_by": by,
    }
    of_year = {"borough": borough, "financial_year": financial_year}
    if was := CarryForward.objects.standing().filter(**of_year).first():
        return put_right(was, by=by, because=_said(reason), **told)
    carried = CarryForward.objects.create(**of_year, **told)
    audit.record(carried, "recorded", by=by, on=approved_on)
    return carried


def _said(reason: str) -> str:
    if not reason:
        raise TransitionRefused("Say why what was said before is changed.")
    return reason
