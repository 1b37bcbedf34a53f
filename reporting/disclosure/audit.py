"""Whether a reader could tell a hidden count from what is shown."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from math import inf
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeAlias

from reporting.disclosure.lines import Key, Line, Reason

POSSIBLE_VALUES = 3
STEPS = 100
FURTHER = (3, STEPS)  # ways taken to put a table right: few at first

Weights: TypeAlias = dict[int, int]


class Audit(Generic[Key]):
    """Looks for hidden counts that could not have been much different.

    Every line is an equation, and so is every number that is shown. What is left to choose
    are a few ways in which the whole table can move without a shown number noticing. The
    audit takes these ways, one after another and several together, until no hidden count
    is below its least or above its most, and so finds other tables that would have been
    published alike.
    What it finds is proof that a reader cannot tell, and stays proof when more is hidden;
    what it does not find within STEPS counts as a disclosure.
    """

    def __init__(
        self,
        values: Mapping[Key, int],
        lines: Sequence[Line[Key]],
        reasons: Mapping[Key, Reason | None],
        least: Mapping[Key, float],
        most: Mapping[Key, float] = MappingProxyType({}),
    ) -> None:
        self.values = values
        self.reasons = reasons
        self.least = least
        self.most = most
        self.sensitive = [line for line in lines if line.is_sensitive]
        self.in_parameters = _solved(values, lines)
        self.possible = {cell: {value} for cell, value in values.items()}
        self.floors: dict[Key, float] = {}
        self.ways: list[dict[Key, int]] = []
        self.ways_of: dict[Key, list[int]] = {}
        self.is_exact = True
        self.steps_left = 0

    def certain(self, but: Collection[Key] = ()) -> Iterator[Key]:
        """The hidden counts, but these, for which fewer than three values are found."""
        unsure = [
            cell
            for cell, found in self.possible.items()
            if self.reasons[cell] and cell not in but and len(found) < POSSIBLE_VALUES
        ]
        if unsure:
            self.floors = self.least_values()
            self.find_ways()
        for cell in unsure:
            if len(self.possible[cell]) < POSSIBLE_VALUES:
                self.explore(cell)
        for cell in unsure:
            if len(self.possible[cell]) < POSSIBLE_VALUES:
                yield cell

    def added_up(self) -> frozenset[Key]:
        """The hidden counts that no way moves: what is shown adds up to them."""
        self.find_ways()
        return frozenset(
            cell
            for cell, reason in self.reasons.items()
            if reason and cell not in self.ways_of and self.is_exact
        )

    def least_values(self) -> dict[Key, float]:
        """What a reader knows of a hidden count: at least 1, unless its whole row hides.

        A row is masked as a whole or not at all, so one member that is shown tells that a
        zero would be shown as well. A change from one release to the next has no least.
        """
        masked = {
            cell
            for line in self.sensitive
            if all(self.reasons[cell] for cell in line.members)
            for cell in line.members
        }
        return {
            cell: self.least.get(cell, 0 if cell in masked or not value else 1)
            for cell, value in self.values.items()
        }

    def find_ways(self) -> None:
        """The ways in which the hidden counts can move together, nothing shown moving."""
        shown = [cell for cell in self.values if not self.reasons[cell]]
        ways = {
            tuple(way.items())
            for order in (shown, shown[::-1])
            for way in self.ways_beside(order)
        }
        self.ways = sorted(map(dict, ways), key=lambda way: (len(way), str(way)))
        self.ways_of = {}
        for number, way in enumerate(self.ways):
            for cell in way:
                self.ways_of.setdefault(cell, []).append(number)

    def ways_beside(self, shown: Sequence[Key]) -> Iterable[dict[Key, int]]:
        """As many ways as there are, found by holding the shown numbers in this order."""
        space = _Space()
        for cell in shown:
            space.hold(self.in_parameters[cell])
        self.is_exact = space.is_exact
        found: dict[int, dict[Key, int]] = {}
        for cell, weights in self.in_parameters.items():
            if self.reasons[cell]:
                for way, by in space.reduced(weights).items():
                    found.setdefault(way, {})[cell] = by
        return found.values()

    def explore(self, cell: Key) -> None:
        """Looks for tables in which the cell has other values, each from the last found."""
        for sign in (1, -1):
            table: dict[Key, int] | None = {}
            while table is not None and len(self.possible[cell]) < POSSIBLE_VALUES:
                table = self.next_table(cell, sign, table)
                if table is not None:
                    self.keep(table)

    def next_table(
        self, cell: Key, sign: int, table: dict[Key, int]
    ) -> dict[Key, int] | None:
        """A table in which the cell is larger (1) or smaller (-1) than in this one."""
        goal = Goal(cell, sign, table.get(cell, 0))
        for further, number in product(FURTHER, self.ways_of.get(cell, ())):
            self.steps_left = STEPS
            step = sign if self.ways[number][cell] > 0 else -sign
            stepped = self.along(table, number, step)
            moved = self.repaired(stepped, {number: step}, goal, further)
            if moved is not None:
                return moved
        return None

    def keep(self, moved: Mapping[Key, int]) -> None:
        for cell, by in moved.items():
            self.possible[cell].add(self.values[cell] + by)

    def along(self, table: dict[Key, int], number: int, step: int) -> dict[Key, int]:
        """The table after some steps of a way; it holds what differs from the truth."""
        moved = dict(table)
        for cell, by in self.ways[number].items():
            moved[cell] = moved.get(cell, 0) + step * by
        return moved

    def repaired(
        self,
        table: dict[Key, int],
        taken: Mapping[int, int],
        goal: "Goal[Key]",
        further: int,
    ) -> dict[Key, int] | None:
        """The table with so many further ways taken that every count can be what it is.

        None where no such table is found. No way is taken back. What can be put right in
        the fewest ways is put right first.
        """
        self.steps_left -= 1
        if goal.sign * (table.get(goal.cell, 0) - goal.beyond) <= 0:
            return None
        fewest: list[tuple[int, int]] | None = None
        for cell, by in table.items():
            if sign := self.beyond(cell, self.values[cell] + by):
                fixes = [
                    (number, step)
                    for number in self.ways_of[cell]
                    for step in [sign if self.ways[number][cell] > 0 else -sign]
                    if taken.get(number) != -step
                ]
                if fewest is None or len(fixes) < len(fewest):
                    fewest = fixes
        if fewest is None:
            return table
        for number, step in fewest:
            if self.steps_left <= 0 or not further:
                break
            moved = self.along(table, number, step)
            answer = self.repaired(moved, {**taken, number: step}, goal, further - 1)
            if answer is not None:
                return answer
        return None

    def beyond(self, cell: Key, value: int) -> int:
        """Whether a count would have to be raised (1) or lowered (-1) to be possible."""
        if value < self.floors[cell]:
            return 1
        return -1 if value > self.most.get(cell, inf) else 0


class Goal(NamedTuple, Generic[Key]):
    """A cell is to be larger (1) or smaller (-1) than the truth and so much."""

    cell: Key
    sign: int
    beyond: int


class _Space:
    """Equations over numbered unknowns, solved as they come: what is left can be chosen."""

    def __init__(self, equations: Iterable[Weights] = ()) -> None:
        self.is_exact = True
        self.solved: dict[int, Weights] = {}  # an unknown in those that are left
        self.stands_in: dict[int, set[int]] = {}
        for weights in equations:
            self.hold(weights)

    def reduced(self, weights: Weights) -> Weights:
        """The same sum in the unknowns that can still be chosen."""
        found: Weights = {}
        for unknown, weight in weights.items():
            for other, by in self.solved.get(unknown, {unknown: 1}).items():
                found[other] = found.get(other, 0) + weight * by
        return {unknown: weight for unknown, weight in found.items() if weight}

    def hold(self, weights: Weights) -> None:
        """The sum is nought from now on.

        One of its unknowns with a weight of one follows from the others. Without such a one
        all of them are held: there are more tables then, which are not looked for.
        """
        left = self.reduced(weights)
        ones = [unknown for unknown, weight in left.items() if weight in (1, -1)]
        if ones:
            pivot = min(ones, key=lambda unknown: len(self.stands_in.get(unknown, ())))
            sign = -left.pop(pivot)
            self.put(pivot, {unknown: sign * weight for unknown, weight in left.items()})
        else:
            self.is_exact = self.is_exact and not left
            for unknown in left:
                self.put(unknown, {})

    def put(self, pivot: int, weights: Weights) -> None:
        """Wherever the pivot stands, its weights stand instead."""
        self.solved[pivot] = weights
        for unknown in weights:
            self.stands_in.setdefault(unknown, set()).add(pivot)
        for place in self.stands_in.pop(pivot, ()):
            old = self.solved[place]
            self.solved[place] = new = self.reduced(old)
            for unknown in new.keys() - old.keys():
                self.stands_in.setdefault(unknown, set()).add(place)


def _solved(values: Mapping[Key, int], lines: Sequence[Line[Key]]) -> dict[Key, Weights]:
    """Every cell as a sum of those that the lines leave to be chosen."""
    number = {cell: place for place, cell in enumerate(values)}
    space = _Space(
        {number[cell]: sign for cell, sign in line.signs.items()} for line in lines
    )
    return {cell: space.reduced({place: 1}) for cell, place in number.items()}
