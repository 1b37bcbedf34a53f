"""The page behind the weekly message, and the list that it counts."""

from collections import Counter
from dataclasses import replace

from django.shortcuts import render

from pilot import calendar
from pilot.permissions import Permission
from pilot.web import page_of, requires, seen, tabs_of
from reporting.digest import AHEAD, week_in_numbers
from reporting.due import HAS_DUE, WORKS_ON_CASES, due_for

EVERYTHING = "all"


@requires(*HAS_DUE)
def digest(request):
    context = {
        "week": week_in_numbers(request.user),
        "last": calendar.today() + AHEAD,
        "has_cases": request.user.can(Permission.VIEW_OWN_WORK)
        or request.user.can(Permission.VIEW_CASELOAD),
        "manages": request.user.can(Permission.VIEW_CASELOAD),
    }
    return render(request, "reporting/digest.html", context)


@requires(*HAS_DUE)
def due_list(request):
    manages = request.user.can(Permission.VIEW_CASELOAD)
    found = due_for(request.user, calendar.today() + AHEAD)
    if manages:  # as on her home page: a reference leads to the record
        found = [replace(each, who="") for each in found]
    counts = {EVERYTHING: len(found)} | Counter(sorted(each.kind for each in found))
    names = {kind: "Everything" if kind == EVERYTHING else kind for kind in counts}
    tabs, tab = tabs_of(request, names, counts)
    page = page_of(request, [each for each in found if tab in (EVERYTHING, each.kind)])
    if page:
        seen(request, request.user, "listed own work", rows=len(page))
    works = any(map(request.user.can, WORKS_ON_CASES))
    context = {
        "page": page,
        "tabs": tabs,
        "tab": tab,
        "manages": manages,
        "shows_whose": manages or not works,  # as on the home page
    }
    return render(request, "reporting/due_list.html", context)
