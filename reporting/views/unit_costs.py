"""What the work cost for each unit of it."""

from django.shortcuts import render

from pilot.permissions import Permission
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
    context = {
        "figures": figures,
        "costs": [(place, costs[place.code]) for place in places],
        "units": unit_costs(figures, places, clear_to(request.user, figures)),
    }
    return render(request, "reporting/figures_unit_costs.html", context)
