"""The list behind a number of a figure."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse

from pilot.permissions import Permission
from pilot.web import page_of, requires, seen
from reporting.lists import NUMERATOR
from reporting.lists.reading import address_of, number_behind, shown


@requires(Permission.VIEW_CASELOAD)
def figure_rows(request, place, quarter, code):
    word, period = request.GET.get("part", NUMERATOR), request.GET.get("period", "")
    number = number_behind(request.user, place, quarter, code, word, period)
    if number is None:
        raise Http404
    page = page_of(request, number.rows)
    asked = {"figure": code, "place": place, "quarter": str(quarter), "part": word}
    seen(request, request.user, "opened a list", **asked, period=period, rows=len(page))
    context = {
        "number": number,
        "page": page,
        "rows": shown(page, number, request.user),
        "tabs": _periods(number),
        "parts": _parts(number),
        "back": _figures_page(number),
    }
    return render(request, "reporting/figure_rows.html", context)


def _address(number, part, is_to_date):
    return address_of(
        number.indicator, number.place, number.quarter, part.word, is_to_date=is_to_date
    )


def _periods(number):
    """The same number of the quarter, and from the pilot's start."""
    names = {number.quarter.label: False, "To the end of the quarter": True}
    return [
        {
            "text": text,
            "href": _address(number, number.part, is_to_date),
            "is_current": is_to_date == number.is_to_date,
        }
        for text, is_to_date in names.items()
    ]


def _parts(number):
    """The figure's other numbers that are not nothing, and where their lists are."""
    return [
        (part, value, _address(number, part, number.is_to_date))
        for part, value in number.others
        if value and part != number.part
    ]


def _figures_page(number):
    if number.place in number.boroughs:
        page = reverse(
            "reporting:figures_borough", args=[number.place.code, number.quarter]
        )
    else:
        page = reverse("reporting:figures_group", args=[number.quarter])
    return f"{page}#{number.indicator.code}"
