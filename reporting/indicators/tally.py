"""What was counted: the numbers of one place and period, and how they add up."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple, TypeAlias

# A set where adding up would count somebody twice: the same person in two boroughs.
Counted: TypeAlias = int | frozenset[str]
NOTHING: Counter[Any] = Counter()  # of most figures, and never added to


class Tally(NamedTuple):
    """The rows of one place and period: those that meet it, out of those that could.

    `uncovered` are those of which nobody can say; `spread` and `values` say how many rows
    gave each answer, the latter for a mean or a median.
    """

    numerator: int
    denominator: int
    beside: tuple[Counted, ...] = ()
    uncovered: int = 0
    spread: Counter[str] = NOTHING
    values: Counter[int] = NOTHING


def together(tallies: Sequence[Tally]) -> Tally:
    """All of these added up: one or more."""
    numerators, denominators, beside, uncovered, *counters = zip(*tallies, strict=True)
    spreads, values = counters
    return Tally(
        sum(numerators),
        sum(denominators),
        tuple(map(_sum_of, zip(*beside, strict=True))),
        sum(uncovered),
        _all_of(spreads),
        _all_of(values),
    )


def _sum_of(counts: tuple[Any, ...]) -> Counted:
    if isinstance(counts[0], frozenset):
        return frozenset().union(*counts)
    return sum(counts)


def _all_of(counters: Iterable[Counter[Any]]) -> Counter[Any]:
    """All counters, negative counts kept: what has left since is taken off later."""
    some = [each for each in counters if each]
    if len(some) < 2:
        return some[0] if some else NOTHING
    both: Counter[Any] = Counter()
    for each in some:
        both.update(each)
    return both


@dataclass(frozen=True)
class Facts:
    """What was counted: of each figure's code the tally of each borough and day."""

    by_day: Mapping[str, Mapping[tuple[str | None, date], Tally]]
