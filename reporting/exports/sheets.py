"""How a table is laid out as a sheet, the same in every kind of workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil
from typing import Any

from pilot.spreadsheets import harmless
from reporting.returns.tables import Cell, Table

WIDEST, NARROWEST = 52, 9  # letters
CLOSE = 1.1  # more letters than that have room, since most are narrow
LARGE = 1.6  # how much wider those of the title are
NAME_LENGTH = 31  # letters, in every spreadsheet
LEADING = 15  # points from one line to the next


@dataclass(frozen=True)
class Sheet:
    """A table with what stands above it, how wide its columns are, how high its rows."""

    table: Table
    title: str
    about: str

    @property
    def name(self) -> str:
        """What its tab says."""
        return self.table.title[:NAME_LENGTH]

    @property
    def above(self) -> tuple[str, ...]:
        """The lines over its headings, each across all columns."""
        return f"{self.title}: {self.table.title}", self.about, self.table.note

    @property
    def widths(self) -> list[int]:
        """Letters that each column has room for: headings may break between words."""
        return [
            max(
                NARROWEST,
                min(
                    WIDEST,
                    2
                    + max(
                        *(len(word) for word in heading.split()),
                        *(_longest(row[place]) for row in self.table.rows),
                        0,
                    ),
                ),
            )
            for place, heading in enumerate(self.table.columns)
        ]

    def height(self, cells: Sequence[Cell]) -> int:
        """Points that a row needs for all of its texts to be read."""
        lines = (
            _lines(cell, width * CLOSE)
            for cell, width in zip(cells, self.widths, strict=True)
        )
        return LEADING * max(1, *lines)

    def height_across(self, text: str) -> int:
        """Points that a line over the headings needs."""
        room = sum(self.widths) / (LARGE if text == self.above[0] else 1)
        return LEADING * max(1, _lines(text, room))


def _longest(cell: Cell) -> int:
    return max(map(len, as_shown(cell).splitlines()), default=0)


def _lines(cell: Cell, width: float) -> int:
    return sum(max(1, ceil(len(line) / width)) for line in as_shown(cell).splitlines())


def as_shown(cell: Cell) -> str:
    """The cell as a spreadsheet shows it."""
    if isinstance(cell, date):
        return f"{cell.day} {cell:%B %Y}"
    if isinstance(cell, Decimal):
        return f"{cell:,.{places_of(cell)}f}"
    return "" if cell is None else str(cell)


def places_of(number: Decimal) -> int:
    """How many decimals a number is shown with."""
    return max(0, -int(number.as_tuple().exponent))


def typed(cell: Cell) -> Any:
    """A number stays a number and a day a day; a text is never read as a formula."""
    if isinstance(cell, Decimal):
        return float(cell)
    return harmless(cell) if isinstance(cell, str) else cell
