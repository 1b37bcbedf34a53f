"""From referral to ending: how many came how far, and why others did not.

The provider follows the referrals received. Everybody else reads each step by its own day,
from the figures as they left the provider: a step that is hidden there is hidden here.
"""

from dataclasses import dataclass, replace
from typing import NamedTuple

from pilot.charts import COLOURS, Bar, Chart, Group, bar_chart
from reporting.disclosure import SUPPRESSED
from reporting.figures import HIDDEN, NOT_RELEASED_YET, WAITING, Figure, Figures
from reporting.indicators import INDICATORS, Indicator, Place
from reporting.reasons import ReasonTable, reasons_to

COHORT = "F01"
DENOMINATOR, NUMERATOR = "denominator", "numerator"
_KNOWN = {each.code: each for each in INDICATORS}
# The steps by the day of each, and which number of the figure they are.
ACTIVITY = (
    ("Referrals received", "I01", NUMERATOR),
    ("Decided", "I03", DENOMINATOR),
    ("Accepted", "I03", NUMERATOR),
    ("Engaged", "I04b", NUMERATOR),
    ("Supported to change", "I05", NUMERATOR),
    ("Engaged cases ended", "I09", DENOMINATOR),
    ("Of these as planned", "I09", NUMERATOR),
)


class Step(NamedTuple):
    """One step: its name, the number as it is written, and the figure it comes from."""

    label: str
    words: str
    code: str
    value: int | None  # None where it is hidden


@dataclass(frozen=True)
class Funnel:
    """The steps to date in one place, drawn, and the reasons where work came to nothing."""

    place: Place
    steps: tuple[Step, ...]
    chart: Chart
    is_cohort: bool
    reasons: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    released: tuple[ReasonTable, ...] = ()  # reasons as everybody else reads them


def funnel_of(figures: Figures, place: Place, clear: frozenset[Place]) -> Funnel:
    """The steps of a place from the pilot's start to the end of the chosen quarter."""
    is_cohort = place in clear
    steps = _cohort(figures, place) if is_cohort else _activity(figures, place)
    figure = figures.to_date(_KNOWN[COHORT], place)
    return Funnel(
        place=place,
        steps=tuple(steps),
        chart=_chart(steps, place),
        is_cohort=is_cohort,
        reasons=tuple(_reasons(figure)) if is_cohort else (),
        notes=() if is_cohort else _notes(figures, place),
        released=() if is_cohort else reasons_to(figures),
    )


def _cohort(figures: Figures, place: Place) -> list[Step]:
    figure = figures.to_date(_KNOWN[COHORT], place)
    counts = [("received", figure.clear.value), *figure.beside_in_words(in_clear=True)]
    return [
        Step(label.capitalize(), f"{count:,}", COHORT, count) for label, count in counts
    ]


def _activity(figures: Figures, place: Place) -> list[Step]:
    return [
        _step(label, figures.to_date(_KNOWN[code], place), part)
        for label, code, part in ACTIVITY
    ]


def _step(label: str, figure: Figure, part: str) -> Step:
    number = getattr(figure.published, part)
    if number in (HIDDEN, WAITING):
        return Step(label, _hidden_words(figure), figure.indicator.code, None)
    return Step(label, f"{number:,}", figure.indicator.code, number)


def _hidden_words(figure: Figure) -> str:
    """The word for a number that is not shown: the note beside the table says why."""
    return SUPPRESSED if figure.published.is_released else NOT_RELEASED_YET


def _notes(figures: Figures, place: Place) -> tuple[str, ...]:
    notes = [figures.to_date(_KNOWN[code], place).published.note for _, code, _ in ACTIVITY]
    return tuple(dict.fromkeys(note for note in notes if note))


def _reasons(figure: Figure) -> list[tuple[str, str]]:
    """Why referrals and work came to nothing, the commonest first."""
    indicator: Indicator = figure.indicator
    counted = [
        (indicator.spread.labels[code], count)
        for code, count in figure.spread.items()
        if count
    ]
    counted.sort(key=lambda each: (-each[1], each[0]))
    return [(label, f"{count:,}") for label, count in counted]


def _chart(steps: list[Step], place: Place) -> Chart:
    """A bar for each step; one that is hidden has its word and no length."""
    chart = bar_chart(
        "funnel",
        f"How far the work has come, to date: {place.name}",
        [Group("To date", [Bar(step.label, step.value) for step in steps])],
        heading="Step",
    )
    colour, words_colour = COLOURS[0]
    return replace(
        chart,
        bars=tuple(
            bar._replace(
                words=step.words,
                colour=colour,
                words_colour=words_colour if step.value is not None else chart.quiet,
            )
            for bar, step in zip(chart.bars, steps, strict=True)
        ),
    )
