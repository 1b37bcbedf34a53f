"""The page behind the weekly message."""

from django.shortcuts import render

from pilot import calendar
from pilot.permissions import Permission
from pilot.web import requires
from reporting.digest import AHEAD, week_in_numbers


@requires(Permission.VIEW_OWN_WORK, Permission.VIEW_CASELOAD)
def digest(request):
    context = {
        "week": week_in_numbers(request.user),
        "last": calendar.today() + AHEAD,
        "manages": request.user.can(Permission.VIEW_CASELOAD),
    }
    return render(request, "reporting/digest.html", context)
