"""A table of a return: typed cells under headings, the same for a page and every file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias

from pilot import calendar
from reporting.disclosure import SUPPRESSED
from reporting.figure import HIDDEN, NOT_RELEASED_YET, WAITING

Cell: TypeAlias = str | int | Decimal | date | None
# What a row is about; its headings, each with what it says and whether that is a number.
ShownRows: TypeAlias = list[tuple[str, list[tuple[str, str, bool]]]]

MARKS = (HIDDEN, WAITING)
OF_FIGURES = ("activity", "outcomes")


@dataclass(frozen=True)
class Table:
    """Rows of cells. The first `keys` columns say what a row is about."""

    code: str
    tab: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    keys: int = 1
    note: str = ""

    def lines(self) -> Iterator[list[tuple[str, Cell]]]:
        """Each row with its headings."""
        for row in self.rows:
            yield list(zip(self.columns, row, strict=True))

    @property
    def is_of_figures(self) -> bool:
        """Whether its rows are figures of the registry."""
        return self.code in OF_FIGURES

    @property
    def in_words(self) -> ShownRows:
        """Each row for a page: what it is about, then its cells with their headings."""
        return self._shown(in_words)

    @property
    def on_paper(self) -> ShownRows:
        """The same with the mark of what is hidden, as files have it."""
        return self._shown(lambda cell: cell if cell in MARKS else in_words(cell))

    def _shown(self, words: Callable[[Cell], str]) -> ShownRows:
        return [
            (
                words(row[0]),
                [
                    (heading, words(cell), isinstance(cell, int | Decimal))
                    for heading, cell in zip(self.columns[1:], row[1:], strict=True)
                ],
            )
            for row in self.rows
        ]

    @property
    def figure_lines(self) -> list[dict[str, str]]:
        """Its figures as a page reads them: the value, and the numbers it rests on."""
        return [
            {
                "code": in_words(cells["Code"]),
                "label": in_words(cells["Measure"]),
                "unit": in_words(cells["Unit"]),
                "target": in_words(cells["Target"]),
                "rag": in_words(cells["Quarter RAG"]),
                "target_to_date": in_words(cells["Target to date"]),
                "rag_to_date": in_words(cells["To date RAG"]),
                "commentary": in_words(cells["Commentary"]),
                "now": figure_in_words(cells, "Quarter"),
                "so_far": figure_in_words(cells, "To date"),
            }
            for cells in map(dict, self.lines())
        ]

    def by_key(self) -> dict[tuple[Cell, ...], dict[str, Cell]]:
        """What each row says under its headings, by what it is about."""
        return {
            row[: self.keys]: dict(
                zip(self.columns[self.keys :], row[self.keys :], strict=True)
            )
            for row in self.rows
        }


def figure_in_words(cells: Mapping[str, Cell], period: str) -> str:
    """A number of a figure in words: a rate with what it is of, a reason where hidden."""
    value, base = cells[period], cells[f"{period} base"]
    if base is None:
        return in_words(value)
    if WAITING in (value, base):
        return NOT_RELEASED_YET
    parts = f"{in_words(cells[f'{period} numerator'])} of {in_words(base)}"
    if value is None:
        return f"none to count ({parts})"
    said = in_words(value) if value == HIDDEN else f"{in_words(value)}%"
    return said if parts == f"{SUPPRESSED} of {SUPPRESSED}" else f"{said} ({parts})"


def in_words(cell: Cell) -> str:
    """A cell as a person reads it: never blank where something is hidden, and no [c]."""
    if cell is None:
        return ""
    if cell == HIDDEN:
        return SUPPRESSED
    if cell == WAITING:
        return NOT_RELEASED_YET
    if isinstance(cell, date):
        return calendar.in_words(cell)
    return f"{cell:,}" if isinstance(cell, int | Decimal) else cell


@dataclass(frozen=True)
class Difference:
    """A cell that says something else than it said before."""

    table: Table
    line: str
    column: str
    before: Cell
    now: Cell

    @property
    def was_in_words(self) -> str:
        """What it said."""
        return in_words(self.before)

    @property
    def now_in_words(self) -> str:
        """What it says now."""
        return in_words(self.now)


def differences(before: Iterable[Table], now: Iterable[Table]) -> list[Difference]:
    """The cells that differ between two versions of the same tables."""
    earlier = {table.code: table for table in before}
    found = []
    for table in now:
        was = earlier[table.code].by_key() if table.code in earlier else {}
        shown = table.by_key()
        for key in dict.fromkeys([*was, *shown]):
            old, new = was.get(key, {}), shown.get(key, {})
            for column in dict.fromkeys([*old, *new]):
                if old.get(column) != new.get(column):
                    line = " ".join(str(each) for each in key if each not in (None, ""))
                    found.append(
                        Difference(table, line, column, old.get(column), new.get(column))
                    )
    return found


def written(table: Table) -> dict[str, Any]:
    """The table as it is frozen."""
    return {
        "code": table.code,
        "tab": table.tab,
        "title": table.title,
        "columns": list(table.columns),
        "rows": [[_written(cell) for cell in row] for row in table.rows],
        "keys": table.keys,
        "note": table.note,
    }


def read(frozen: dict[str, Any]) -> Table:
    """The table as it was frozen."""
    return Table(
        **{
            **frozen,
            "columns": tuple(frozen["columns"]),
            "rows": tuple(tuple(_read(cell) for cell in row) for row in frozen["rows"]),
        }
    )


def _written(cell: Cell) -> Any:
    if isinstance(cell, Decimal):
        return {"number": str(cell)}
    return {"day": cell.isoformat()} if isinstance(cell, date) else cell


def _read(cell: Any) -> Cell:
    if not isinstance(cell, dict):
        return cell
    if "number" in cell:
        return Decimal(cell["number"])
    return date.fromisoformat(cell["day"])
