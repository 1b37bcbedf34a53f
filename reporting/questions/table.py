"""Tables of counts whose every number leads to the rows behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

LIST = "list"  # the id of the list on every page with such a table


class Tally(NamedTuple):
    """How many rows have these values of the filters."""

    of: Mapping[str, str]
    count: int


class Choice(NamedTuple):
    """A line or a column: the filter and value that narrow the page to it, and its name."""

    filter: str
    value: str
    name: str


@dataclass(frozen=True)
class Cell:
    """A number, and the address of the rows it counts; none behind a nought."""

    heading: str
    count: int
    href: str


@dataclass(frozen=True)
class Line:
    """One line of a table: its name, and a number under each heading and at the end."""

    name: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Table:
    """Lines under headings; the last line and the last column are all together."""

    caption: str
    first: str  # the heading over the names
    headings: tuple[str, ...]
    lines: tuple[Line, ...]
    together: Line


def choices(filter: str, pairs: Sequence[tuple[str, str]]) -> list[Choice]:
    """The values of a filter, as lines or columns."""
    return [Choice(filter, str(value), str(name)) for value, name in pairs]


def table_of(
    caption: str,
    first: str,
    *,
    rows: Sequence[Choice],
    columns: Sequence[Choice],
    tallies: Sequence[Tally],
    asked: Mapping[str, str],
) -> Table:
    """The tallies by row and by column, on a page that is narrowed to `asked` already."""

    def line(name: str, row: Choice | None) -> Line:
        among = [tally for tally in tallies if row is None or _is(tally, row)]
        narrowed = dict(asked) if row is None else {**asked, row.filter: row.value}
        return Line(
            name,
            (
                *(
                    cell(
                        column.name,
                        [tally for tally in among if _is(tally, column)],
                        {**narrowed, column.filter: column.value},
                    )
                    for column in columns
                ),
                cell("Together", among, narrowed),
            ),
        )

    return Table(
        caption=caption,
        first=first,
        headings=(*(column.name for column in columns), "Together"),
        lines=tuple(line(row.name, row) for row in rows),
        together=line("Together", None),
    )


def cell(heading: str, tallies: Sequence[Tally], narrowed: Mapping[str, str]) -> Cell:
    """How many there are, and the page narrowed to them, at its list."""
    count = sum(tally.count for tally in tallies)
    return Cell(heading, count, f"?{urlencode(narrowed)}#{LIST}" if count else "")


def _is(tally: Tally, choice: Choice) -> bool:
    return tally.of.get(choice.filter) == choice.value
