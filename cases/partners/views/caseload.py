"""Everybody who is supported: the list, and the search box."""

from django.db.models import Count, Q
from django.shortcuts import render

from cases.partners.forms import PartnerCaseFilterForm, PartnerCaseSearchForm
from cases.partners.models import PartnerCase
from cases.partners.views.partner_case import VIEW_PARTNER_CASES
from pilot import audit
from pilot.permissions import Permission
from pilot.web import chosen, page_of, requires, seen, submitted, tabs_of

CLOSED = Q(status=PartnerCase.Status.CLOSED)
NEW = Q(first_attempt_on=None) & ~CLOSED & ~Q(scope=PartnerCase.Scope.NO)
TABS = {"open": "Open", "new": "Nobody has tried yet", "closed": "Closed"}
MOST_FOUND = 50


@requires(*VIEW_PARTNER_CASES)
def partner_case_list(request):
    filters = PartnerCaseFilterForm(request.GET)
    cases = PartnerCase.objects.visible_to(request.user).filter(**chosen(filters))
    counts = cases.aggregate(
        open=Count("pk", filter=~CLOSED),
        new=Count("pk", filter=NEW),
        closed=Count("pk", filter=CLOSED),
    )
    tabs, tab = tabs_of(request, TABS, counts)
    rows = cases.filter({"open": ~CLOSED, "new": NEW, "closed": CLOSED}[tab])
    page = page_of(request, rows.for_listing())
    if page:
        seen(request, request.user, "listed partner cases", rows=len(page))
    context = {
        "filter_form": filters,
        "kept": [("tab", tab)],
        "search": PartnerCaseSearchForm(),
        "tabs": tabs,
        "page": page,
        "may_open": request.user.can(Permission.SUPPORT_PARTNERS),
        "sees_all": request.user.can(Permission.VIEW_ALL_PARTNER_WORK),
    }
    return render(request, "partners/partner_case_list.html", context)


@requires(*VIEW_PARTNER_CASES)
def partner_case_search(request):
    form = PartnerCaseSearchForm(submitted(request))
    found = None
    if form.is_valid():
        cases = PartnerCase.objects.visible_to(request.user)
        named = cases.named(form.cleaned_data["text"]).for_listing()
        found = list(named[:MOST_FOUND])
        rows = len(found)
        audit.record(request.user, "searched partner cases", by=request.user, rows=rows)
    context = {"form": form, "found": found, "most_found": MOST_FOUND}
    return render(request, "partners/partner_case_search.html", context)
