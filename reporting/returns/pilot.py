"""The three boroughs' returns of a quarter together, from what each of them signed last."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from pilot import calendar
from reporting.indicators import PAN_BOROUGH
from reporting.models import ReturnVersion
from reporting.returns.content import tables_in
from reporting.returns.tables import Cell, Table

SIDE_BY_SIDE = ("activity", "outcomes", "days", "finance", "profile", "forecast")
ADDED_UP = (
    "days",
    "finance",
    "profile",
    "forecast",
)  # not about people: section 9, class N
LEFT_OUT = {
    *("Outcome", "Baseline", "Target", "Target to date", "Commentary", "Note"),
    *("Quarter RAG", "To date RAG", "Split", "State"),
}


@dataclass(frozen=True)
class PilotReturn:
    """What the pilot's returns of one quarter say side by side."""

    versions: list[ReturnVersion]
    tables: list[Table]

    @property
    def made_at(self) -> datetime:
        """When the last of them was signed."""
        return max(each.signed_at for each in self.versions)

    @property
    def seal(self) -> str:
        """One seal over the seals of the versions it puts together."""
        seals = sorted(each.mark for each in self.versions)
        return hashlib.sha256("\n".join(seals).encode()).hexdigest()


def together(versions: Sequence[ReturnVersion]) -> PilotReturn:
    """The versions side by side: a row for each line and number, a column for each borough.

    Money and days add up to the pilot. What is about people is not added up here: the
    pilot's own numbers are released with the quarter, and stand on the page of figures.
    """
    by_borough = {
        each.of_return.borough_id: {table.code: table for table in tables_in(each)}
        for each in versions
    }
    first = next(iter(by_borough.values()), {})
    tables = [
        _beside([tables[code] for tables in by_borough.values()], list(by_borough))
        for code in SIDE_BY_SIDE
        if code in first
    ]
    return PilotReturn(list(versions), [_which(versions), *tables])


def _which(versions: Sequence[ReturnVersion]) -> Table:
    """Which version of each borough stands here."""
    return Table(
        code="versions",
        tab="summary",
        title="Versions put together",
        columns=(
            "Borough",
            "Version",
            "State",
            "Signed on",
            "Counted as at",
            "Seal of what is published",
        ),
        rows=tuple(
            (
                *(each.of_return.borough.name, each.number),
                each.of_return.get_status_display(),
                *(
                    calendar.day_of(each.signed_at),
                    datetime.fromisoformat(each.said["as_at"]).date(),
                ),
                each.mark,
            )
            for each in versions
        ),
    )


def _beside(tables: list[Table], boroughs: list[str]) -> Table:
    """One table of several, each borough's number in a column of its own."""
    first = tables[0]
    numbers = [column for column in first.columns[first.keys :] if column not in LEFT_OUT]
    found = [table.by_key() for table in tables]
    rows: list[tuple[Cell, ...]] = []
    adds = first.code in ADDED_UP
    for key in dict.fromkeys(key for each in found for key in each):
        for column in numbers:
            cells = [each.get(key, {}).get(column) for each in found]
            # What is for all three alike stands in each return, and is there once.
            total = [cells[0] if PAN_BOROUGH.name in key else _sum(cells)] if adds else []
            rows.append((*key, column, *cells, *total))
    return Table(
        code=first.code,
        tab=first.tab,
        title=first.title,
        columns=(
            *first.columns[: first.keys],
            "Number",
            *boroughs,
            *(["Pilot"] if adds else []),
        ),
        rows=tuple(rows),
        keys=first.keys + 1,
        note=first.note,
    )


def _sum(cells: list[Cell]) -> Cell:
    known = [cell for cell in cells if isinstance(cell, int | Decimal)]
    if len(known) != len(cells):
        return None
    return sum((Decimal(each) for each in known), Decimal(0))
