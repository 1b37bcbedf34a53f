"""How an award is divided between cost lines, and shared costs between boroughs."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction

from pilot import audit, calendar
from pilot.models import ApportionmentKey, Borough, Budget, BudgetLine, KeyShare, User
from pilot.money import NOTHING, award_of
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, put_right


@transaction.atomic
def divide_budget(
    borough: Borough,
    *,
    by: User,
    version: int,
    lines: Mapping[tuple[str, int], Decimal],
    is_assumed: bool,
    source: str,
    reason: str,
) -> Budget:
    """The award is divided like this; the division before it stays readable.

    `lines` holds an amount for a cost line and a financial year. `version` is the key of
    the budget that the person saw, 0 for none.
    """
    by.require(Permission.KEEP_MONEY, borough)
    award = award_of(borough, calendar.today())
    amounts = {key: amount for key, amount in lines.items() if amount}
    whole = sum(amounts.values(), NOTHING)
    if whole != award:
        raise TransitionRefused(
            f"The lines come to £{whole:,.2f}, and the award is £{award:,.2f}."
        )
    was = Budget.objects.standing().filter(borough=borough).first()
    if version != (was.pk if was else 0):
        raise Overtaken(f"Somebody else has just changed the budget of {borough}.")
    told: dict[str, Any] = {"is_assumed": is_assumed, "source": source}
    told |= {"recorded_at": calendar.now(), "recorded_by": by}
    if was:
        budget = put_right(was, by=by, because=reason, **told)
    else:
        budget = Budget.objects.create(borough=borough, **told)
        audit.record(budget, "divided", by=by, reason=reason)
    BudgetLine.objects.bulk_create(
        BudgetLine(budget=budget, cost_line=line, financial_year=year, amount=amount)
        for (line, year), amount in amounts.items()
    )
    return budget


@transaction.atomic
def change_key(
    key: ApportionmentKey,
    *,
    by: User,
    starts_on: date,
    parts: Mapping[Borough, int],
    source: str,
) -> ApportionmentKey:
    """From that day on the key divides costs like this; earlier costs stay as they are."""
    for borough in parts:
        by.require(Permission.KEEP_MONEY, borough)
    by.require(Permission.KEEP_MONEY)
    latest = ApportionmentKey.objects.filter(code=key.code).latest("starts_on")
    if latest.pk != key.pk:
        raise Overtaken(f"Somebody else has just changed {key.audit_name}.")
    if starts_on <= latest.starts_on:
        raise TransitionRefused(
            "A key changes after the day from which it holds now: "
            f"{calendar.in_words(latest.starts_on)}."
        )
    changed = ApportionmentKey.objects.create(
        code=key.code, title=key.title, starts_on=starts_on, source=source
    )
    KeyShare.objects.bulk_create(
        KeyShare(key=changed, borough=borough, parts=part)
        for borough, part in parts.items()
        if part
    )
    audit.record(changed, "changed", by=by, on=starts_on)
    return changed
