"""Small numbers kept back, and every number they could be worked out from.

Pure functions: counts go in, and what may be shown comes out. The rules are those of the
data dictionary, section 9, applied to any system of lines instead of one table, so that
one call decides boroughs, quarters, cumulative figures and complements together.

Section 9 taken by the letter looks at one line at a time. Two lines read together, or a
line of many ones, can still give a hidden count away. So a last step asks of every hidden
count whether it could have had at least three whole values, and hides more until it could.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeAlias, TypeVar

THRESHOLD = 5  # P-01
MINIMUM_BASE = 10  # P-16
POSSIBLE_VALUES = 3
STEPS = 400
PILOT = "PILOT"
BOROUGHS = ("LBHF", "RBKC", "WCC")
COUNT_PARTS = ("value",)
RATE_PARTS = ("numerator", "rest", "denominator")
SUPPRESSED = "suppressed"
SUPPRESSED_BECAUSE = (
    "Suppressed to protect people: this number is small, or a small number could be "
    "worked out from it."
)

Key = TypeVar("Key", bound=Hashable)
Count: TypeAlias = int
Rate: TypeAlias = tuple[int, int]
Period: TypeAlias = str | tuple[str, str]


class Reason(StrEnum):
    """Why a cell is hidden. For the provider only.

    Outside, every hidden cell has the same word and the same sentence: to say which one is
    the small one is to help the reader work it out.
    """

    PRIMARY = "a small number"
    GROUP = "everyone or no one in a group"
    SECONDARY = "a small number could be worked out from it"
    WITHHELD = "not published at this level"


class AlreadyDisclosed(ValueError):
    """What was published earlier gives a small number away, whatever is hidden now."""


@dataclass(frozen=True)
class Line(Generic[Key]):
    """The value of `total` is the sum of the values of `members`.

    `is_sensitive` marks an attribute spread over its answers, where a member that holds
    everybody says something about each of them.
    """

    total: Key
    members: tuple[Key, ...]
    is_sensitive: bool = False

    @cached_property
    def signs(self) -> dict[Key, int]:
        return dict.fromkeys(self.members, 1) | {self.total: -1}


@dataclass(frozen=True)
class Decisions(Generic[Key]):
    """For every cell, why it is hidden, or None when it is shown."""

    reasons: Mapping[Key, Reason | None]

    def shows(self, cell: Key) -> bool:
        return self.reasons[cell] is None

    def hides(self, cell: Key) -> bool:
        return not self.shows(cell)

    @property
    def decided(self) -> dict[Key, bool]:
        """True for what is shown: to be kept, and given back when more is published."""
        return {cell: self.shows(cell) for cell in self.reasons}


def suppress(
    values: Mapping[Key, int],
    lines: Sequence[Line[Key]],
    *,
    threshold: int = THRESHOLD,
    decided: Mapping[Key, bool] = MappingProxyType({}),
) -> Decisions[Key]:
    """Decides what may be shown of a table with margins (section 9, steps 1 to 4).

    `decided` says True for what was shown before and False for what was hidden; neither
    changes. Ties go to the cell that stands first in `values`.

    Where section 9 leaves room, more is hidden rather than less:

    * a hidden total keeps a hidden member beside it, or it could be added up again;
    * a zero is never hidden to protect another cell, and neither is a cell that zeros and
      earlier publications give away, because hiding it would protect nothing;
    * every hidden count must be able to take three values. A reader knows that it is at
      least 1, because zeros are shown, unless it stands in a sensitive line.
    """
    _check(values, lines)
    work = _Work(values, lines, threshold, decided)
    while (cell := work.next_to_hide()) is not None:
        work.reasons[cell] = Reason.SECONDARY
    return Decisions(work.reasons)


def _check(values: Mapping[Key, int], lines: Sequence[Line[Key]]) -> None:
    if any(value < 0 for value in values.values()):
        raise ValueError("A count cannot be negative")
    for line in lines:
        if sum(sign * values[cell] for cell, sign in line.signs.items()):
            raise ValueError(f"The members of {line.total!r} do not add up to it")


class _Work(Generic[Key]):
    """The state of one call of suppress()."""

    def __init__(
        self,
        values: Mapping[Key, int],
        lines: Sequence[Line[Key]],
        threshold: int,
        decided: Mapping[Key, bool],
    ) -> None:
        self.values = values
        self.lines = lines
        self.threshold = threshold
        self.position = {cell: place for place, cell in enumerate(values)}
        masked = self.everyone_or_no_one()
        self.reasons: dict[Key, Reason | None] = {}
        for cell, value in values.items():
            reason = (
                Reason.PRIMARY
                if 0 < value < threshold
                else Reason.GROUP
                if cell in masked
                else None
            )
            if cell in decided:
                reason = None if decided[cell] else reason or Reason.SECONDARY
            self.reasons[cell] = reason
        self.audit = _Audit(values, lines, self.reasons, self.least_values())
        self.given_away = self.known_anyway(decided)

    def everyone_or_no_one(self) -> set[Key]:
        """Step 1: the rows of an attribute in which one answer holds everybody."""
        return {
            cell
            for line in self.lines
            if line.is_sensitive and self.values[line.total]
            for cell in line.members
            if self.values[line.total] in [self.values[other] for other in line.members]
        }

    def least_values(self) -> dict[Key, int]:
        """What a reader knows of a hidden count: at least 1, unless zeros hide as well."""
        masks = {cell for line in self.lines if line.is_sensitive for cell in line.members}
        return {
            cell: 0 if cell in masks or not value else 1
            for cell, value in self.values.items()
        }

    def known_anyway(self, decided: Mapping[Key, bool]) -> set[Key]:
        """Cells that zeros and what was shown before give away, so cannot be hidden."""
        known = {
            cell
            for cell, reason in self.reasons.items()
            if reason is None and (not self.values[cell] or decided.get(cell))
        }
        found = True
        while found:
            found = False
            for line in self.lines:
                unknown = line.signs.keys() - known
                if len(unknown) == 1:
                    known |= unknown
                    found = True
        return known

    def next_to_hide(self) -> Key | None:
        """The next cell that must go, or None when nothing shown says too much."""
        for line in self.lines:
            if self.is_weak(line):
                return self.protection_for(line)
        for cell in self.audit.certain():
            beside = [
                other for line in self.lines if cell in line.signs for other in line.signs
            ]
            for others in (beside, self.values):
                if (more := self.smallest(others)) is not None:
                    return more
        return None

    def is_weak(self, line: Line[Key]) -> bool:
        """Steps 2 and 3: the line, read alone, says too much about its hidden members."""
        hidden = [self.values[cell] for cell in line.members if self.reasons[cell]]
        if self.reasons[line.total]:
            return not hidden
        most = self.threshold - 1
        return bool(hidden) and (
            len(hidden) == 1
            or sum(hidden) < self.threshold
            or all(value == most for value in hidden)
        )

    def protection_for(self, line: Line[Key]) -> Key:
        """Step 2: the smallest member still shown; step 4: without one, the total."""
        for cells in (line.members, [line.total]):
            if (cell := self.smallest(cells)) is not None:
                return cell
        raise AlreadyDisclosed(f"Nothing is left to hide in the line of {line.total!r}")

    def smallest(self, cells: Iterable[Key]) -> Key | None:
        """The smallest of the cells that can still be hidden to some purpose."""
        return min(
            (
                cell
                for cell in cells
                if not self.reasons[cell] and cell not in self.given_away
            ),
            key=lambda cell: (self.values[cell], self.position[cell]),
            default=None,
        )


class _Audit(Generic[Key]):
    """Looks for hidden counts that could not have been much different.

    It moves one hidden count by one, settles every line that this upsets by moving others,
    and so finds other tables that would have been published alike. What it finds is proof
    that a reader cannot tell, and stays proof when more is hidden; what it does not find
    within STEPS counts as a disclosure.
    """

    def __init__(
        self,
        values: Mapping[Key, int],
        lines: Sequence[Line[Key]],
        reasons: Mapping[Key, Reason | None],
        floors: Mapping[Key, int],
    ) -> None:
        self.values = values
        self.reasons = reasons
        self.floors = floors
        self.lines_of: dict[Key, list[Line[Key]]] = {cell: [] for cell in values}
        for line in lines:
            for cell in line.signs:
                self.lines_of[cell].append(line)
        self.possible = {cell: {value} for cell, value in values.items()}
        self.steps_left = 0

    def certain(self) -> Iterator[Key]:
        """The hidden counts for which fewer than three values are found."""
        for cell, found in self.possible.items():
            if self.reasons[cell]:
                self.explore(cell, +1)
                self.explore(cell, -1)
                if len(found) < POSSIBLE_VALUES:
                    yield cell

    def explore(self, cell: Key, step: int) -> None:
        table: Mapping[Key, int] = self.values
        while (
            len(self.possible[cell]) < POSSIBLE_VALUES
            and table[cell] + step >= self.floors[cell]
        ):
            self.steps_left = STEPS
            moves = self.settled(table, {cell: step})
            if moves is None:
                break
            table = {**table, **{other: table[other] + by for other, by in moves.items()}}
            for other in moves:
                self.possible[other].add(table[other])

    def settled(
        self, table: Mapping[Key, int], moves: dict[Key, int]
    ) -> dict[Key, int] | None:
        """The moves, with others added until every line adds up again, if that can be."""
        choices: list[tuple[Key, int]] | None = None
        for line in {line: None for cell in moves for line in self.lines_of[cell]}:
            if gap := sum(line.signs.get(cell, 0) * by for cell, by in moves.items()):
                ways = [
                    (cell, -sign * gap)
                    for cell, sign in line.signs.items()
                    if self.reasons[cell]
                    and cell not in moves
                    and table[cell] - sign * gap >= self.floors[cell]
                ]
                if choices is None or len(ways) < len(choices):
                    choices = ways
        if choices is None:
            return moves
        for cell, by in choices:
            self.steps_left -= 1
            if self.steps_left < 0:
                break
            if answer := self.settled(table, moves | {cell: by}):
                return answer
        return None


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
    if isinstance(value, int):
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
