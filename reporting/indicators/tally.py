"""What was counted: the numbers of one place and period, and how they add up."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeAlias

# A set where adding up would count somebody twice: the same person in two boroughs.
Counted: TypeAlias = int | frozenset[str]


class Tally(NamedTuple):
    """The rows of one place and period: those that meet it, out of those that could.

    `uncovered` are those of which nobody can say; `spread` and `values` say how many rows
    gave each answer, the latter for a mean or a median.
    """

    numerator: int
    denominator: int
    beside: tuple[Counted, ...] = ()
    uncovered: int = 0
    spread: Counter[str] = Counter()
    values: Counter[int] = Counter()

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(
            self.numerator + other.numerator,
            self.denominator + other.denominator,
            tuple(map(_together, self.beside, other.beside)),
            self.uncovered + other.uncovered,
            _sum_of(self.spread, other.spread),
            _sum_of(self.values, other.values),
        )


def _together(one: Any, other: Any) -> Counted:
    return one | other if isinstance(one, frozenset) else one + other


def _sum_of(one: Counter[Any], other: Counter[Any]) -> Counter[Any]:
    """Both counters, negative counts kept: what has left since is taken off later."""
    if not one or not other:
        return one or other
    both = Counter(one)
    both.update(other)
    return both


@dataclass(frozen=True)
class Facts:
    """What was counted: of each figure's code the tally of each borough and day."""

    by_day: Mapping[str, Mapping[tuple[str | None, date], Tally]]
