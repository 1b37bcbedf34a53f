"""Money: spent beside the profile, and the forecast beside the award."""

from dataclasses import dataclass

from pilot.models import Assumption
from reporting.dashboard.panels import assumed_in
from reporting.disclosure import cumulative as to_date
from reporting.figures import Figures
from reporting.indicators import SPENDING, TOTAL, Definition, Place
from reporting.spending import Outturn, SpendingNumbers


@dataclass(frozen=True)
class SpendingPanel:
    """Money: a line for each place, and what it means."""

    definition: Definition
    rows: list[tuple[Place, SpendingNumbers, SpendingNumbers, Outturn]]
    assumptions: list[Assumption]


def spending_panel(
    figures: Figures, borough: Place | None, assumptions: dict[str, Assumption]
) -> SpendingPanel:
    """The money of one borough alone, or of all three with the pilot's."""
    of_quarter = str(figures.quarter)
    places = [borough] if borough else [*figures.boroughs, TOTAL]
    return SpendingPanel(
        definition=SPENDING,
        rows=[
            (
                place,
                figures.spending.of(place, of_quarter),
                figures.spending.of(place, to_date(of_quarter)),
                figures.spending.outturn(place),
            )
            for place in places
        ],
        assumptions=assumed_in(SPENDING, assumptions),
    )
