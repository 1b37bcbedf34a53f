"""One figure over boroughs, quarters and to date: section 9, steps 1 to 6."""

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from reporting.disclosure.lines import Decisions, Line, Reason
from reporting.disclosure.tables import THRESHOLD, suppress

MINIMUM_BASE = 10  # P-16
PILOT = "PILOT"
BOROUGHS = ("LBHF", "RBKC", "WCC")
COUNT_PARTS = ("value",)
RATE_PARTS = ("numerator", "rest", "denominator")

Count: TypeAlias = int
Rate: TypeAlias = tuple[int, int]
Period: TypeAlias = str | tuple[str, str]


class DisclosureClass(StrEnum):
    """How far a figure may travel (section 9)."""

    A = "A"  # headline throughput: in clear, under agreement
    B = "B"  # outcomes, risk, status, reasons: small numbers suppressed
    C = "C"  # protected characteristics: also pilot-wide and cumulative only
    N = "N"  # not about people: in clear


class Cell(NamedTuple):
    """One printed number of a figure: where, when, and which part of it."""

    place: str
    period: Period
    part: str


def cumulative(quarter: str) -> Period:
    """The period from the pilot's first quarter to the end of this one."""
    return ("cumulative", quarter)


def decide(
    figure_values: Mapping[str, Mapping[str, Count | Rate]],
    *,
    disclosure_class: DisclosureClass = DisclosureClass.B,
    boroughs: Sequence[str] = BOROUGHS,
    is_sensitive: bool = True,
    threshold: int = THRESHOLD,
    decided: Mapping[Cell, bool] = MappingProxyType({}),
) -> Decisions[Cell]:
    """Decides one figure for every borough, the pilot, every quarter and all to date.

    `figure_values` holds every quarter from the pilot's first, and in it for each borough a
    count, or the numerator and denominator of a rate. Quarters are decided in their order,
    each on top of what was published before (section 9, step 6), so that adding a quarter
    leaves the earlier answers as they were. To date, the first quarter is one and the same
    number twice, and has one answer.

    A rate is an attribute spread over two answers: the rest of the denominator is a number
    that anyone can work out, so it is decided like the numerator.
    """
    counts = _counts(figure_values, boroughs)
    if disclosure_class in (DisclosureClass.A, DisclosureClass.N):
        return Decisions(dict.fromkeys(counts))

    is_protected = disclosure_class is DisclosureClass.C
    parts = tuple(dict.fromkeys(cell.part for cell in counts))
    places = () if is_protected else tuple(boroughs)
    quarters = sorted(figure_values)
    lines: list[Line[Cell]] = []
    so_far: Mapping[Cell, bool] = {
        cell: shown
        for cell, shown in decided.items()
        if not is_protected or _may_be_protected(cell)
    }
    reasons: Mapping[Cell, Reason | None] = {}
    for number in range(len(quarters)):
        lines += _lines(quarters[: number + 1], places, parts, is_sensitive)
        standing = {cell for line in lines for cell in line.signs}
        values = {cell: value for cell, value in counts.items() if cell in standing}
        decisions = suppress(values, lines, threshold=threshold, decided=so_far)
        reasons, so_far = decisions.reasons, {**so_far, **decisions.decided}
    if is_protected:
        reasons = {
            cell: reasons[cell] if _may_be_protected(cell) else Reason.WITHHELD
            for cell in counts
        }
    return Decisions(reasons)


def _may_be_protected(cell: Cell) -> bool:
    return cell.place == PILOT and not isinstance(cell.period, str)


def _counts(
    figure_values: Mapping[str, Mapping[str, Count | Rate]], boroughs: Sequence[str]
) -> dict[Cell, int]:
    """Every number of the figure, sums included, in the order that settles ties."""
    if unknown := {place for row in figure_values.values() for place in row} - {*boroughs}:
        raise ValueError(f"No such borough in this figure: {', '.join(sorted(unknown))}")
    is_rate = any(
        isinstance(value, tuple) for row in figure_values.values() for value in row.values()
    )
    quarters = sorted(figure_values)
    counts: dict[Cell, int] = {}
    for previous, quarter in zip(["", *quarters], quarters, strict=False):
        for part in RATE_PARTS if is_rate else COUNT_PARTS:
            row = {
                place: _part(figure_values[quarter].get(place, 0), part)
                for place in boroughs
            }
            for place, count in {**row, PILOT: sum(row.values())}.items():
                before = counts.get(Cell(place, cumulative(previous), part), 0)
                counts[Cell(place, quarter, part)] = count
                counts[Cell(place, cumulative(quarter), part)] = before + count
    return counts


def _part(value: Count | Rate, part: str) -> int:
    if not isinstance(value, tuple):
        return value
    numerator, denominator = value
    return {
        "numerator": numerator,
        "rest": denominator - numerator,
        "denominator": denominator,
    }[part]


def _lines(
    quarters: Sequence[str],
    boroughs: tuple[str, ...],
    parts: tuple[str, ...],
    is_sensitive: bool,
) -> Iterator[Line[Cell]]:
    """The sums that the last of these quarters brings.

    To date is a sum of all quarters, and of any earlier figure to date and the quarters
    since: so the difference to each of them is none or large enough, not only to the last.
    """
    newest = quarters[-1]
    for period in (newest, cumulative(newest)):
        if parts == RATE_PARTS:
            for place in (*boroughs, PILOT):
                numerator, rest, denominator = (Cell(place, period, part) for part in parts)
                yield Line(denominator, (numerator, rest), is_sensitive)
        if boroughs:
            for part in parts:
                yield Line(
                    Cell(PILOT, period, part),
                    tuple(Cell(place, period, part) for place in boroughs),
                )
    for place in (*boroughs, PILOT):
        for part in parts:
            for number in range(len(quarters)):
                since: list[Period] = [*quarters[number:]]
                if number:
                    since.insert(0, cumulative(quarters[number - 1]))
                yield Line(
                    Cell(place, cumulative(newest), part),
                    tuple(Cell(place, period, part) for period in since),
                )


def percentage_is_shown(
    decisions: Decisions[Cell],
    place: str,
    period: Period,
    denominator: int,
    *,
    minimum_base: int = MINIMUM_BASE,
) -> bool:
    """Whether a percentage, mean or median may stand beside its parts (section 9, step 5).

    Hidden with any part of it, and on a base too small to say anything (P-16).
    """
    return denominator >= minimum_base and all(
        decisions.shows(Cell(place, period, part)) for part in RATE_PARTS
    )
