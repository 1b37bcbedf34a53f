"""What the work cost for each unit of it."""

from django.shortcuts import render

from pilot import calendar
from pilot.concern_sides import raise_href_for
from pilot.permissions import Permission
from pilot.shown_figures import ShownFigure
from pilot.web import requires
from reporting.dashboard import boroughs_open_to, clear_to
from reporting.figures import figures_to
from reporting.indicators import TOTAL, Place
from reporting.unit_costs import costs_of, latest_quarter, unit_costs


@requires(Permission.VIEW_OWN_FIGURES, Permission.VIEW_ALL_FIGURES)
def figures_unit_costs(request):
    figures = figures_to(latest_quarter())
    boroughs = boroughs_open_to(request.user)
    places = [*(Place(borough.pk, borough.name) for borough in boroughs), TOTAL]
    costs = costs_of(figures)
    units = unit_costs(figures, places, clear_to(request.user, figures))
    context = {
        "figures": figures,
        "costs": [(place, costs[place.code]) for place in places],
        "units": [
            (
                unit,
                [
                    (*cell, _raise_href(request.user, figures, unit, *cell))
                    for cell in unit.cells
                ],
            )
            for unit in units
        ],
    }
    return render(request, "reporting/figures_unit_costs.html", context)


def _raise_href(user, figures, unit, place, words, base):
    """Where the officer of the borough raises a concern about a unit cost."""
    shown = {
        "code": "Unit cost",
        "label": f"{unit.label}, what one cost",
        "period": f"1 October 2015 to {calendar.in_words(figures.quarter.period.last)}",
        "value": f"{words} (base: {base})",
    }
    return raise_href_for(user, ShownFigure(place.code, on=calendar.today(), **shown))
