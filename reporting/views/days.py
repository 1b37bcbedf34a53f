"""Days planned and delivered, by post, borough and quarter."""

from django.shortcuts import render

from pilot import calendar
from pilot.permissions import Permission
from pilot.web import requires
from reporting.dashboard import boroughs_open_to
from reporting.days_compared import days_compared
from reporting.indicators import Place


@requires(Permission.VIEW_OWN_FIGURES, Permission.VIEW_ALL_FIGURES)
def figures_days(request):
    boroughs = [
        Place(borough.pk, borough.name) for borough in boroughs_open_to(request.user)
    ]
    context = {
        "compared": days_compared(boroughs),
        "may_enter": request.user.can(Permission.ENTER_DAYS),
        "today": calendar.today(),
    }
    return render(request, "reporting/figures_days.html", context)
