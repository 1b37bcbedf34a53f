"""The returns: the list, one of them, the pilot's together, and the files."""

from contextlib import contextmanager

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from pilot.pdf import NoPdf
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused
from pilot.web import requires
from reporting.exports import FORMATS, export_pilot, export_return
from reporting.figures import quarters_begun
from reporting.models import Return
from reporting.returns.pilot import together
from reporting.returns.reading import (
    TABS,
    deadline_in_words,
    not_begun,
    reading_of,
    returns_in,
    versions_open_to,
)
from reporting.views.files import handed_over

NO_PDF = "This machine cannot make PDFs. Print the return from its page instead."


@requires(Permission.EXPORT_RETURN)
def return_list(request: HttpRequest) -> HttpResponse:
    boroughs = list(open_boroughs(request))
    found = Return.objects.visible_to(request.user).for_listing()
    returns = returns_in(boroughs, found)
    context = {
        "rows": [(each, deadline_in_words(each)) for each in returns],
        "quarters": quarters_begun(),
        "sees_all": request.user.can(Permission.VIEW_ALL_FIGURES),
    }
    return render(request, "reporting/return_list.html", context)


@requires(Permission.EXPORT_RETURN)
def return_detail(request: HttpRequest, code: str, quarter) -> HttpResponse:
    of = one_return(request, code, quarter)
    reading = reading_of(
        of,
        request.user,
        tab=request.GET.get("tab", ""),
        number=request.GET.get("version", ""),
    )
    version = reading.version if "version" in request.GET else None
    kept = f"&version={version.number}" if version else ""
    tabs = [
        {"text": text, "href": f"?tab={tab}{kept}", "is_current": tab == reading.tab}
        for tab, text in TABS.items()
    ]
    context = {"of": of, "reading": reading, "tabs": tabs, "formats": FORMATS.items()}
    return render(request, "reporting/return_detail.html", context)


@requires(Permission.EXPORT_RETURN)
def return_download(
    request: HttpRequest, code: str, quarter, number: int, file_format: str
) -> HttpResponse:
    of = one_return(request, code, quarter)
    versions = {each.number: each for each in versions_open_to(request.user, of)}
    if number not in versions:
        raise Http404
    return handed_over(written(versions[number], request.user, file_format))


@requires(Permission.VIEW_ALL_FIGURES)
def return_pilot(request: HttpRequest, quarter) -> HttpResponse:
    pilot = _pilot(request, quarter)
    context = {"quarter": quarter, "pilot": pilot, "formats": FORMATS.items()}
    context["missing"] = [
        borough
        for borough in open_boroughs(request)
        if borough.pk not in {each.of_return.borough_id for each in pilot.versions}
    ]
    return render(request, "reporting/return_pilot.html", context)


@requires(Permission.VIEW_ALL_FIGURES)
def return_pilot_download(request: HttpRequest, quarter, file_format: str) -> HttpResponse:
    pilot = _pilot(request, quarter)
    if not pilot.versions:
        raise Http404
    with made_or_said():
        exported = export_pilot(pilot, quarter, by=request.user, file_format=file_format)
    return handed_over(exported)


def _pilot(request: HttpRequest, quarter):
    """The latest version of each borough's return that this person may read."""
    if quarter not in quarters_begun():
        raise Http404
    returns = Return.objects.visible_to(request.user).for_listing().of_quarter(quarter)
    found = [versions_open_to(request.user, of)[:1] for of in returns]
    return together([version for each in found for version in each])


def written(version, user, file_format: str):
    """The file; without what makes PDFs the person is told to print the page."""
    with made_or_said():
        return export_return(version, by=user, file_format=file_format)


@contextmanager
def made_or_said():
    """A file that this machine cannot make is refused in words."""
    try:
        yield
    except NoPdf as none:
        raise TransitionRefused(NO_PDF) from none


def open_boroughs(request: HttpRequest):
    """The boroughs whose returns this person reads."""
    found = request.user.boroughs_with(Permission.EXPORT_RETURN)
    return found.select_related("agreement")


def one_return(request: HttpRequest, code: str, quarter) -> Return:
    """The return of a borough and a quarter, begun or not, for whoever may know of it."""
    borough = get_object_or_404(open_boroughs(request), pk=code)
    if quarter not in quarters_begun():
        raise Http404
    returns = Return.objects.visible_to(request.user).for_listing()
    found = returns.of_quarter(quarter).filter(borough=borough).first()
    return found or not_begun(borough, quarter)
