"""How an award is divided between cost lines, and shared costs between boroughs."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from django.db import transaction

from pilot import audit, calendar
from pilot.models import ApportionmentKey, Borough, Budget, BudgetLine, KeyShare, User
from pilot.money import NOTHING, pilot_awards_on, signed_extensions
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, put_right

Lines: TypeAlias = Mapping[tuple[str, int], Decimal]


@transaction.atomic
def divide_budget(
    borough: Borough,
    *,
    by: User,
    version: int,
    lines: Lines,
    is_assumed: bool,
    source: str,
    reason: str,
    extension_lines: Lines | None = None,
) -> Budget:
    """The award is divided like this; the division before it stays readable.

    `lines` holds an amount for a cost line and a financial year, and `extension_lines` the
    same of a signed extension, which lies in a straight line while nobody divides it.
    `version` is the key of the budget that the person saw, 0 for none.
    """
    by.require(Permission.KEEP_MONEY, borough)
    award = pilot_awards_on(calendar.today()).get(borough.pk, NOTHING)
    amounts = {False: _come_to(award, lines, "award")}
    if extension_lines:
        signed = signed_extensions().get(borough.pk)
        cost = signed.cost if signed else NOTHING
        amounts[True] = _come_to(cost, extension_lines, "extension")
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
        BudgetLine(
            budget=budget,
            cost_line=line,
            financial_year=year,
            amount=amount,
            is_of_extension=is_of_extension,
        )
        for is_of_extension, divided in amounts.items()
        for (line, year), amount in divided.items()
    )
    return budget


def _come_to(whole: Decimal, lines: Lines, noun: str) -> Lines:
    """The lines with an amount, which make up the whole."""
    amounts = {key: amount for key, amount in lines.items() if amount}
    total = sum(amounts.values(), NOTHING)
    if total != whole:
        raise TransitionRefused(
            f"The lines come to £{total:,.2f}, and the {noun} is £{whole:,.2f}."
        )
    return amounts


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
