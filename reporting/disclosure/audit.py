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
Moves: TypeAlias = dict[int, int]  # by how much cells differ from the truth


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
        # Cells by their place, which is looked up much faster where tables are tried.
        self.cells = list(values)
        self.place = {cell: place for place, cell in enumerate(values)}
        self.ways: list[Moves] = []
        self.ways_of: dict[int, list[int]] = {}
        self.room: list[Room] = []
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
            self.find_ways()
            self.room = self.find_room()
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
            if reason and self.place[cell] not in self.ways_of and self.is_exact
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
        ordered = sorted(map(dict, ways), key=lambda way: (len(way), str(way)))
        self.ways = [{self.place[cell]: by for cell, by in way.items()} for way in ordered]
        self.ways_of = {}
        for number, way in enumerate(self.ways):
            for place in way:
                self.ways_of.setdefault(place, []).append(number)

    def find_room(self) -> list["Room"]:
        """How far each cell can move, and what would move it back."""
        floors = self.least_values()
        return [
            Room(
                floors[cell] - value,
                self.most.get(cell, inf) - value,
                self.steps_that_move(place, 1),
                self.steps_that_move(place, -1),
            )
            for place, (cell, value) in enumerate(self.values.items())
        ]

    def steps_that_move(self, place: int, sign: int) -> list[tuple[int, int]]:
        """Each way through the cell, in the direction that raises or lowers it."""
        return [
            (number, sign if self.ways[number][place] > 0 else -sign)
            for number in self.ways_of.get(place, ())
        ]

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
            table: Moves | None = {}
            while table is not None and len(self.possible[cell]) < POSSIBLE_VALUES:
                table = self.next_table(self.place[cell], sign, table)
                if table is not None:
                    self.keep(table)

    def next_table(self, place: int, sign: int, table: Moves) -> Moves | None:
        """A table in which the cell is larger (1) or smaller (-1) than in this one."""
        goal = Goal(place, sign, table.get(place, 0))
        room = self.room[place]
        steps = room.raising if sign > 0 else room.lowering
        for further, (number, step) in product(FURTHER, steps):
            self.steps_left = STEPS
            stepped = self.along(table, number, step)
            moved = self.repaired(stepped, {number: step}, goal, further)
            if moved is not None:
                return moved
        return None

    def keep(self, moved: Moves) -> None:
        for place, by in moved.items():
            cell = self.cells[place]
            self.possible[cell].add(self.values[cell] + by)

    def along(self, table: Moves, number: int, step: int) -> Moves:
        """The table after some steps of a way; it holds what differs from the truth."""
        moved = dict(table)
        for place, by in self.ways[number].items():
            moved[place] = moved.get(place, 0) + step * by
        return moved

    def repaired(
        self, table: Moves, taken: Mapping[int, int], goal: "Goal", further: int
    ) -> Moves | None:
        """The table with so many further ways taken that every count can be what it is.

        None where no such table is found. No way is taken back. What can be put right in
        the fewest ways is put right first.
        """
        self.steps_left -= 1
        if goal.sign * (table.get(goal.place, 0) - goal.beyond) <= 0:
            return None
        fewest: list[tuple[int, int]] | None = None
        for place, by in table.items():
            low, high, raising, lowering = self.room[place]
            if low <= by <= high:
                continue
            fixes = raising if by < low else lowering
            if fewest is not None and len(fixes) - len(taken) >= len(fewest):
                continue  # as many as there are at least
            fixes = [(number, step) for number, step in fixes if taken.get(number) != -step]
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


class Room(NamedTuple):
    """How far a cell can move from the truth, and the steps that raise or lower it."""

    low: float
    high: float
    raising: list[tuple[int, int]]
    lowering: list[tuple[int, int]]


class Goal(NamedTuple):
    """A cell is to be larger (1) or smaller (-1) than the truth and so much."""

    place: int
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
