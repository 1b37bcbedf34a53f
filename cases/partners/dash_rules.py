"""What a Dash checklist comes to: the score's band, and judgement, which only ever raises.

The thresholds are parameters (dictionary 2). P-19 is SafeLives' own; P-20 is a local
convention, and said to be one wherever a band is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from pilot import parameters

YES, NO, NOT_KNOWN = "Y", "N", "DK"
STANDARD, MEDIUM, HIGH, NOT_ASSESSED = "STANDARD", "MEDIUM", "HIGH", "NOT_ASSESSED"
RANKED = (NOT_ASSESSED, STANDARD, MEDIUM, HIGH)


@dataclass(frozen=True)
class Thresholds:
    """From how many answers on a score says something."""

    high_from: int = 14  # P-19
    medium_from: int = 10  # P-20: to 13; 0 to 9 is standard
    answered_at_least: int = 12  # P-25, of 24


DEFAULTS = Thresholds()


def thresholds() -> Thresholds:
    """The thresholds of today: a checklist keeps what it came to on its own."""
    return Thresholds(*(parameters.value(code) for code in ("P-19", "P-20", "P-25")))


def yes_count(answers: Mapping[str, str]) -> int:
    """How many items were answered yes: the only ones that count (V-11)."""
    return sum(answer == YES for answer in answers.values())


def band(answers: Mapping[str, str], rules: Thresholds = DEFAULTS) -> str:
    """The level that the score alone comes to.

    Too few answers say nothing, unless even they reach the highest level (P-25).
    """
    yes = yes_count(answers)
    answered = sum(answer in (YES, NO) for answer in answers.values())
    if yes >= rules.high_from:
        return HIGH
    if answered < rules.answered_at_least:
        return NOT_ASSESSED
    return MEDIUM if yes >= rules.medium_from else STANDARD


def is_lowered(score_band: str, judgement: str) -> bool:
    """Whether judgement says less than the score: it may not (V-11)."""
    return bool(judgement) and RANKED.index(judgement) < RANKED.index(score_band)


def level(score_band: str, judgement: str) -> str:
    """The higher of the two."""
    return max(score_band, judgement or NOT_ASSESSED, key=RANKED.index)
