"""The numbers of a figure that have a list: each by a fixed word, with what it counts."""

from dataclasses import dataclass, replace

from django.db.models import Q
from django.utils.text import slugify

from pilot.parameters import filled
from reporting.figures import Figure
from reporting.indicators import Indicator
from reporting.indicators.indicator import Where

NUMERATOR, DENOMINATOR, UNCOVERED = "numerator", "denominator", "not-covered"


@dataclass(frozen=True)
class Part:
    """A number of a figure: the word in an address, its label, and which rows it counts.

    With `distinct` it counts different answers in those fields, and not rows; `beside` is
    its place among what stands beside the figure, `answer` the code in the spread.
    """

    word: str
    label: str
    where: Where
    distinct: tuple[str, ...] = ()
    beside: int | None = None
    answer: str | None = None

    @property
    def filter(self) -> Q:
        """Which rows it counts, by the parameters in force."""
        return self.where() if callable(self.where) else self.where

    def of(self, figure: Figure) -> int:
        """The number itself, in clear."""
        if self.beside is not None:
            return figure.beside[self.beside][1]
        if self.answer is not None:
            return figure.spread.get(self.answer, 0)
        if self.word == UNCOVERED:
            return figure.uncovered
        numbers = figure.clear
        found = numbers.numerator if self.word == NUMERATOR else numbers.denominator
        assert isinstance(found, int)  # in clear nothing is hidden
        return found


def parts_of(indicator: Indicator) -> dict[str, Part]:
    """Every number of the figure that counts rows, by its word."""
    parts = [Part(NUMERATOR, indicator.numerator_words, indicator.numerator)]
    if indicator.denominator is not None:
        words = indicator.denominator_words
        parts.append(Part(DENOMINATOR, words, indicator.denominator))
    if indicator.uncovered is not None:
        parts.append(Part(UNCOVERED, indicator.uncovered_words, indicator.uncovered))
    parts += [
        Part(slugify(each.label), each.label, each.where, each.distinct, beside=place)
        for place, each in enumerate(indicator.beside)
    ]
    spread = indicator.spread
    if spread and not spread.weight:
        parts += [
            Part(
                f"answer-{slugify(code)}",
                f"{spread.label}: {label}",
                spread.where & Q(**{spread.field: code}),
                answer=code,
            )
            for code, label in spread.labels.items()
        ]
    return {each.word: replace(each, label=filled(each.label)) for each in parts}
