"""A council says what it expects of a figure, and what the figure was before."""

from datetime import date
from decimal import Decimal

from django.db import IntegrityError, models, transaction

from pilot import audit, calendar, parameters
from pilot.calendar import Quarter
from pilot.models import Borough, User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused
from reporting.indicators import Indicator
from reporting.models import Baseline, Target


@transaction.atomic
def set_target(
    indicator: Indicator,
    borough: Borough,
    *,
    by: User,
    version: int,
    quarter: Quarter,
    is_to_date: bool,
    value: Decimal | None,
    direction: Target.Direction,
    reason: str,
    agreed_by: str = "",
    agreed_on: date | None = None,
) -> Target:
    """The figure should come to this in the quarter, or from the start to its end.

    Without a value nothing is expected of it any more. What was said before stays.
    `version` is how many targets the figure had here when the person read them.
    """
    by.require(Permission.SET_TARGET, borough)
    if value is not None and indicator.is_rate and value > 100:
        raise TransitionRefused("A percentage is at most 100.")
    if agreed_on and agreed_on > calendar.today():
        raise TransitionRefused("An agreement is recorded once it has been reached.")
    earlier = Target.objects.of(borough, indicator.code)
    if version != earlier.count():
        raise Overtaken(f"Somebody else has just set a target of {indicator.code}.")
    of_period = earlier.filter(quarter=str(quarter), is_to_date=is_to_date).in_order()
    was = of_period.last()
    if value is None and (was is None or was.value is None):
        raise TransitionRefused("There is no target of that period to take back.")
    target = Target(
        code=indicator.code,
        borough=borough,
        place=_place(of_period),
        value=value,
        quarter=str(quarter),
        is_to_date=is_to_date,
        direction=direction,
        reason=reason,
        agreed_by=agreed_by,
        agreed_on=agreed_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    _keep(target)
    audit.record(
        target,
        "set",
        by=by,
        reason=reason,
        period=f"to the end of {quarter}" if is_to_date else str(quarter),
        was=str(was.value) if was else "none",
        to=str(value),
    )
    return target


@transaction.atomic
def record_baseline(
    indicator: Indicator,
    borough: Borough,
    *,
    by: User,
    version: int,
    value: Decimal | None,
    period_words: str = "",
    source: str,
) -> Baseline:
    """The figure was this before the pilot; without a value there is no baseline.

    It is read by everybody who sees the figure: a count of people below P-01 is not kept.
    """
    by.require(Permission.SET_TARGET, borough)
    if value is not None and indicator.is_rate and value > 100:
        raise TransitionRefused("A percentage is at most 100.")
    is_small = value is not None and 0 < value < parameters.value("P-01")
    if is_small and not indicator.is_rate and not indicator.is_in_clear:
        raise TransitionRefused(
            parameters.filled("A count of people below {P-01} is not kept as a baseline.")
        )
    earlier = Baseline.objects.of(borough, indicator.code)
    if version != earlier.count():
        raise Overtaken(f"Somebody else has just recorded what {indicator.code} was.")
    baseline = Baseline(
        code=indicator.code,
        borough=borough,
        place=_place(earlier),
        value=value,
        period_words=period_words,
        source=source,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    _keep(baseline)
    audit.record(baseline, "recorded", by=by, to=str(value))
    return baseline


def _place(earlier: models.QuerySet) -> int:
    return earlier.count() + 1


def _keep(row: models.Model) -> None:
    """The row is the next of its kind, unless somebody else was faster."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        raise Overtaken("Somebody else has just changed this.") from error
