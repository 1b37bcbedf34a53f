"""The manager's pages on whose a case is: given away, handed over, covered."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from cases import actions
from cases.caseload import caseloads
from cases.forms import CaseAllocateForm, CaseloadCoverForm, CaseloadHandOverForm
from cases.models import Case, CaseAllocation, Supervision
from cases.views.case import open_case_at
from pilot import calendar
from pilot.models import Absence
from pilot.permissions import Permission
from pilot.web import beside, once, requires, seen, submitted


@requires(Permission.ALLOCATE_CASE)
@once
def case_allocate(request, reference):
    case = open_case_at(request, reference)
    initial = {"on": calendar.today(), "version": case.version}
    form = CaseAllocateForm(submitted(request), initial=initial, case=case)
    if form.is_valid():
        with beside(form, "to"):
            allocation = actions.allocate_case(case, by=request.user, **form.cleaned_data)
            messages.success(request, f"Case {case.reference} is {allocation.worker}’s now")
            return redirect(case)
    return render(request, "cases/case_allocate.html", {"case": case, "form": form})


@requires(Permission.ALLOCATE_CASE)
def caseload_list(request):
    cases = Case.objects.visible_to(request.user).open().for_reviewing()
    held = Supervision.objects.visible_to(request.user).latest()
    covers = CaseAllocation.objects.visible_to(request.user).to_come_or_current()
    context = {
        "workers": caseloads(cases, dict(held.values_list("worker", "next_on"))),
        "covers": covers.by_arrangement(),
    }
    return render(request, "cases/caseload_list.html", context)


@requires(Permission.ALLOCATE_CASE)
@once
def caseload_hand_over(request, pk):
    cases = _caseload(request, pk)
    initial = {"on": calendar.today()}
    form = CaseloadHandOverForm(submitted(request), initial=initial, cases=cases)
    if form.is_valid():
        with beside(form, "to"):
            given = actions.hand_over(form.worker, by=request.user, **form.cleaned_data)
            number = _number(given)
            messages.success(request, f"{number} handed over by {form.worker}")
            return redirect("cases:caseload_list")
    context = {"worker": form.worker, "form": form}
    return render(request, "cases/caseload_hand_over.html", context)


@requires(Permission.ALLOCATE_CASE)
@once
def caseload_cover(request, pk):
    cases = _caseload(request, pk)
    one = [each.reference for each in cases if each.reference == request.GET.get("case")]
    ticked = one or [each.reference for each in cases]
    initial = _as_recorded(request, pk) | {"cases": ticked}
    form = CaseloadCoverForm(submitted(request), initial=initial, cases=cases)
    worker = form.worker
    if form.is_valid():
        covers = actions.arrange_cover(by=request.user, **form.cleaned_data)
        messages.success(request, f"{_number(covers, of=worker)} covered")
        return redirect("cases:caseload_list")
    context = {"worker": worker, "form": form}
    return render(request, "cases/caseload_cover.html", context)


@requires(Permission.ALLOCATE_CASE)
@once
def cover_end(request, pk):
    covers = CaseAllocation.objects.visible_to(request.user).to_come_or_current()
    cover = get_object_or_404(covers.select_related("worker", "case__worker"), pk=pk)
    ended = covers.arranged_with(cover)
    if request.method == "POST":
        actions.end_cover(list(ended), by=request.user)
        messages.success(request, f"The cover by {cover.worker} has ended")
        return redirect("cases:caseload_list")
    context = {"cover": cover, "number": ended.count()}
    return render(request, "cases/cover_end.html", context)


def _caseload(request, pk):
    """The open cases of one worker that the manager may see; without any, no such page."""
    cases = Case.objects.visible_to(request.user).open().of(pk).for_allocating()
    if not cases:
        raise Http404
    seen(request, request.user, "listed cases", rows=len(cases))
    return cases


def _number(rows, of=None) -> str:
    """The beginning of a sentence: "2 cases of Ash Elder are"."""
    whose = f" of {of}" if of else ""
    return f"1 case{whose} is" if len(rows) == 1 else f"{len(rows)} cases{whose} are"


def _as_recorded(request, pk):
    """The days of an absence that is on record, and whoever answers for the post."""
    absences = Absence.objects.visible_to(request.user).to_tell().filter(user=pk)
    absence = absences.select_related("cover").order_by("starts_on").first()
    if absence is None:
        return {"starts_on": calendar.today()}
    return {
        "starts_on": max(absence.starts_on, calendar.today()),
        "ends_on": absence.ends_on,
        "worker": absence.cover,
        "reason": "The worker is away",
    }
