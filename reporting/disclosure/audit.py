"""Whether a reader could tell a hidden count from what is shown."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Generic

from reporting.disclosure.lines import Key, Line, Reason

POSSIBLE_VALUES = 3
STEPS = 400


class Audit(Generic[Key]):
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
        least: Mapping[Key, float],
    ) -> None:
        self.values = values
        self.reasons = reasons
        self.least = least
        self.sensitive = [line for line in lines if line.is_sensitive]
        self.floors: dict[Key, float] = {}
        self.hidden: list[list[tuple[Key, int]]] = []
        self.signs = [line.signs for line in lines]
        self.stands_in: dict[Key, list[tuple[int, int]]] = {cell: [] for cell in values}
        for number, signs in enumerate(self.signs):
            for cell, sign in signs.items():
                self.stands_in[cell].append((number, sign))
        self.possible = {cell: {value} for cell, value in values.items()}
        self.steps_left = 0

    def certain(self) -> Iterator[Key]:
        """The hidden counts for which fewer than three values are found."""
        self.floors = self.least_values()
        self.hidden = [
            [(cell, sign) for cell, sign in signs.items() if self.reasons[cell]]
            for signs in self.signs
        ]
        for cell, found in self.possible.items():
            if self.reasons[cell]:
                self.explore(cell, +1)
                self.explore(cell, -1)
                if len(found) < POSSIBLE_VALUES:
                    yield cell

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

    def explore(self, cell: Key, step: int) -> None:
        table: Mapping[Key, int] = self.values
        while (
            len(self.possible[cell]) < POSSIBLE_VALUES
            and table[cell] + step >= self.floors[cell]
        ):
            self.steps_left = STEPS
            moves = self.settled(table, {}, {}, cell, step)
            if moves is None:
                break
            table = {**table, **{other: table[other] + by for other, by in moves.items()}}
            for other in moves:
                self.possible[other].add(table[other])

    def settled(
        self,
        table: Mapping[Key, int],
        moves: Mapping[Key, int],
        gaps: Mapping[int, int],
        cell: Key,
        by: int,
    ) -> Mapping[Key, int] | None:
        """The moves with this one, and others until every line adds up, if that can be."""
        self.steps_left -= 1
        moves = {**moves, cell: by}
        gaps = dict(gaps)
        for number, sign in self.stands_in[cell]:
            gaps[number] = gaps.get(number, 0) + sign * by
        fewest: list[tuple[Key, int]] | None = None
        for number, gap in gaps.items():
            if gap:
                ways = self.ways(table, moves, number, gap)
                if fewest is None or len(ways) < len(fewest):
                    fewest = ways
                if len(fewest) <= 1:
                    break
        if fewest is None:
            return moves
        for other, opposite in fewest:
            if self.steps_left <= 0:
                break
            if (answer := self.settled(table, moves, gaps, other, opposite)) is not None:
                return answer
        return None

    def ways(
        self, table: Mapping[Key, int], moves: Mapping[Key, int], number: int, gap: int
    ) -> list[tuple[Key, int]]:
        """The hidden cells that could close the gap in a line, and by how much."""
        return [
            (cell, -sign * gap)
            for cell, sign in self.hidden[number]
            if cell not in moves and table[cell] - sign * gap >= self.floors[cell]
        ]
