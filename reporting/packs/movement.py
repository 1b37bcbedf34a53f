"""What moved since the quarter before: a few numbers, each beside what it was."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from pilot.calendar import Quarter
from pilot.templatetags.pilot import pounds
from reporting.dashboard import in_words
from reporting.days import EVERY_POST
from reporting.indicators import INDICATORS, TOTAL, Place
from reporting.packs.records import Records

WATCHED = ("I01", "I04b", "I05", "I16", "I17")  # what comes in, and what is done with it


class Cell(NamedTuple):
    """A place's number in the quarter, and in the one before it."""

    place: Place
    now: str
    before: str


class Line(NamedTuple):
    """What is counted, in every borough and the pilot."""

    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class Movement:
    """The quarter beside the one before it, as both may be published."""

    before: Quarter
    lines: list[Line]


def movement(records: Records) -> Movement | None:
    """What moved; None of the first quarter, which has none before it."""
    figures = records.figures
    if len(figures.quarters) < 2:
        return None
    *_, before, now = figures.quarters

    def number(indicator) -> Callable[[Place, Quarter], str]:
        def of(place, quarter):
            figure = figures.figure(indicator, place, str(quarter))
            return in_words(figure, in_clear=False).value

        return of

    def days(place, quarter):
        return f"{figures.days.of(EVERY_POST, place, str(quarter)).worked:,.2f}"

    def spent(place, quarter):
        return pounds(figures.spending.of(place, str(quarter)).spent)

    told = {each.label: number(each) for each in INDICATORS if each.code in WATCHED}
    told |= {"Days worked": days, "Spent": spent}
    return Movement(
        before=before,
        lines=[
            Line(
                label,
                [
                    Cell(place, of(place, now), of(place, before))
                    for place in (*figures.boroughs, TOTAL)
                ],
            )
            for label, of in told.items()
        ],
    )
