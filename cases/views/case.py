"""The case pages: list, search, the case, its timeline, its moves and its end."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render

from cases import actions
from cases.forms import (
    CaseChangeBoroughForm,
    CaseCloseForm,
    CaseFilterForm,
    CaseMoveForm,
    CaseOpenForm,
    CaseSearchForm,
)
from cases.models import Case, Session
from cases.timeline import KINDS, timeline_of
from pilot import audit, calendar, drafts
from pilot.permissions import Permission
from pilot.web import chosen, once, page_of, requires, seen, submitted, tabs_of
from referrals.actions import check_attributed, check_waiting
from referrals.models import Referral

VIEW_CASES = (Permission.VIEW_OWN_WORK, Permission.VIEW_CASELOAD)


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


@requires(*VIEW_CASES)
def case_detail(request, reference):
    case = _visible(request, reference)
    seen(request, case)
    sessions = case.sessions.for_listing()
    context = _masthead(request, case, "progress") | {
        "awaiting": sessions.awaiting_a_record(),
        "to_come": sessions.to_come(),
        "recent": sessions.exclude(outcome=Session.Outcome.NOT_REC)[:5],
        "attempts": case.attempts.select_related("worker").order_by("-on", "-pk")[:5],
        "attended": sessions.attended().with_the_person().count(),
        "tried": case.attempts.count(),
    }
    return render(request, "cases/case_detail.html", context)


@requires(*VIEW_CASES)
def case_timeline(request, reference):
    case = _visible(request, reference)
    seen(request, case, "read the timeline of")
    kind = request.GET.get("kind") if request.GET.get("kind") in KINDS else ""
    context = _masthead(request, case, "timeline") | {
        "kinds": KINDS.items(),
        "kind": kind,
        "entries": timeline_of(case, kind=kind),
    }
    return render(request, "cases/case_timeline.html", context)


@requires(Permission.DECIDE_REFERRAL)
@drafts.resumable("Accept a referral")
@once
def case_open(request, reference):
    referrals = Referral.objects.visible_to(request.user).for_listing()
    referral = get_object_or_404(referrals, reference=reference)
    check_waiting(referral)
    check_attributed(referral)
    form = CaseOpenForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"worker": request.user.pk, "accepted_on": calendar.today()},
        referral=referral,
    )
    if form.is_valid():
        case = actions.open_case(referral, by=request.user, **form.cleaned_data)
        messages.success(request, f"{referral} is accepted. {case} is open")
        can_see = Case.objects.visible_to(request.user).filter(pk=case.pk).exists()
        return redirect(case if can_see else "referrals:referral_list")
    context = {"referral": referral, "form": form}
    return render(request, "cases/case_open.html", context)


@requires(Permission.MOVE_CASE)
@once
def case_move(request, reference):
    case = open_case_at(request, reference)
    form = CaseMoveForm(submitted(request), case=case)
    if form.is_valid():
        actions.move_case(case, by=request.user, **form.cleaned_data)
        stage = case.get_status_display().lower()
        messages.success(request, f"Case {case.reference} is now at {stage}")
        return redirect(case)
    return render(request, "cases/case_move.html", {"case": case, "form": form})


@requires(Permission.CHANGE_CASE_BOROUGH)
@once
def case_change_borough(request, reference):
    case = open_case_at(request, reference)
    initial = {"effective_on": calendar.today(), "version": case.version}
    form = CaseChangeBoroughForm(submitted(request), initial=initial, case=case)
    if form.is_valid():
        actions.change_borough(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"Case {case.reference} now counts for {case.borough}")
        return redirect(case)
    return render(request, "cases/case_change_borough.html", {"case": case, "form": form})


@requires(Permission.CLOSE_CASE)
@drafts.resumable("Close a case")
@once
def case_close(request, reference):
    case = open_case_at(request, reference)
    form = CaseCloseForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"closed_on": calendar.today()},
        case=case,
    )
    if form.is_valid():
        actions.close_case(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"Case {case.reference} is closed")
        return redirect(case)
    unrecorded = case.sessions.for_listing().filter(outcome=Session.Outcome.NOT_REC)
    context = {"case": case, "form": form, "unrecorded": unrecorded, "resumable": True}
    return render(request, "cases/case_close.html", context)


def _narrowed(cases, *, gap="", **filters):
    """The cases that the filters leave, and of those the ones with this gap."""
    return cases.filter(**filters).missing(gap)


def _visible(request, reference):
    cases = Case.objects.visible_to(request.user)
    related = cases.select_related("perpetrator", "borough", "post", "worker", "referral")
    return get_object_or_404(related, reference=reference)


def open_case_at(request, reference):
    """A case that can still be worked on; a closed one answers 409 in plain words."""
    case = _visible(request, reference)
    actions.check_open(case)
    return case


def _masthead(request, case, here):
    """What stands above every page of a case."""
    may = {
        "log": request.user.can(Permission.LOG_WORK, case.borough),
        "move": request.user.can(Permission.MOVE_CASE, case.borough),
        "close": request.user.can(Permission.CLOSE_CASE, case.borough),
        "change_borough": request.user.can(Permission.CHANGE_CASE_BOROUGH, case.borough),
    }
    return {"case": case, "here": here, "may": may}
