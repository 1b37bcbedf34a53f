"""One figure over boroughs, quarters, to date and releases: section 9, steps 1 to 6."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from reporting.disclosure.lines import Decisions, Line, Reason
from reporting.disclosure.releases import (
    Period,
    Releases,
    Step,
    is_change,
    is_to_date,
    told_of,
)
from reporting.disclosure.tables import THRESHOLD, suppress

PILOT = "PILOT"
BOROUGHS = ("LBHF", "RBKC", "WCC")
COUNT_PARTS = ("value",)
RATE_PARTS = ("numerator", "rest", "denominator")
EVERY_ANSWER = "all"

Count: TypeAlias = int
Rate: TypeAlias = tuple[int, int]
Answers: TypeAlias = Mapping[str, int]
Value: TypeAlias = Count | Rate | Answers
Table: TypeAlias = Mapping[str, Mapping[str, Value]]
# Of a place and a quarter or time to date how many there can be, or None for hidden.
Known: TypeAlias = Mapping[tuple[str, Period], int | None]


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


def decide(
    figure_values: Table,
    *,
    disclosure_class: DisclosureClass = DisclosureClass.B,
    boroughs: Sequence[str] = BOROUGHS,
    is_sensitive: bool = True,
    threshold: int = THRESHOLD,
    decided: Mapping[Cell, bool] = MappingProxyType({}),
) -> Decisions[Cell]:
    """Decides one figure whose quarters were each released once, as they now stand.

    `figure_values` holds every quarter from the pilot's first, and in it for each borough a
    count, the numerator and denominator of a rate, or a count for each answer.
    """
    return decide_releases(
        [figure_values],
        disclosure_class=disclosure_class,
        boroughs=boroughs,
        is_sensitive=is_sensitive,
        threshold=threshold,
        decided=decided,
    )


def decide_releases(
    tables: Sequence[Table],
    *,
    disclosure_class: DisclosureClass = DisclosureClass.B,
    boroughs: Sequence[str] = BOROUGHS,
    is_sensitive: bool = True,
    threshold: int = THRESHOLD,
    decided: Mapping[Cell, bool] = MappingProxyType({}),
    known: Sequence[Known] = (),
) -> Decisions[Cell]:
    """Decides one figure for every borough, the pilot, quarter, date to and release.

    Each table holds every quarter from the pilot's first up to the one that was released,
    as it stood then. Quarters are decided in their order, each on top of what was published
    before (section 9, step 6), so that adding a quarter or a release leaves the earlier
    answers as they were. A quarter that has changed since it was released is decided anew
    beside its first numbers, together with the change, which a reader could work out. To
    date, the first quarter is one and the same number twice, and has one answer.

    A rate is an attribute spread over two answers: the rest of the denominator is a number
    that anyone can work out, so it is decided like the numerator.

    `known` says for each release what readers have been told of the figure that this one is
    part of: there cannot be more. Where that is hidden, so is all of this one.
    """
    parts = _parts(tables)
    releases = Releases(
        [
            {quarter: _numbers(row, boroughs, parts) for quarter, row in table.items()}
            for table in tables
        ],
        threshold,
    )
    is_protected = disclosure_class is DisclosureClass.C
    places = () if is_protected else tuple(boroughs)
    counts: dict[Cell, int] = {}
    lines: list[Line[Cell]] = []
    so_far: Mapping[Cell, bool] = {
        cell: shown
        for cell, shown in decided.items()
        if not is_protected or _may_be_protected(cell)
    }
    reasons: Mapping[Cell, Reason | None] = {}
    most: dict[Cell, float] = {}
    for step in releases.steps:
        brought = _counts(step, (*boroughs, PILOT), parts)
        counts |= brought
        if disclosure_class in (DisclosureClass.A, DisclosureClass.N):
            continue
        if known:
            inside, without = _within(brought, parts[-1], known[step.release])
            most |= inside
            so_far = {**dict.fromkeys(without, False), **so_far}
        lines += _lines(step, places, parts, is_sensitive)
        standing = {cell for line in lines for cell in line.signs}
        decisions = suppress(
            {cell: value for cell, value in counts.items() if cell in standing},
            lines,
            threshold=threshold,
            decided=so_far,
            least={
                cell: releases.least[cell.period]
                for cell in standing
                if cell.period in releases.least
            },
            most=most,
        )
        reasons, so_far = decisions.reasons, {**so_far, **decisions.decided}
    if is_protected:
        reasons = {
            cell: reasons[cell] if _may_be_protected(cell) else Reason.WITHHELD
            for cell in counts
        }
    return Decisions(reasons or dict.fromkeys(counts))


def _within(
    counts: Mapping[Cell, int], total: str, known: Known
) -> tuple[dict[Cell, int], list[Cell]]:
    """The most that new numbers can be, and those that are part of a hidden number."""
    most, without = {}, []
    for cell, value in counts.items():
        where = (cell.place, told_of(cell.period))
        if is_change(cell.period) or where not in known:
            continue
        told = known[where]
        if told is None:
            if value:
                without.append(cell)
        elif cell.part == total and told >= value:
            most[cell] = told
    return most, without


def _may_be_protected(cell: Cell) -> bool:
    return cell.place == PILOT and is_to_date(cell.period)


def _parts(tables: Iterable[Table]) -> tuple[str, ...]:
    """What the figure is made of; where there are several, the last is their total."""
    values = [value for table in tables for row in table.values() for value in row.values()]
    if any(isinstance(value, tuple) for value in values):
        return RATE_PARTS
    answers = dict.fromkeys(
        answer for value in values if isinstance(value, Mapping) for answer in value
    )
    return (*sorted(answers), EVERY_ANSWER) if answers else COUNT_PARTS


def _numbers(
    row: Mapping[str, Value], boroughs: Sequence[str], parts: Sequence[str]
) -> dict[tuple[str, str], int]:
    """Every number of a quarter, the pilot's included; who is not named counts nothing."""
    if unknown := row.keys() - {*boroughs}:
        raise ValueError(f"No such borough in this figure: {', '.join(sorted(unknown))}")
    split = {place: _split(value) for place, value in row.items()}
    numbers = {
        (place, part): split.get(place, {}).get(part, 0)
        for place in boroughs
        for part in parts
    }
    total = {
        (PILOT, part): sum(numbers[place, part] for place in boroughs) for part in parts
    }
    return numbers | total


