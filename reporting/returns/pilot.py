"""The three boroughs' returns of a quarter together, from what each of them signed last."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from pilot import calendar
from pilot.calendar import Quarter
from reporting.disclosure import cumulative
from reporting.indicators import INDICATORS, PAN_BOROUGH, TOTAL, Indicator, Place
from reporting.models import Release, ReturnVersion
from reporting.released import Released
from reporting.returns.content import tables_in
from reporting.returns.tables import Cell, Table, figure_in_words

SIDE_BY_SIDE = ("activity", "outcomes", "days", "finance", "profile", "forecast")
ADDED_UP = ("days", "finance", "profile", "forecast")  # not of people: class N
NO_ONE_BOROUGH, THE_PILOT = "No one borough", "Pilot"
FIGURES = {each.code: each for each in INDICATORS}
LEFT_OUT = {
    *("Outcome", "Unit", "Baseline", "Target", "Target to date", "Commentary", "Note"),
    *("Quarter RAG", "To date RAG", "Split", "State"),
}


@dataclass(frozen=True)
class PilotReturn:
    """What the pilot's returns of one quarter say side by side."""

    versions: list[ReturnVersion]
    tables: list[Table]

    @property
    def on_page(self) -> list[Table]:
        """The same tables to read: of a figure a line for the quarter and one to date."""
        return [_to_read(table) if table.is_of_figures else table for table in self.tables]

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

    Money and days add up to the pilot. A number of people beside others can tell a hidden
    one, so the pilot's, and that of what belongs to no one borough, are those that the
    release of the quarter let out with the boroughs'.
    """
    by_borough = {
        each.of_return.borough_id: {table.code: table for table in tables_in(each)}
        for each in versions
    }
    first = next(iter(by_borough.values()), {})
    people = PeopleReleased.with_which(versions) if versions else None
    tables = [
        _beside([tables[code] for tables in by_borough.values()], list(by_borough), people)
        for code in SIDE_BY_SIDE
        if code in first
    ]
    return PilotReturn(list(versions), [_which(versions), *tables])


PERIODS = ("Quarter", "To date")
PEOPLE = {  # of each column, the period and the part of a figure
    f"{name}{part}": (is_to_date, field)
    for name, is_to_date in zip(PERIODS, (False, True), strict=True)
    for part, field in (
        ("", "value"),
        (" numerator", "numerator"),
        (" base", "denominator"),
    )
}


@dataclass(frozen=True)
class PeopleReleased:
    """What a release of the quarter let out of the pilot, and of no one borough."""

    quarter: Quarter
    release: Release
    is_one: bool  # whether every version was signed with it
    alone: Released  # what it tells itself: of headline figures each release tells all
    so_far: Released  # with all before it, on top of which the others were decided

    @classmethod
    def with_which(cls, versions: Sequence[ReturnVersion]) -> "PeopleReleased":
        """The latest release that one of these versions was signed with."""
        releases = {each.release.sequence: each.release for each in versions}
        last = releases[max(releases)]
        so_far = Release.objects.in_order().filter(sequence__lte=last.sequence)
        quarter = versions[0].of_return.of_quarter
        return cls(
            quarter,
            last,
            is_one=len(releases) == 1,
            alone=Released.of([last]),
            so_far=Released.of(so_far),
        )

    def cells(self, code: Cell, column: str) -> tuple[Cell, Cell]:
        """A number of what belongs to no one borough, and of the pilot."""
        indicator = FIGURES.get(str(code))
        if indicator is None or column not in PEOPLE:
            return None, None
        elsewhere = indicator.elsewhere
        return (
            self._cell(indicator, elsewhere, column) if elsewhere else None,
            self._cell(indicator, TOTAL, column),
        )

    def _cell(self, indicator: Indicator, place: Place, column: str) -> Cell:
        is_to_date, part = PEOPLE[column]
        quarter = str(self.quarter)
        period = cumulative(quarter) if is_to_date else quarter
        released = self.alone if indicator.is_in_clear else self.so_far
        submitted, restated = released.versions(indicator, place, period)
        told = restated or submitted
        return getattr(told.published, part) if told else None

    @property
    def in_words(self) -> str:
        """Which release it is, and whether the boroughs' numbers come to the pilot's."""
        told = (
            f"The pilot’s numbers of people are those of {self.release}, "
            f"{calendar.in_words(self.release.as_at)}."
        )
        if self.is_one:
            return (
                f"{told} All versions here were signed with it: where nothing is hidden, "
                "the boroughs and what belongs to no one borough add up to the pilot."
            )
        return (
            f"{told} The versions here were signed with different releases, because "
            "entries came in between: their numbers need not add up to the pilot’s."
        )


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


def _beside(
    tables: list[Table], boroughs: list[str], people: PeopleReleased | None
) -> Table:
    """One table of several, each borough's number in a column of its own."""
    first = tables[0]
    numbers = [column for column in first.columns[first.keys :] if column not in LEFT_OUT]
    found = [table.by_key() for table in tables]
    rows: list[tuple[Cell, ...]] = []
    adds = first.code in ADDED_UP
    people = people if first.is_of_figures else None
    for key in dict.fromkeys(key for each in found for key in each):
        for column in numbers:
            cells = [each.get(key, {}).get(column) for each in found]
            total: Sequence[Cell] = ()
            if people:
                total = people.cells(key[0], column)
            elif adds:  # what is for all three alike stands in each return: once here
                total = [cells[0] if PAN_BOROUGH.name in key else _sum(cells)]
            says_more = any(cell is not None for cell in (*cells, *total))
            if says_more and not _is_said_already(key, column):
                rows.append((*key, column, *cells, *total))
    together = (NO_ONE_BOROUGH, THE_PILOT) if people else (THE_PILOT,) if adds else ()
    return Table(
        code=first.code,
        tab=first.tab,
        title=first.title,
        columns=(
            *first.columns[: first.keys],
            "Number",
            *boroughs,
            *together,
        ),
        rows=tuple(rows),
        keys=first.keys + 1,
        note=people.in_words if people else first.note,
    )


def _is_said_already(key: tuple[Cell, ...], column: str) -> bool:
    """Whether it is the numerator of a count, which is the count itself."""
    figure = FIGURES.get(str(key[0]))
    return column.endswith(" numerator") and figure is not None and not figure.is_rate


def _to_read(table: Table) -> Table:
    about, places = table.columns[: table.keys - 1], table.columns[table.keys :]
    figures: dict[tuple[Cell, ...], dict[str, tuple[Cell, ...]]] = {}
    for row in table.rows:
        *key, number = row[: table.keys]
        figures.setdefault(tuple(key), {})[str(number)] = row[table.keys :]
    rows: list[tuple[Cell, ...]] = []
    for figure, numbers in figures.items():
        for period in PERIODS:
            names = (period, f"{period} numerator", f"{period} base")
            cells = zip(
                *(numbers.get(name, (None,) * len(places)) for name in names), strict=True
            )
            words = [
                figure_in_words(dict(zip(names, each, strict=True)), period)
                for each in cells
            ]
            rows.append((*figure, period, *words))
    return replace(table, columns=(*about, "Period", *places), rows=tuple(rows))


def _sum(cells: list[Cell]) -> Cell:
    known = [cell for cell in cells if isinstance(cell, int | Decimal)]
    if len(known) != len(cells):
        return None
    return sum((Decimal(each) for each in known), Decimal(0))
