"""What is expected of a figure, and how its number stands beside that, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from reporting.disclosure import cumulative as to_date
from reporting.figures import Figures
from reporting.indicators import Indicator, Place
from reporting.models import Expectation, Target
from reporting.rag import NO_TARGET, Judgement, rag_of
from reporting.targets import NO_BASELINE, Targets


@dataclass(frozen=True)
class Standing:
    """A number's target as it is written, and its colour for one reader.

    Where nobody set a target there is none to write, and no colour; a number that is
    hidden from the reader has no colour either.
    """

    target: str = ""
    judgement: Judgement | None = None

    @property
    def in_words(self) -> str:
        """The target as it stands under its number."""
        return f"target {self.target}"


UNTARGETED = Standing()


def number_in_words(expectation: Expectation, indicator: Indicator) -> str:
    """The value with its unit: "12", "62.5%"."""
    return f"{expectation.number}%" if indicator.is_rate else expectation.number


def target_in_words(target: Target, indicator: Indicator) -> str:
    """What should be reached: "12", "12 or less", and whether somebody agreed to it."""
    limit = " or less" if target.lower_is_better else ""
    assumed = "" if target.agreed_by else ", assumed"
    return f"{number_in_words(target, indicator)}{limit}{assumed}"


def standing_of(
    figures: Figures,
    targets: Targets,
    indicator: Indicator,
    place: Place,
    clear: frozenset[Place],
) -> tuple[Standing, Standing]:
    """How the quarter's number and the one to date stand beside their targets."""
    quarter = figures.quarter
    return tuple(
        _standing(figures, indicator, place, clear, period, target)
        for period, target in (
            (str(quarter), targets.of_quarter(indicator.code, place, quarter)),
            (to_date(str(quarter)), targets.to_date(indicator.code, place, quarter)),
        )
    )


def _standing(figures, indicator, place, clear, period, target):
    if target is None:
        return UNTARGETED
    judgement = rag_of(
        figures.figure(indicator, place, period),
        target,
        in_clear=place in clear,
        is_over=figures.is_complete,
    )
    return Standing(target_in_words(target, indicator), judgement)


def expected_in_words(
    targets: Targets, indicator: Indicator, places: Iterable[Place]
) -> list[str]:
    """Every target of the figure in these places, a sentence for each; or that none is."""
    lines = [
        f"{place.name}, {_lower(target.period)}: {target_in_words(target, indicator)}"
        for place in places
        for target in targets.of(indicator.code, place)
    ]
    return lines or [NO_TARGET]


def _lower(period: str) -> str:
    """A period inside a sentence: only months keep their capital letter."""
    return period.replace("From the start", "from the start")


def before_in_words(
    targets: Targets, indicator: Indicator, places: Iterable[Place]
) -> list[str]:
    """What the figure was before the pilot in these places; or that nothing is recorded."""
    lines = []
    for place in places:
        baseline = targets.baseline(indicator.code, place)
        if baseline is not None and baseline.value is not None:
            told = number_in_words(baseline, indicator)
            lines.append(
                f"{place.name}, {baseline.period_words}: {told} ({baseline.source})"
            )
    return lines or [NO_BASELINE]
