"""Days planned and delivered, by post, borough and quarter."""

from django.shortcuts import render

from pilot import calendar
from pilot.concern_sides import raise_href_for
from pilot.permissions import Permission
from pilot.shown_figures import ShownFigure
from pilot.web import requires
from reporting.dashboard import boroughs_open_to
from reporting.days_compared import days_compared
from reporting.indicators import DAYS, Place


@requires(Permission.VIEW_OWN_FIGURES, Permission.VIEW_ALL_FIGURES)
def figures_days(request):
    boroughs = [
        Place(borough.pk, borough.name) for borough in boroughs_open_to(request.user)
    ]
    compared = days_compared(boroughs)
    context = {
        "compared": compared,
        "tables": [
            (place, [(line, _raise_href(request.user, place, line)) for line in lines])
            for place, lines in compared.tables
        ],
        "may_enter": request.user.can(Permission.ENTER_DAYS),
        "today": calendar.today(),
    }
    return render(request, "reporting/figures_days.html", context)


def _raise_href(user, place, line):
    """Where the officer of the borough raises a concern about the days of a post."""
    shown = {
        "code": DAYS.code,
        "label": f"{DAYS.label}: {line.title}",
        "period": "The pilot so far",
        "value": f"{line.delivered} of {line.so_far} planned",
    }
    return raise_href_for(user, ShownFigure(place.code, on=calendar.today(), **shown))
