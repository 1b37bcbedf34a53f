"""How the numbers of one release add up with those of every release before it.

A number that has left the provider stays as it was. When a quarter has changed since, its
new number is another one beside it, and the change between the two, which a reader can work
out, is a third. Here only periods are named and added; what is hidden is decided elsewhere.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import TypeAlias

Period: TypeAlias = str | tuple[str, ...]
Place: TypeAlias = str
Part: TypeAlias = str
Numbers: TypeAlias = Mapping[tuple[Place, Part], int]

CUMULATIVE, RESTATED, CHANGE, SINCE = "cumulative", "restated", "change", "since"


def cumulative(quarter: str) -> Period:
    """The period from the pilot's first quarter to the end of this one."""
    return (CUMULATIVE, quarter)


def is_to_date(period: Period) -> bool:
    """Whether it starts with the pilot's first quarter by its name."""
    return period[0] == CUMULATIVE


def is_change(period: Period) -> bool:
    """Whether it holds a difference between two releases, which may have either sign."""
    return period[0] == CHANGE


def told_of(period: Period) -> Period:
    """The quarter or the time to date that a number tells of, whichever its release."""
    if period[0] == RESTATED:
        return period[1]
    return period[:2] if is_to_date(period) else period


def in_words(period: Period) -> str:
    """The name of a period as it is kept, which `period_in` reads."""
    return period if isinstance(period, str) else " ".join(period)


def period_in(words: str) -> Period:
    """The period that these words name."""
    first, *others = words.split(" ")
    return (first, *others) if others else first


@dataclass(frozen=True)
class Step:
    """What a release brings: the numbers of new periods, and the sums they stand in."""

    release: int
    numbers: dict[Period, Numbers] = field(default_factory=dict)
    sums: list[tuple[Period, tuple[Period, ...]]] = field(default_factory=list)


@dataclass(frozen=True)
class _Told:
    """Every version of one quarter, with the change before each but the first."""

    versions: list[Period]
    changes: list[Period] = field(default_factory=list)


class Releases:
    """The releases of one figure, in their order.

    `least` names the periods that rest on a change, whose zeros need not be shown, with the
    smallest that a hidden number of theirs can be.
    """

    def __init__(self, tables: Sequence[Mapping[str, Numbers]], threshold: int) -> None:
        self.threshold = threshold
        self.told: dict[str, _Told] = {}
        self.latest: dict[str, Numbers] = {}
        self.to_date: list[tuple[Period, dict[str, int]]] = []
        self.numbers: dict[Period, Numbers] = {}
        self.least: dict[Period, float] = {}
        self.steps = [
            step
            for number, table in enumerate(tables)
            for step in self.steps_of(number, table)
        ]

    def steps_of(self, number: int, table: Mapping[str, Numbers]) -> Iterator[Step]:
        """A step for each quarter that is new in this release, or one for none."""
        quarters = sorted(table)
        new = [quarter for quarter in quarters if quarter not in self.told]
        for newest in new or quarters[-1:]:
            step = Step(number)
            standing = [quarter for quarter in quarters if quarter <= newest]
            for quarter in standing:
                self.tell(step, quarter, number, table[quarter])
            self.tell_all_changes(step, number)
            self.tell_to_date(step, standing, number)
            yield step

    def tell(self, step: Step, quarter: str, number: int, now: Numbers) -> None:
        before = self.latest.get(quarter)
        self.latest[quarter] = now
        if before is None:
            step.numbers[quarter] = now
            self.told[quarter] = _Told([quarter])
        elif before != now:
            told = self.told[quarter]
            change = (CHANGE, quarter, str(number))
            period = (RESTATED, quarter, str(number))
            self.least |= {change: -inf, period: 0}
            step.numbers[change] = {cell: now[cell] - before[cell] for cell in now}
            step.numbers[period] = now
            told.changes.append(change)
            for place, earlier in enumerate(told.versions):
                step.sums.append((period, (earlier, *told.changes[place:])))
            told.versions.append(period)

    def tell_all_changes(self, step: Step, number: int) -> None:
        """What the changes of several quarters come to: the figures to date may tell it."""
        changes = [period for period in step.numbers if is_change(period)]
        if len(changes) > 1:
            together = (CHANGE, CUMULATIVE, str(number))
            self.least[together] = -inf
            step.sums.append((together, tuple(changes)))
            step.numbers[together] = {
                cell: sum(step.numbers[change][cell] for change in changes)
                for cell in step.numbers[changes[0]]
            }

    def tell_to_date(self, step: Step, quarters: list[str], number: int) -> None:
        """To date is a sum of all quarters, and of any earlier figure to date and what came
        since: so the difference to each of them is none or large enough, not only to the
        last."""
        newest = quarters[-1]
        stands = {quarter: len(self.told[quarter].changes) for quarter in quarters}
        is_again = any(period == cumulative(newest) for period, _ in self.to_date)
        if is_again and not step.numbers:
            return
        period = (CUMULATIVE, newest, str(number)) if is_again else cumulative(newest)
        step.numbers[period] = {
            cell: sum(self.latest[quarter][cell] for quarter in quarters)
            for cell in self.latest[newest]
        }
        self.numbers[period] = step.numbers[period]
        told = [self.told[quarter] for quarter in quarters]
        step.sums.append((period, tuple(each.versions[-1] for each in told)))
        if any(each.changes for each in told):
            submitted = [each.versions[0] for each in told]
            changes = [change for each in told for change in each.changes]
            step.sums.append((period, (*submitted, *changes)))
            self.least[period] = 0
        for earlier, stood in self.to_date:
            if stood.keys() <= stands.keys():
                since = [
                    each
                    for quarter in quarters
                    for each in (
                        self.told[quarter].changes[stood[quarter] :]
                        if quarter in stood
                        else self.told[quarter].versions[-1:]
                    )
                ]
                step.sums.append((period, (earlier, *since)))
                if len(since) > 1 and any(is_change(each) for each in since):
                    self.tell_difference(step, earlier, period, since, number)
        self.to_date.append((period, stands))

    def tell_difference(
        self,
        step: Step,
        earlier: Period,
        later: Period,
        since: list[Period],
        number: int,
    ) -> None:
        """What two figures to date differ by, where new quarters and changes set each other
        off: six fewer of one and ten of another are a small number together. Where nothing
        comes of it that is small, nothing need be decided."""
        difference = (CHANGE, SINCE, *earlier[1:], later[1], str(number))
        by = {
            cell: now - self.numbers[earlier][cell]
            for cell, now in step.numbers[later].items()
        }
        if not any(0 < abs(each) < self.threshold for each in by.values()):
            return
        self.least[difference] = -inf
        step.numbers[difference] = by
        step.sums.append((later, (earlier, difference)))
        step.sums.append((difference, tuple(since)))
