"""What the work cost for each person engaged, session, practitioner trained and day.

Everything spent on a borough is divided by each count in turn: it is no price of that
activity alone. A count that may not leave the provider gives no unit cost outside it, and
none is given on a small base.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q

from pilot import calendar, parameters
from pilot.accounts import accounts_of, booked_in
from pilot.calendar import Period, Quarter
from pilot.models import Borough
from pilot.money import NOTHING
from referrals.models import Attendance
from reporting.days import EVERY_POST
from reporting.disclosure import SUPPRESSED
from reporting.disclosure import cumulative as to_date
from reporting.figures import (
    HIDDEN,
    NOT_RELEASED_YET,
    WAITING,
    Figures,
    quarters_begun,
)
from reporting.indicators import ATTENDANCE, ENGAGEMENT, TOTAL, Place

NOT_ENOUGH = "Not enough: base under {P-16}"
_PENNY = Decimal("0.01")


@dataclass(frozen=True)
class UnitCost:
    """One kind of unit: what it is, and for each place what one of them cost."""

    label: str
    definition: str
    cells: list[tuple[Place, str, str]]  # the place, pounds or why there are none, the base


DEFINITIONS = {
    "Person engaged": "people who came to a first session within 42 days of acceptance "
    "(the count of I04); a suppressed count gives no unit cost",
    "Session attended": "sessions attended, late or not (the count of I22)",
    "Practitioner trained": "different people who came to training, by the borough of "
    "their team; of those without a name, each is one",
    "Day worked": "days worked for the borough (the count of I23); time for all three that "
    "cannot be split counts in the pilot alone",
}


def latest_quarter() -> Quarter:
    """The latest quarter of the pilot that is over; the first one while none is."""
    over = [each for each in quarters_begun() if calendar.today() > each.period.last]
    return over[-1] if over else calendar.pilot_quarters()[0]


def unit_costs(
    figures: Figures, places: Sequence[Place], clear: frozenset[Place]
) -> list[UnitCost]:
    """Each unit cost of the places, from the pilot's start to the end of the quarter."""
    trained, costs = _trained(figures), costs_of(figures)
    bases = {
        "Person engaged": lambda place: _shown(figures, ENGAGEMENT, place, clear),
        "Session attended": lambda place: _shown(figures, ATTENDANCE, place, clear),
        "Practitioner trained": lambda place: trained.get(place.code, 0),
        "Day worked": lambda place: _days(figures, place),
    }
    return [
        UnitCost(
            label=label,
            definition=DEFINITIONS[label],
            cells=[
                (place, *of_each(costs[place.code], base_of(place))) for place in places
            ],
        )
        for label, base_of in bases.items()
    ]


def costs_of(figures: Figures) -> dict[str, Decimal]:
    """What each borough and the pilot cost up to the end of the quarter."""
    period = Period(calendar.PILOT.start, booked_in(figures.quarter).end)
    accounts = accounts_of(Borough.objects.all())
    costs = {each.borough.pk: each.spent(period=period).total for each in accounts}
    return {**costs, TOTAL.code: sum(costs.values(), NOTHING)}


def _shown(figures, indicator, place, clear):
    figure = figures.to_date(indicator, place)
    return (figure.clear if place in clear else figure.published).numerator


def _days(figures, place):
    return figures.days.of(EVERY_POST, place, to_date(str(figures.quarter))).worked


def _trained(figures) -> dict[str, int]:
    """How many came to training, by borough and in all: one query each."""
    came = Attendance.objects.attended().filter(
        on__gte=calendar.PILOT.start,
        on__lt=figures.quarter.period.end,
        on__lte=figures.as_at,
    )
    people = {
        "named": Count("practitioner", distinct=True),
        "unnamed": Count("pk", filter=Q(practitioner=None)),
    }
    rows = came.order_by().values("borough").annotate(**people)
    by_borough = {row["borough"]: row["named"] + row["unnamed"] for row in rows}
    whole = came.aggregate(**people)
    return {**by_borough, TOTAL.code: whole["named"] + whole["unnamed"]}


def of_each(amount: Decimal, base) -> tuple[str, str]:
    """Pounds for each, or why there are none; and the base in words."""
    if base == HIDDEN:
        return SUPPRESSED, SUPPRESSED
    if base == WAITING:
        return NOT_RELEASED_YET, NOT_RELEASED_YET
    if base < parameters.value("P-16"):
        return parameters.filled(NOT_ENOUGH), f"{base:,}"
    each = (amount / base).quantize(_PENNY, ROUND_HALF_UP)
    return f"£{each:,.2f}", f"{base:,}"
