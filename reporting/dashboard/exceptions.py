"""What somebody who answers for a borough asks about first."""

from collections.abc import Iterator
from typing import NamedTuple

from reporting.dashboard.days import until_now
from reporting.dashboard.expected import Standing, standing_of
from reporting.dashboard.words import in_words
from reporting.figures import Figures
from reporting.indicators import DAYS, INDICATORS, SPENDING, Place
from reporting.rag import Judgement, Rag, of_days, of_money
from reporting.targets import Targets, targets_of

WORTH_SAYING = (Rag.RED, Rag.AMBER)  # in the order in which they are said


class StandsOut(NamedTuple):
    """Something to ask about: a sentence, the figure it is about, and its colour if any."""

    sentence: str
    code: str
    rag: Rag | None = None

    @property
    def in_words(self) -> str:
        """The sentence with the word of its colour."""
        return f"{self.rag}: {self.sentence}" if self.rag else self.sentence


def exceptions(figures: Figures, place: Place, clear: frozenset[Place]) -> list[str]:
    """The same as sentences, without targets: for a page that reads none."""
    return [
        each.sentence
        for each in stands_out(figures, place, clear, Targets({}, {}))
        if each.code != SPENDING.code
    ]


def stands_out(
    figures: Figures,
    place: Place,
    clear: frozenset[Place],
    targets: Targets | None = None,
) -> list[StandsOut]:
    """Red first, then amber, then what waits for somebody; as far as its reader may know.

    In the order of the registry: what is hidden changes no place.
    """
    found = [
        *_against_targets(figures, place, clear, targets or targets_of([place.code])),
        *_days(figures, place),
        *_money(figures, place),
    ]
    coloured = [each for rag in WORTH_SAYING for each in found if each.rag is rag]
    return [*coloured, *_asked(figures, place, clear)]


def _against_targets(figures, place, clear, targets) -> Iterator[StandsOut]:
    for indicator in INDICATORS:
        standing = standing_of(figures, targets, indicator, place, clear)
        numbers = (figures.figure(indicator, place), figures.to_date(indicator, place))
        for stands, figure, when in zip(standing, numbers, ("", " to date"), strict=True):
            if _is_off_course(stands):
                words = in_words(figure, in_clear=place in clear)
                yield StandsOut(
                    f"{indicator.label}{when}: {words.in_full}, target {stands.target}.",
                    indicator.code,
                    stands.judgement.rag,
                )


def _is_off_course(stands: Standing) -> bool:
    return stands.judgement is not None and stands.judgement.rag in WORTH_SAYING


def _days(figures, place) -> Iterator[StandsOut]:
    for post in figures.days.posts:
        days = figures.days.of(post.code, place, str(figures.quarter))
        of = f"{days.commissioned}{until_now(figures)}"
        sentence = f"{post.title}: {days.worked} days worked of {of}."
        yield StandsOut(sentence, DAYS.code, of_days(days.worked, days.commissioned).rag)


def _money(figures, place) -> Iterator[StandsOut]:
    outturn = figures.spending.outturn(place)
    judged: Judgement = of_money(outturn.expected, outturn.award)
    if outturn.expected is not None:
        sentence = f"Money: £{outturn.expected:,} is forecast, of £{outturn.award:,}."
        yield StandsOut(sentence, SPENDING.code, judged.rag)


def _asked(figures, place, clear) -> Iterator[StandsOut]:
    for indicator in INDICATORS:
        for beside, count in figures.figure(indicator, place).beside:
            if beside.asks and count and (beside.is_published or place in clear):
                sentence = f"{indicator.unit.capitalize()} {beside.label}: {count}."
                yield StandsOut(sentence, indicator.code)
