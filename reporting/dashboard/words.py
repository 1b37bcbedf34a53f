"""Words for every number: the same on a page, a card, a chart and in a concern.

None says more than another, because all are written here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from pilot import calendar, parameters
from reporting.disclosure import SUPPRESSED, SUPPRESSED_BECAUSE
from reporting.figures import (
    HIDDEN,
    NOT_RELEASED,
    NOT_RELEASED_YET,
    STILL_RUNNING,
    Figure,
    Numbers,
)
from reporting.indicators import Indicator
from reporting.rag import SMALL_BASE

NOTHING_TO_COUNT = "none to count"
LOW_COVERAGE = "low, under {P-18} of what should be counted could be"
# notes that come with the word itself
WITHHELD = (SUPPRESSED_BECAUSE, STILL_RUNNING, NOT_RELEASED)


@dataclass(frozen=True)
class Words:
    """One number as it is written: "36.8%", "7 of 19", and why, if it is hidden."""

    value: str
    parts: str
    note: str
    is_suppressed: bool
    is_marked: bool  # seen in clear here, and not by anybody outside the provider
    is_waiting: bool = False  # and not released yet, rather than suppressed

    @property
    def in_full(self) -> str:
        """The number with its parts, as the table has them."""
        has_parts = self.parts and self.parts != self.value
        return f"{self.value} ({self.parts})" if has_parts else self.value


def in_words(figure: Figure, *, in_clear: bool) -> Words:
    """The figure as it is written for somebody who may or may not see it in clear."""
    numbers = figure.clear if in_clear else figure.published
    return Words(
        value=_value_in_words(figure.indicator, numbers),
        parts=_parts_in_words(numbers) if figure.indicator.is_rate else "",
        note=numbers.note,
        is_suppressed=numbers.note in WITHHELD,
        is_marked=in_clear and figure.published.note in WITHHELD,
        is_waiting=not figure.published.is_released,
    )


def _value_in_words(indicator: Indicator, numbers: Numbers) -> str:
    if not numbers.is_released:
        return NOT_RELEASED_YET
    if numbers.value == HIDDEN:
        return SUPPRESSED if numbers.note in WITHHELD else parameters.filled(SMALL_BASE)
    if numbers.value is None:
        return NOTHING_TO_COUNT
    return f"{numbers.value:,}%" if indicator.is_rate else f"{numbers.value:,}"


def _parts_in_words(numbers: Numbers) -> str:
    if not numbers.is_released:
        return NOT_RELEASED_YET
    parts = (numbers.numerator, numbers.denominator)
    of = [SUPPRESSED if part == HIDDEN else f"{part:,}" for part in parts]
    return SUPPRESSED if of == [SUPPRESSED, SUPPRESSED] else f"{of[0]} of {of[1]}"


def restated_in_words(figure: Figure) -> str:
    """The figure as it was submitted and as it was restated; nothing where both read alike.

    Both as they may be published, whoever reads them.
    """
    if figure.submitted is None or figure.restated is None:
        return ""
    before, since = (
        in_words(replace(figure, published=version.published), in_clear=False).in_full
        for version in (figure.submitted, figure.restated)
    )
    if before == since:
        return ""
    day = calendar.in_words(figure.submitted.on)
    return f"{before} as submitted on {day}, restated as {since}"


def beside_in_words(figure: Figure, in_clear: bool) -> Iterator[tuple[str, str]]:
    """What is printed under the name of the place: a label and what it comes to.

    Coverage in full is the provider's: how many there are of whom nobody can say is a count
    of people too. Others are told that it is low, and all of it where headline figures say
    the same.
    """
    indicator = figure.indicator
    for label, count in figure.beside_in_words(in_clear=in_clear):
        if count:
            yield label, f"{count:,}"
    if indicator.average:
        found = figure.average if in_clear else figure.published_average
        if found not in (None, HIDDEN):
            yield indicator.average.label, f"{found} {indicator.average.unit}"
    if told := _coverage_in_words(figure, in_clear):
        yield "coverage", told
    if (spread := indicator.spread) and (in_clear or spread.is_published):
        counts = [
            f"{label} {figure.spread[code]:,}"
            for code, label in spread.labels.items()
            if figure.spread.get(code)
        ]
        if counts:
            yield spread.label, "; ".join(counts)


def _coverage_in_words(figure: Figure, in_clear: bool) -> str:
    if in_clear:
        found, is_low = (figure.coverage, figure.uncovered), figure.is_low_coverage
    else:
        found, is_low = figure.coverage_outside, figure.is_low_coverage_outside
    coverage, uncovered = found
    if coverage is not None:
        low = ", low coverage" if is_low else ""
        return f"{coverage}%{low} ({uncovered:,} {figure.indicator.uncovered_words})"
    is_said = is_low and not in_clear and figure.published.value is not None
    return parameters.filled(LOW_COVERAGE) if is_said else ""
