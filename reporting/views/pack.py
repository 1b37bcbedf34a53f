"""The group's pack of a quarter: pages to read, and the same as one PDF."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from pilot import audit, calendar
from pilot.calendar import Quarter
from pilot.models import GroupMeeting
from pilot.permissions import Permission
from pilot.web import requires
from reporting.figures import quarters_begun
from reporting.packs import Pack
from reporting.views.paper import as_pdf, printed_once


@requires(Permission.VIEW_ALL_FIGURES)
def pack_list(request: HttpRequest) -> HttpResponse:
    known = GroupMeeting.objects.visible_to(request.user).filter(cancelled_because="")
    meetings = list(known.order_by("on"))
    context = {
        "packs": [
            {
                "quarter": quarter,
                "is_over": calendar.today() > quarter.period.last,
                "meetings": [each for each in meetings if each.pack_quarter == quarter],
            }
            for quarter in reversed(quarters_begun())
        ]
    }
    return render(request, "reporting/pack_list.html", context)


@requires(Permission.VIEW_ALL_FIGURES)
def pack_contents(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    return render(request, "reporting/pack_contents.html", {"pack": _pack(quarter)})


@requires(Permission.VIEW_ALL_FIGURES)
def pack_part(request: HttpRequest, quarter: Quarter, part: str) -> HttpResponse:
    pack = _pack(quarter)
    keys = [each.key for each in pack.parts]
    if part not in keys:
        raise Http404
    place = keys.index(part)
    context = {
        "pack": pack,
        "part": pack.parts[place],
        "before": pack.parts[place - 1] if place else None,
        "after": pack.parts[place + 1] if place + 1 < len(keys) else None,
    }
    return render(request, "reporting/pack_part.html", context)


@requires(Permission.VIEW_ALL_FIGURES)
def pack_pdf(request: HttpRequest, quarter: Quarter) -> HttpResponse:
    page = render(request, "reporting/pack_pdf.html", {"pack": _pack(quarter)})
    content = printed_once(page.text)
    audit.record(
        request.user, "downloaded the group’s pack", by=request.user, quarter=str(quarter)
    )
    return as_pdf(content, name=f"group-pack-{quarter}.pdf")


def _pack(quarter: Quarter) -> Pack:
    """The pack of a quarter that has begun; of one to come there is nothing to tell."""
    if quarter not in quarters_begun():
        raise Http404
    return Pack(quarter)
