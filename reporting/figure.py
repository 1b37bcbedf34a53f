"""One figure: what it says in clear, what may leave the provider, and what has left it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple, TypeAlias

from pilot import parameters
from reporting.disclosure import (
    COUNT_PARTS,
    RATE_PARTS,
    SUPPRESSED_BECAUSE,
    DisclosureClass,
)
from reporting.indicators import Beside, Indicator, Place, Tally

HIDDEN = "[c]"
WAITING = "[x]"
NOT_RELEASED_YET = "not released yet"
STILL_RUNNING = "Not released yet: the quarter is still running."
NOT_RELEASED = "Not released yet: the provider has not signed a return of this quarter."
SMALL_BASE = "No percentage is given on a base below {P-16}."

EVERYTHING = dict.fromkeys((*COUNT_PARTS, *RATE_PARTS), True)

Number: TypeAlias = int | Decimal | str | None


class Numbers(NamedTuple):
    """What a figure says: its count or percentage, and the two numbers it rests on.

    A number that may not leave the provider is HIDDEN, one that has not left it yet is
    WAITING; a percentage of nothing is None.
    """

    numerator: Number
    denominator: Number
    value: Number
    note: str = ""

    @property
    def is_released(self) -> bool:
        """Whether it has left the provider, be it hidden."""
        return self.value != WAITING

    @property
    def is_whole(self) -> bool:
        """Whether none of it is hidden or waits."""
        return not any(number in (HIDDEN, WAITING) for number in self[:3])


@dataclass(frozen=True)
class Version:
    """A figure as one release had it, in clear and as it was published."""

    on: date
    clear: Numbers
    published: Numbers
    uncovered: int
    average: Number = None
    published_average: Number = None

    @property
    def is_low_coverage(self) -> bool:
        """Whether so little could be counted that the figure says it of itself (P-18)."""
        return _is_low(_coverage(self.clear, self.uncovered))


@dataclass(frozen=True)
class Figure:
    """An indicator in one place and period: in clear, and as it may be published.

    `clear` is counted now. `published` is what anybody outside the provider reads: of a
    headline figure the same, of every other the number as it was submitted, or that it is
    not released yet. `submitted` is the figure as it first left the provider; `restated`
    as it stands since, where it has changed and has been released again, or is shown in
    clear to everybody anyway.
    """

    indicator: Indicator
    place: Place
    clear: Numbers
    published: Numbers
    beside: tuple[tuple[Beside, int], ...]
    uncovered: int
    spread: Mapping[str, int]
    average: Number
    averaged: int
    published_average: Number
    submitted: Version | None = None
    restated: Version | None = None

    @property
    def coverage(self) -> Decimal | None:
        """How much of what should be counted could be, in percent; None without a base."""
        if self.indicator.uncovered is None:
            return None
        return _coverage(self.clear, self.uncovered)

    @property
    def is_low_coverage(self) -> bool:
        """Whether so little could be counted that the figure says it of itself (P-18)."""
        return _is_low(self.coverage)

    @property
    def is_low_coverage_outside(self) -> bool:
        """The same, as far as somebody outside may know it: of a percentage they see."""
        stood = self.submitted
        if self.indicator.is_in_clear or stood is None:
            return self.indicator.is_in_clear and self.is_low_coverage
        return self.published.is_whole and stood.is_low_coverage

    @property
    def coverage_outside(self) -> tuple[Decimal | None, int]:
        """The coverage of a base that others see, and of how many nobody can say, where a
        headline figure tells both together; else None."""
        stood = self.submitted
        is_shown = self.published.denominator not in (HIDDEN, WAITING)
        if stood is None or not is_shown or not self.indicator.is_coverage_told:
            return None, 0
        return _coverage(stood.clear, stood.uncovered), stood.uncovered

    def beside_in_words(self, *, in_clear: bool) -> tuple[tuple[str, int], ...]:
        """Label and count of what stands beside it, in clear or as it may be published."""
        return tuple(
            (beside.label, count)
            for beside, count in self.beside
            if in_clear or beside.is_published
        )


def _coverage(clear, uncovered: int) -> Decimal | None:
    if clear.denominator is None:
        return None
    return percentage(clear.denominator, clear.denominator + uncovered)


def _is_low(coverage: Decimal | None) -> bool:
    return coverage is not None and coverage < parameters.value("P-18")


def in_clear(indicator: Indicator, tally: Tally) -> Numbers:
    """The numbers as the provider sees them."""
    if not indicator.is_rate:
        return Numbers(tally.numerator, None, tally.numerator)
    return Numbers(
        tally.numerator, tally.denominator, percentage(tally.numerator, tally.denominator)
    )


def version_of(
    indicator: Indicator,
    tally: Tally,
    *,
    on: date,
    shown: Mapping[str, bool] = EVERYTHING,
    average: Number = None,
    averaged: int = 0,
) -> Version:
    """The figure of that day, where these parts of it may leave the provider.

    A mean or a median leaves it with all the parts, on a base that is large enough; of
    what is not about people (class N) always.
    """
    clear = in_clear(indicator, tally)
    published = _as_published(indicator, clear, shown)
    published_average = average
    if average is not None:
        is_of_people = indicator.disclosure is not DisclosureClass.N
        is_small = is_of_people and averaged < parameters.value("P-16")
        if is_small or not published.is_whole:
            published_average = HIDDEN
    return Version(
        on=on,
        clear=clear,
        published=published,
        uncovered=tally.uncovered,
        average=average,
        published_average=published_average,
    )


def _as_published(indicator, clear, shown):
    """What may leave the provider: the same as in clear, or less with the reason."""
    if not indicator.is_rate:
        return (
            clear if shown["value"] else Numbers(HIDDEN, None, HIDDEN, SUPPRESSED_BECAUSE)
        )
    numerator = clear.numerator if shown["numerator"] else HIDDEN
    denominator = clear.denominator if shown["denominator"] else HIDDEN
    if not all(shown[part] for part in RATE_PARTS):
        return Numbers(numerator, denominator, HIDDEN, SUPPRESSED_BECAUSE)
    if clear.value is None or clear.denominator >= parameters.value("P-16"):
        return clear
    return Numbers(numerator, denominator, HIDDEN, parameters.filled(SMALL_BASE))


def not_yet(indicator: Indicator, note: str) -> Numbers:
    """What leaves the provider before the release: the same whatever is counted."""
    return Numbers(WAITING, WAITING if indicator.is_rate else None, WAITING, note)


def percentage(numerator: int, denominator: int) -> Decimal | None:
    """The rate in percent, rounded half up to one decimal; of nothing there is none."""
    if not denominator:
        return None
    return (100 * Decimal(numerator) / denominator).quantize(Decimal("0.1"), ROUND_HALF_UP)
