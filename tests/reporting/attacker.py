"""Somebody who pools everything that was published and solves for what was hidden.

The officers of all three boroughs and the contract group, with every page and file they
ever got. Knows every sum, every printed percentage and colour (intervals of a ratio), that
a hidden count is at least 1 wherever a nought would have been shown, and which figures are
part of others. Asks an integer programming solver; shares no code with what is under test.
"""

from collections.abc import Iterable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple

import highspy
import numpy as np

MOST = 400.0
ENOUGH = 3
ANYTHING = -highspy.kHighsInf


class Sum(NamedTuple):
    """The total is the sum of its members."""

    total: Any
    members: tuple[Any, ...]


class Ratio(NamedTuple):
    """A hundred times the numerator lies from `low` to `high` of these per cent."""

    numerator: Any
    denominator: Any
    low: float
    high: float


class Attacker:
    """What can be known of the hidden counts.

    `published` holds the printed number of each cell, or None; `least` and `most` the
    smallest and the largest value that a hidden one can have (1, and anything, unless
    named). The `truth` is one table that would have
    been published like this: it only saves looking for a first one.
    """

    def __init__(
        self,
        published: Mapping[Any, int | None],
        sums: Iterable[Sum],
        *,
        truth: Mapping[Any, int],
        least: Mapping[Any, int],
        most: Mapping[Any, int] = MappingProxyType({}),
        ratios: Iterable[Ratio] = (),
    ) -> None:
        self.published = published
        self.hidden = [cell for cell, number in published.items() if number is None]
        self.found = {cell: {truth[cell]} for cell in self.hidden}
        self.column = {cell: number for number, cell in enumerate(self.hidden)}
        self.least = [float(least.get(cell, 1)) for cell in self.hidden]
        self.most = [float(most.get(cell, MOST)) for cell in self.hidden]
        self.solver = highspy.Highs()
        self.solver.silent()
        self.solver.setOptionValue("threads", 1)
        for low, high in zip(self.least, self.most, strict=True):
            self.solver.addVar(low, high)
        columns = np.arange(len(self.hidden), dtype=np.int32)
        whole = np.full(len(columns), highspy.HighsVarType.kInteger)
        self.solver.changeColsIntegrality(len(columns), columns, whole)
        rows = {self._row({**dict.fromkeys(s.members, 1.0), s.total: -1.0}) for s in sums}
        for ratio in ratios:
            over, under = ratio.numerator, ratio.denominator
            rows.add(self._row({over: 100.0, under: -ratio.low}, high=highspy.kHighsInf))
            rows.add(self._row({over: 100.0, under: -ratio.high}, low=ANYTHING))
        for row in rows:
            self._add(*row)

    def _row(self, weights, low=0.0, high=0.0):
        known = sum(
            weight * self.published[cell]
            for cell, weight in weights.items()
            if self.published[cell] is not None
        )
        unknown = sorted(
            (self.column[cell], weight)
            for cell, weight in weights.items()
            if self.published[cell] is None
        )
        return low - known, high - known, tuple(unknown)

    def _add(self, low, high, unknown):
        if unknown:
            columns, weights = zip(*unknown, strict=True)
            self.solver.addRow(
                low,
                high,
                len(columns),
                np.array(columns, dtype=np.int32),
                np.array(weights, dtype=float),
            )
        else:
            assert low <= 1e-9 <= high + 2e-9, "What was published contradicts itself"

    def told(self) -> dict[Any, set[int]]:
        """The hidden counts with fewer than three possible values, and those values."""
        signs = [1.0] * len(self.hidden)
        for direction in (signs, [-sign for sign in signs], [1.0, -1.0] * len(signs)):
            self._solve(direction[: len(signs)])
        return {cell: found for cell in self.hidden if len(found := self._values(cell)) < 3}

    def _values(self, cell):
        """Every value is looked for below, above and between those that were found."""
        impossible: set[tuple[float, float]] = set()
        column = self.column[cell]
        direction = [0.0] * len(self.hidden)
        while len(self.found[cell]) < ENOUGH:
            known = sorted(self.found[cell])
            edges = [self.least[column] - 1, *known, self.most[column] + 1]
            gaps = {
                (low + 1, high - 1) for low, high in pairwise(edges) if low + 1 <= high - 1
            }
            if not (gaps := gaps - impossible):
                break
            low, high = min(gaps)
            self.solver.changeColBounds(column, low, high)
            if not self._solve(direction):
                impossible.add((low, high))
            self.solver.changeColBounds(column, self.least[column], self.most[column])
        return self.found[cell]

    def _solve(self, costs):
        """Keeps the values of a table that agrees with what is known, if there is one."""
        columns = np.arange(len(costs), dtype=np.int32)
        self.solver.changeColsCost(len(costs), columns, np.array(costs))
        self.solver.run()
        if self.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return False
        values = self.solver.getSolution().col_value
        for cell, value in zip(self.hidden, values, strict=False):
            self.found[cell].add(round(value))
        return True
