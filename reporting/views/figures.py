"""Home, and the figures of a borough and of all three."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from pilot import audit, calendar
from pilot.models import Borough
from pilot.permissions import Permission
from pilot.web import requires
from reporting import home as homes
from reporting.dashboard import (
    boroughs_open_to,
    cards,
    clear_to,
    dashboard,
    delivery,
    first_quarter_of,
    places_open_to,
    quarter_tabs,
)
from reporting.figures import figures_to
from reporting.lists.reading import doors_for


def home(request):
    sections = homes.sections_for(request.user)
    rows = homes.rows_that_tell(sections)
    if rows and request.method == "GET":
        audit.record(request.user, "listed own work", by=request.user, rows=rows)
    notices, days = homes.rota_for(request.user)
    context = {
        "sections": sections,
        "notices": notices,
        "days": days,
        "today": calendar.today(),
    }
    return render(request, "reporting/home.html", context)


@requires(Permission.VIEW_OWN_FIGURES, Permission.VIEW_ALL_FIGURES)
def figures(request):
    quarter = first_quarter_of(request.user)
    if request.user.can(Permission.VIEW_ALL_FIGURES):
        return redirect("reporting:figures_group", quarter)
    borough = boroughs_open_to(request.user).first()
    return redirect("reporting:figures_borough", borough.pk, quarter)


@requires(Permission.VIEW_OWN_FIGURES, Permission.VIEW_ALL_FIGURES)
def figures_borough(request, code, quarter):
    counted = figures_to(quarter)
    boroughs = {place.code: place for place in places_open_to(request.user, counted)}
    if code not in boroughs:
        raise Http404
    place = boroughs.pop(code)
    clear = clear_to(request.user, counted)
    may_raise = request.user.can(Permission.RAISE_CONCERN, Borough(pk=code))
    doors = doors_for(request.user, counted.boroughs)
    shown = dashboard(counted, clear, place, may_raise=may_raise, doors=doors)
    context = {
        "borough": place,
        "other_boroughs": list(boroughs.values()),
        "dashboard": shown,
        "cards": cards(counted, place, clear, shown.targets),
        "tabs": quarter_tabs(
            quarter, lambda each: reverse("reporting:figures_borough", args=[code, each])
        ),
    }
    return render(request, "reporting/figures_borough.html", context)


@requires(Permission.VIEW_ALL_FIGURES)
def figures_group(request, quarter):
    counted = figures_to(quarter)
    clear = clear_to(request.user, counted)
    doors = doors_for(request.user, counted.boroughs)
    shown = dashboard(counted, clear, doors=doors)
    context = {
        "may_ask": request.user.can(Permission.VIEW_CASELOAD),
        "dashboard": shown,
        "delivery": delivery(counted, clear, shown.targets),
        "tabs": quarter_tabs(
            quarter, lambda each: reverse("reporting:figures_group", args=[each])
        ),
    }
    return render(request, "reporting/figures_group.html", context)
