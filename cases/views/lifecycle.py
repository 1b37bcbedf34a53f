"""The pages on which a case opens, moves, changes its borough and closes."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from cases import actions
from cases.forms import (
    CaseChangeBoroughForm,
    CaseCloseForm,
    CaseMoveForm,
    CaseOpenForm,
    CaseReopenForm,
)
from cases.known import people_like
from cases.models import Case
from cases.views.case import case_at, open_case_at
from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.web import beside, once, requires, submitted
from referrals.actions import check_waiting, lacking
from referrals.models import Referral


@requires(Permission.DECIDE_REFERRAL)
@drafts.resumable("Accept a referral")
@once
def case_open(request, reference):
    referrals = Referral.objects.visible_to(request.user).for_listing()
    referral = get_object_or_404(referrals, reference=reference)
    request.back_to = referral.get_absolute_url()  # whatever is refused from here on
    check_waiting(referral)
    alike = people_like(referral, request.user)
    form = CaseOpenForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"worker": request.user.pk, "accepted_on": calendar.today()},
        referral=referral,
        alike=alike,
    )
    if form.is_valid():
        case = actions.open_case(referral, by=request.user, **form.cleaned_data)
        messages.success(request, f"{referral} is accepted. {case} is open")
        return redirect(case if _can_see(request, case) else "referrals:referral_list")
    context = {"referral": referral, "form": form, "alike": alike}
    context["missing"] = lacking(referral, on=calendar.today())
    context["may_allow"] = request.user.can(Permission.ALLOW_EXCEPTION, referral.borough)
    return render(request, "cases/case_open.html", context)


@requires(Permission.MOVE_CASE)
@once
def case_move(request, reference):
    case = open_case_at(request, reference)
    stages, blocked = _stages(case)
    initial = {"on": calendar.today(), "to": request.GET.get("to")}
    form = CaseMoveForm(submitted(request), initial=initial, case=case, stages=stages)
    if form.is_valid():
        with beside(form, "to"):
            actions.move_case(case, by=request.user, **form.cleaned_data)
            stage = case.get_status_display().lower()
            messages.success(request, f"Case {case.reference} is now at {stage}")
            return redirect(case)
    context = {"case": case, "form": form, "blocked": blocked}
    return render(request, "cases/case_move.html", context)


@requires(Permission.REOPEN_CASE)
@once
def case_reopen(request, reference):
    case = case_at(request, reference)
    actions.check_closed(case)
    goes_on = case.came_from()
    blocked = actions.missing(case, goes_on, calendar.today())
    form = CaseReopenForm(submitted(request), initial={"on": calendar.today()}, case=case)
    if form.is_valid():
        with beside(form, "on"):
            actions.reopen_case(case, by=request.user, **form.cleaned_data)
            messages.success(request, f"Case {case.reference} is open again")
            return redirect(case)
        case = case_at(request, reference)  # as it is: not as it was about to be
    context = {"case": case, "form": form, "goes_on": goes_on, "blocked": blocked}
    return render(request, "cases/case_reopen.html", context)


def _can_see(request, case):
    """Whether the case is still theirs to look at, given to another or covered no more."""
    return Case.objects.visible_to(request.user).filter(pk=case.pk).exists()


def _stages(case):
    """The stages it may move to today, and those that something still stands before."""
    found = {
        stage: actions.missing(case, stage, calendar.today())
        for stage in case.next_stages()
    }
    blocked = [(stage.label, why) for stage, why in found.items() if why]
    return [stage for stage, why in found.items() if not why], blocked


@requires(Permission.CHANGE_CASE_BOROUGH)
@once
def case_change_borough(request, reference):
    case = open_case_at(request, reference)
    initial = {"effective_on": calendar.today(), "version": case.version}
    form = CaseChangeBoroughForm(submitted(request), initial=initial, case=case)
    if form.is_valid():
        with beside(form, "effective_on"):
            actions.change_borough(case, by=request.user, **form.cleaned_data)
            messages.success(
                request, f"Case {case.reference} now counts for {case.borough}"
            )
            return redirect(case)
    return render(request, "cases/case_change_borough.html", {"case": case, "form": form})


@requires(Permission.CLOSE_CASE)
@drafts.resumable("Close a case")
@once
def case_close(request, reference):
    case = open_case_at(request, reference)
    actions.check_closing(case)
    form = CaseCloseForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"closed_on": calendar.today()},
        case=case,
        user=request.user,
    )
    if form.is_valid():
        with beside(form, "closed_on"):
            actions.close_case(case, by=request.user, **form.cleaned_data)
            messages.success(request, f"Case {case.reference} is closed")
            return redirect(case if _can_see(request, case) else "cases:case_list")
    context = {"case": case, "form": form, "resumable": True}
    context["unrecorded"] = case.sessions.for_listing().unrecorded()
    context["blocked"] = actions.missing(case, Case.Status.CLOSED, calendar.today())
    return render(request, "cases/case_close.html", context)
