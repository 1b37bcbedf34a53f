"""Costs come from a spreadsheet: tried row by row, then entered all or none."""

from collections.abc import Sequence
from datetime import datetime, time
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from pilot import audit, calendar
from pilot.actions.cost import enter_cost
from pilot.models import Cost, CostSheet, User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused

MOST_A_DAY = 50

Costs = Sequence[dict[str, Any] | None]  # None: a row that is no cost


@transaction.atomic
def upload_sheet(*, by: User, rows: list[list[str]]) -> CostSheet:
    """The rows of a file are kept until they are imported; nothing is in the ledger yet."""
    by.require(Permission.IMPORT_COSTS)
    midnight = datetime.combine(calendar.today(), time(0), tzinfo=calendar.LONDON)
    sent = CostSheet.objects.filter(uploaded_by=by, uploaded_at__gte=midnight)
    if sent.count() >= MOST_A_DAY:
        raise TransitionRefused(f"You have sent {MOST_A_DAY} files today: go on tomorrow.")
    digest = sha256(repr(rows).encode()).hexdigest()
    if CostSheet.objects.filter(digest=digest, imported_at__isnull=False).exists():
        raise TransitionRefused("These costs have been imported already.")
    sheet = CostSheet.objects.create(
        digest=digest, rows=rows, uploaded_at=calendar.now(), uploaded_by=by
    )
    audit.record(sheet, "uploaded", by=by, rows=len(rows) - 1)
    return sheet


def try_costs(costs: Costs, *, by: User) -> dict[int, str]:
    """Why rows would be refused, by their place, if they were all entered now.

    Each is entered as the import would, after those before it, and all are undone.
    """
    by.require(Permission.IMPORT_COSTS)
    with transaction.atomic():
        refused = _enter_each(costs, by=by)
        transaction.set_rollback(True)
    return refused


@transaction.atomic
def import_sheet(sheet: CostSheet, *, by: User, costs: Costs) -> CostSheet:
    """Every row of the sheet is in the ledger, or none is."""
    by.require(Permission.IMPORT_COSTS)
    same = CostSheet.objects.filter(digest=sheet.digest, imported_at__isnull=False)
    as_we_read_it = CostSheet.objects.filter(pk=sheet.pk, imported_at=None)
    if same.exists() or not as_we_read_it.update(imported_at=calendar.now()):
        raise Overtaken("These costs have been imported already.")
    if None in costs or _enter_each(costs, by=by):
        raise TransitionRefused("A row is refused, so that nothing was imported.")
    sheet.refresh_from_db()
    audit.record(sheet, "imported", by=by, rows=len(costs))
    return sheet


def _enter_each(costs: Costs, *, by: User) -> dict[int, str]:
    refused = {}
    for place, cost in enumerate(costs):
        if cost is None:
            continue
        try:
            with transaction.atomic():
                _check_new(cost)
                enter_cost(by=by, **cost)
        except TransitionRefused as why:
            refused[place] = str(why)
        except PermissionDenied:
            refused[place] = "You do not keep the money of every borough that bears it."
    return refused


def _check_new(cost: dict[str, Any]) -> None:
    names = ("kind", "on", "cost_line", "amount", "supplier", "evidence")
    same = Cost.objects.filter(**{name: cost[name] for name in names})
    if same.filter(reversed_by=None).exists():
        raise TransitionRefused("It is in the ledger already.")
