"""What is paid and owed is entered in the ledger, and taken back by another entry."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction

from pilot import audit, calendar
from pilot.models import Agreement, ApportionmentKey, Borough, Cost, CostShare, User
from pilot.money import (
    NOTHING,
    PENNY,
    divided,
    key_on,
    pilot_awards_on,
    signed_extensions,
    spent_in_term,
)
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, sentence_case

Parts = Mapping[Borough, Decimal]


@transaction.atomic
def enter_cost(
    *,
    by: User,
    kind: str,
    on: date,
    cost_line: str,
    amount: Decimal,
    supplier: str,
    evidence: str,
    borough: Borough | None = None,
    key: str = "",
) -> Cost:
    """Something was paid, or is owed, for one borough or for all of them by a key.

    Refused if it takes a borough beyond its award, whoever else is entering costs.
    """
    by.require(Permission.KEEP_MONEY, borough)
    if kind not in (Cost.Kind.ACTUAL, Cost.Kind.ACCRUAL):
        raise TransitionRefused("Enter what was paid or is owed; take an entry back there.")
    holds, parts = _parts_of(amount, on, borough=borough, key=key)
    for each in parts:
        by.require(Permission.KEEP_MONEY, each)
    _check_day(parts, kind, on)
    _one_at_a_time(parts)
    _check_award(parts, on)
    cost = Cost.objects.create(
        kind=kind,
        on=on,
        cost_line=cost_line,
        amount=amount,
        key=holds,
        supplier=supplier,
        evidence=evidence,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    _share(cost, parts)
    audit.record(cost, "entered", by=by, borough=borough, kind=kind, line=cost_line, on=on)
    return cost


@transaction.atomic
def reverse_cost(cost: Cost, *, by: User, on: date, reason: str) -> Cost:
    """The entry counts no more from that day on: another one takes back every part of it.

    A bill that was owed is reversed when it is paid; a mistake, at once.
    """
    parts = {share.borough: share.amount for share in cost.shares.for_listing()}
    for borough in parts:
        by.require(Permission.KEEP_MONEY, borough)
    _one_at_a_time(parts)
    if cost.kind == Cost.Kind.REVERSAL:
        raise TransitionRefused("A reversal is not reversed: enter the cost again.")
    if Cost.objects.filter(reverses=cost).exists():
        raise Overtaken(f"{sentence_case(cost.audit_name)} has been reversed already.")
    if not cost.on <= on <= calendar.today():
        raise TransitionRefused(
            f"It is reversed on a day from {calendar.in_words(cost.on)} to today."
        )
    reversal = Cost.objects.create(
        kind=Cost.Kind.REVERSAL,
        on=on,
        cost_line=cost.cost_line,
        amount=-cost.amount,
        key=cost.key,
        supplier=cost.supplier,
        evidence=cost.evidence,
        reverses=cost,
        reason=reason,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    _share(reversal, {borough: -amount for borough, amount in parts.items()})
    alone = next(iter(parts)) if len(parts) == 1 else None
    audit.record(cost, "reversed", by=by, borough=alone, reason=reason, on=on)
    return reversal


def _parts_of(
    amount: Decimal, on: date, *, borough: Borough | None = None, key: str = ""
) -> tuple[ApportionmentKey | None, Parts]:
    """The key that holds on the day, if there is one, and what falls to each borough."""
    if amount != amount.quantize(PENNY):
        raise TransitionRefused("An amount is in pounds and whole pence.")
    if bool(borough) == bool(key):
        raise TransitionRefused("A cost is one borough’s, or shared by one key.")
    if borough:
        return None, {borough: amount}
    holds = key_on(key, on)
    if holds is None:
        raise TransitionRefused("No key of this name divides costs of that day.")
    return holds, divided(amount, holds)


def _check_day(parts: Parts, kind: str, on: date) -> None:
    """A payment is inside the agreement; a bill owed may come after its end (V-26)."""
    if on > calendar.today():
        raise TransitionRefused("The day must be today or in the past.")
    for agreement in Agreement.objects.filter(borough__in=parts):
        is_late = kind == Cost.Kind.ACTUAL and on > agreement.ends_on
        if on < agreement.starts_on or is_late:
            raise TransitionRefused(
                f"The day must be inside the agreement: "
                f"{calendar.in_words(agreement.starts_on)} to "
                f"{calendar.in_words(agreement.ends_on)}."
            )


def _check_award(parts: Parts, on: date) -> None:
    """No borough is taken beyond its award, which costs the council nothing (V-27).

    What arises in an extension counts against its own costs, which are bounded too (V-28):
    neither may spend what the other has left.
    """
    awards, signed = pilot_awards_on(calendar.today()), signed_extensions()
    spent = spent_in_term(signed, of=parts)
    for borough, amount in parts.items():
        extension = signed.get(borough.pk)
        award, of, is_after = awards.get(borough.pk, NOTHING), "award", False
        if extension and on >= extension.starts_on:
            award, of, is_after = extension.cost, "extension", True
        so_far = sum((each.total for each in spent[borough.pk, is_after].values()), NOTHING)
        left = award - so_far
        if amount > left:
            raise TransitionRefused(
                f"{borough} has £{left:,.2f} left of its {of}, and this would take "
                f"£{amount:,.2f}. More needs an approved variation or extension."
            )


def _one_at_a_time(parts: Parts) -> None:
    """Whoever spends a borough's money waits for whoever is spending it."""
    codes = sorted(borough.pk for borough in parts)
    held = Agreement.objects.select_for_update().filter(borough__in=codes)
    list(held.order_by("pk"))


def _share(cost: Cost, parts: Parts) -> None:
    CostShare.objects.bulk_create(
        CostShare(cost=cost, borough=borough, on=cost.on, amount=amount)
        for borough, amount in parts.items()
    )
