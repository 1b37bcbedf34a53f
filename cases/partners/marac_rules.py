"""When somebody is to be referred to a MARAC, and by when it is decided (P-12, V-20)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from pilot import calendar, parameters

A_YEAR = timedelta(days=365)  # within it a further incident makes a repeat (domain 1.6)
REFERRED, ALREADY, NOT_REFERRED = "REFERRED", "ALREADY", "NOT_REFERRED"
REJECTED, REPEAT = "REJECTED", "REPEAT"


@dataclass(frozen=True)
class Met:
    """That a criterion was met on a day: of a checklist, or the team's level alone."""

    on: date
    criteria: frozenset[str] = frozenset()

    @property
    def decide_by(self) -> date:
        """The last day that is in time: P-12, in working days."""
        return calendar.add_working_days(self.on, parameters.value("P-12"))


@dataclass(frozen=True)
class Decided:
    """What was decided on a day, and what the MARAC made of it."""

    on: date
    decision: str
    outcome: str = ""


def is_before_a_marac(met: Met, decided: Iterable[Decided]) -> bool:
    """Whether a MARAC had them already on that day, so that nothing is to be decided.

    A further incident within the year is a repeat, and is referred again.
    """
    if REPEAT in met.criteria:
        return False
    return any(
        each.decision in (REFERRED, ALREADY)
        and each.outcome != REJECTED
        and each.on < met.on <= each.on + A_YEAR
        for each in decided
    )


def answer_to(met: Met, decided: Iterable[Decided]) -> Decided | None:
    """The first decision on that day or later."""
    later = [each for each in decided if each.on >= met.on]
    return min(later, key=lambda each: each.on, default=None)


def waiting(met: Iterable[Met], decided: Iterable[Decided]) -> Met | None:
    """The earliest criterion that nobody has decided about, if there is one."""
    decided = list(decided)
    open_ = [
        each
        for each in met
        if not is_before_a_marac(each, decided) and answer_to(each, decided) is None
    ]
    return min(open_, key=lambda each: each.on, default=None)
