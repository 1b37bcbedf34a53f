"""Green, amber and red: how a number stands beside its target (dictionary 8.3).

Pure rules: numbers go in, a colour and the reason come out. A number that its reader may
not see has no colour at all, because a colour can reveal a count.
"""

from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from pilot import accounts, parameters
from reporting.figures import HIDDEN, WAITING, Figure, Numbers
from reporting.models import Target

NO_TARGET = "no target set"
STILL_RUNNING = "the quarter is not over"
NOTHING = "none to count"
SMALL_BASE = "base under {P-16}"
LOW_COVERAGE = "low coverage: under {P-18} of what should be counted could be"
NO_FORECAST = "no forecast"


class Rag(StrEnum):
    """The word that is printed; the colour comes with it and never without it."""

    GREEN = "Green"
    AMBER = "Amber"
    RED = "Red"
    GREY = "Grey"

    @property
    def tag(self) -> str:
        """The design system's name of the colour of its tag."""
        return "orange" if self is Rag.AMBER else self.value.lower()


class Judgement(NamedTuple):
    """A colour, and for grey the reason in words."""

    rag: Rag
    because: str = ""

    @property
    def in_words(self) -> str:
        """As it is printed: "Amber", or "Grey: no target set"."""
        return f"{self.rag}: {self.because}" if self.because else str(self.rag)


def against_target(value: int | Decimal, target: Decimal, *, lower_is_better: bool) -> Rag:
    """GREEN from 95% of the target, AMBER from 80%, else RED; mirrored at 100% if lower is
    better: GREEN to 105%, AMBER to 120% (P-15)."""
    amber, green = parameters.values("P-15")
    percent = 100 * Decimal(value)
    if lower_is_better:
        reaches = {limit: percent <= (200 - limit) * target for limit in (green, amber)}
    else:
        reaches = {limit: percent >= limit * target for limit in (green, amber)}
    if reaches[green]:
        return Rag.GREEN
    return Rag.AMBER if reaches[amber] else Rag.RED


def of_money(expected: Decimal | None, budget: Decimal) -> Judgement:
    """The forecast beside the budget, by the rule of the pages of money: P-29."""
    if expected is None:
        return Judgement(Rag.GREY, NO_FORECAST)
    return Judgement(Rag[accounts.rag_of(expected, budget).name])


def of_days(worked: Decimal, commissioned: Decimal) -> Judgement:
    """Days worked beside those commissioned so far, which the agreements set (I23)."""
    if not commissioned:
        return Judgement(Rag.GREY, "no days commissioned")
    return Judgement(against_target(worked, commissioned, lower_is_better=False))


def rag_of(
    figure: Figure, target: Target | None, *, in_clear: bool, is_over: bool
) -> Judgement | None:
    """How a figure stands beside its target, for a reader who may or may not see it clear.

    None where the number is hidden from that reader. A period that is not over (`is_over`)
    is not judged: nobody set a target for a part of it.
    """
    numbers = figure.clear if in_clear else figure.published
    is_small = has_small_base(numbers)
    if not numbers.is_whole and not is_small:
        return None
    reasons = {
        NO_TARGET: target is None or target.value is None,
        STILL_RUNNING: not is_over,
        NOTHING: numbers.value is None,
        SMALL_BASE: is_small,
        LOW_COVERAGE: _has_low_coverage(figure, in_clear),
    }
    if because := next((words for words, holds in reasons.items() if holds), ""):
        return Judgement(Rag.GREY, parameters.filled(because))
    return Judgement(
        against_target(numbers.value, target.value, lower_is_better=target.lower_is_better)
    )


def _has_low_coverage(figure: Figure, in_clear) -> bool:
    if figure.indicator.uncovered is None:
        return False
    return figure.is_low_coverage if in_clear else figure.is_low_coverage_outside


def has_small_base(numbers: Numbers) -> bool:
    """Whether a rate's base may be seen, and is too small for a percentage (P-16)."""
    base = numbers.denominator
    if HIDDEN in numbers[:2] or WAITING in numbers[:2] or base is None:
        return False
    return 0 < base < parameters.value("P-16")
