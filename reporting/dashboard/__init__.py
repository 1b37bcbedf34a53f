"""Figures as a page shows them: words for every number, a chart, and the definition.

A page shows a place in clear or as published, and the chart, the card and the table of one
number are written from the same words here, so that none says more than another.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from pilot.calendar import Quarter
from pilot.models import Assumption
from reporting.dashboard.cards import Card, cards, delivery, latest_cards
from reporting.dashboard.days import DaysPanel, DaysRow, days_panel
from reporting.dashboard.exceptions import StandsOut, exceptions, stands_out
from reporting.dashboard.funnel import Funnel, funnel_of
from reporting.dashboard.money import SpendingPanel, spending_panel
from reporting.dashboard.panels import Panel, Row, panels_of
from reporting.dashboard.readers import (
    boroughs_open_to,
    clear_to,
    current_quarter,
    first_quarter_of,
    places_open_to,
)
from reporting.dashboard.words import Words, beside_in_words, in_words, restated_in_words
from reporting.disclosure import SUPPRESSED_BECAUSE
from reporting.figures import Figures, quarters_begun
from reporting.indicators import TOTAL, Outcome, Place
from reporting.lists.reading import Doors
from reporting.targets import Targets, targets_of

__all__ = [
    "Card",
    "Dashboard",
    "DaysPanel",
    "DaysRow",
    "Funnel",
    "Panel",
    "Row",
    "SpendingPanel",
    "StandsOut",
    "Words",
    "beside_in_words",
    "boroughs_open_to",
    "cards",
    "clear_to",
    "current_quarter",
    "dashboard",
    "delivery",
    "exceptions",
    "first_quarter_of",
    "in_words",
    "latest_cards",
    "places_open_to",
    "quarter_tabs",
    "restated_in_words",
    "stands_out",
]


CLOSED = Doors(frozenset(), frozenset())  # for a reader who opens no list


@dataclass(frozen=True)
class Dashboard:
    """A page of figures for some of the places, with those in clear that may be."""

    figures: Figures
    outcomes: list[tuple[object, list[Panel]]]
    days: DaysPanel
    spending: SpendingPanel
    funnel: Funnel
    targets: Targets
    stands_out: list[tuple[Place, list[StandsOut]]]
    is_in_clear: bool
    suppressed_because: str = SUPPRESSED_BECAUSE

    @property
    def contents(self) -> list[tuple[str, str]]:
        """Where each part of the page begins: an id, and what it is called."""
        return [
            ("first", "Look at these first"),
            ("delivery", "What was delivered"),
            ("funnel-part", "From referral to ending"),
            *(
                (f"outcome-{outcome.code}", _heading(outcome))
                for outcome, _ in self.outcomes
            ),
            ("DAYS-part", "Days"),
            ("money-part", "Money"),
            ("limits", "What the numbers do not say"),
        ]

    @property
    def columns(self) -> tuple[Place, ...]:
        """The boroughs and the total, for a table with a column for each."""
        return (*self.figures.boroughs, TOTAL)


def _heading(outcome: Outcome) -> str:
    """The outcome's heading, with the report's number where it has one."""
    return f"{outcome.code} {outcome.label}" if outcome.code[0].isdigit() else outcome.label


def dashboard(
    figures: Figures,
    clear: frozenset[Place],
    borough: Place | None = None,
    *,
    may_raise: bool = False,
    targets: Targets | None = None,
    doors: Doors = CLOSED,
) -> Dashboard:
    """The page of one borough with the pilot total, or of all three side by side.

    Whoever may raise a concern in that borough can do so from each of its figures, and a
    number leads to the list of what was counted where `doors` is open.
    """
    assumptions = Assumption.objects.in_bulk()
    places = [borough] if borough else list(figures.boroughs)
    targets = targets or targets_of(place.code for place in places)
    panels = panels_of(
        figures, clear, borough, assumptions, targets, may_raise=may_raise, doors=doors
    )
    return Dashboard(
        figures=figures,
        outcomes=[
            (outcome, list(of_outcome))
            for outcome, of_outcome in groupby(
                panels, lambda panel: panel.indicator.outcome
            )
        ],
        days=days_panel(figures, borough, assumptions, may_raise=may_raise),
        spending=spending_panel(figures, borough, assumptions),
        funnel=funnel_of(figures, borough or TOTAL, clear),
        targets=targets,
        stands_out=[
            (place, stands_out(figures, place, clear, targets)) for place in places
        ],
        is_in_clear=bool(clear),
    )


def quarter_tabs(current: Quarter, address: Callable[[Quarter], str]) -> list[dict]:
    """The quarters that have begun, and the one shown; `address` gives the page of one."""
    return [
        {"text": quarter.label, "href": address(quarter), "is_current": quarter == current}
        for quarter in sorted({*quarters_begun(), current})
    ]
