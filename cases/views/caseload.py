"""The caseload: the list of cases, and the search box."""

from django.db.models import Count, Q
from django.shortcuts import render

from cases.caseload import Line
from cases.forms import CaseFilterForm, CaseloadFilterForm, CaseSearchForm
from cases.models import Case
from cases.views.case import VIEW_CASES
from pilot import audit
from pilot.permissions import Permission
from pilot.web import chosen, page_of, requires, seen, submitted, tabs_of

CLOSED = Q(status=Case.Status.CLOSED)
NEW = Q(status=Case.Status.OPEN)

TABS = {"open": "Open", "new": "Not contacted yet", "closed": "Closed"}

SORTS = {
    "opened": ("-opened_on", "-pk"),
    "name": ("perpetrator__surname", "perpetrator__given_names", "pk"),
    "worker": ("worker__last_name", "worker__first_name", "pk"),
}

NEXT_STEPS = ("session", "attempt")
MOST_FOUND = 50


@requires(*VIEW_CASES)
def case_list(request):
    filters = CaseFilterForm(request.GET)
    cases = _narrowed(Case.objects.visible_to(request.user), **chosen(filters))
    counts = cases.aggregate(
        open=Count("pk", filter=~CLOSED),
        new=Count("pk", filter=NEW),
        closed=Count("pk", filter=CLOSED),
    )
    tabs, tab = tabs_of(request, TABS, counts)
    rows = cases.filter({"open": ~CLOSED, "new": NEW, "closed": CLOSED}[tab])
    sort = request.GET.get("sort") if request.GET.get("sort") in SORTS else "opened"
    next_step = request.GET.get("next_step")
    page = page_of(request, rows.for_listing().order_by(*SORTS[sort]))
    if page:
        seen(request, request.user, "listed cases", rows=len(page))
    context = {
        "filter_form": filters,
        "kept": [("tab", tab), ("sort", sort)],
        "search": CaseSearchForm(),
        "tabs": tabs,
        "tab": tab,
        "sort": sort,
        "next_step": next_step if next_step in NEXT_STEPS else "",
        "page": page,
        "may_allocate": request.user.can(Permission.ALLOCATE_CASE),
    }
    return render(request, "cases/case_list.html", context)


@requires(*VIEW_CASES)
def case_search(request):
    form = CaseSearchForm(submitted(request))
    found = None
    if form.is_valid():
        cases = Case.objects.visible_to(request.user).named(form.cleaned_data["text"])
        found = list(cases.for_listing()[:MOST_FOUND])
        audit.record(request.user, "searched cases", by=request.user, rows=len(found))
    context = {"form": form, "found": found, "most_found": MOST_FOUND}
    return render(request, "cases/case_search.html", context)


@requires(Permission.VIEW_CASELOAD)
def caseload_review(request):
    cases = Case.objects.visible_to(request.user).open()
    carried = {each["worker"]: _name(each) for each in cases.carried()}
    filters = CaseloadFilterForm(request.GET, workers=carried)
    page = page_of(request, cases.filter(**chosen(filters)).for_reviewing())
    if page:
        seen(request, request.user, "listed cases", rows=len(page))
    lines = [Line(case) for case in page]
    context = {"filter_form": filters, "page": page, "lines": lines}
    return render(request, "cases/caseload_review.html", context)


def _name(carried) -> str:
    return f"{carried['worker__first_name']} {carried['worker__last_name']}".strip()


def _narrowed(cases, *, gap="", **filters):
    """The cases that the filters leave, and of those the ones with this gap."""
    return cases.filter(**filters).missing(gap)