def _split(value: Value) -> Mapping[str, int]:
    if isinstance(value, Mapping):
        return {**value, EVERY_ANSWER: sum(value.values())}
    if isinstance(value, tuple):
        numerator, denominator = value
        return dict(
            zip(RATE_PARTS, (numerator, denominator - numerator, denominator), strict=True)
        )
    return {"value": value}


def _counts(step: Step, places: Sequence[str], parts: Sequence[str]) -> dict[Cell, int]:
    """Every number that a release brings, in the order that settles ties."""
    return {
        Cell(place, period, part): numbers[place, part]
        for part in parts
        for place in places
        for period, numbers in step.numbers.items()
    }


def _lines(
    step: Step, boroughs: tuple[str, ...], parts: tuple[str, ...], is_sensitive: bool
) -> Iterator[Line[Cell]]:
    """The sums that a release brings: of answers, of boroughs, and over time."""
    *answers, everyone = parts
    places = (*boroughs, PILOT)
    for period in step.numbers:
        if answers:
            for place in places:
                yield Line(
                    Cell(place, period, everyone),
                    tuple(Cell(place, period, answer) for answer in answers),
                    is_sensitive,
                )
        if boroughs:
            for part in parts:
                yield Line(
                    Cell(PILOT, period, part),
                    tuple(Cell(place, period, part) for place in boroughs),
                )
    for place in places:
        for part in parts:
            for total, members in step.sums:
                yield Line(
                    Cell(place, total, part),
                    tuple(Cell(place, member, part) for member in members),
                )
