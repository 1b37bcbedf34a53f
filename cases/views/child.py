"""The pages about children in his life."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from cases import actions
from cases.forms import (
    ChildEditForm,
    ChildForm,
    ChildStatusCorrectionForm,
    ChildStatusForm,
    ChildWithdrawForm,
    answers_of,
)
from cases.models import ChildStatus
from cases.views.case import open_case_at
from cases.views.person import back_to_people
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import beside, clash, once, requires, seen, submitted

STATUS = ("status", "category", "starts_on", "authority", "source")


@requires(Permission.KEEP_RECORD)
@once
def case_child_add(request, reference):
    case = open_case_at(request, reference)
    form = ChildForm(submitted(request))
    if form.is_valid():
        child = actions.record_child(case, by=request.user, **form.facts())
        messages.success(request, f"The child is on case {case.reference}")
        return redirect("cases:case_child_status", case.reference, child.reference)
    return render(request, "cases/case_child_add.html", {"case": case, "form": form})


@requires(Permission.KEEP_RECORD)
@once
def case_child_edit(request, reference, child):
    case, child = _at(request, reference, child)
    form = ChildEditForm(submitted(request), initial=answers_of(child), child=child)
    if form.is_valid():
        try:
            actions.amend_child(child, by=request.user, case=case, **form.facts())
        except Overtaken:
            child.refresh_from_db()
            answers = answers_of(child)
            return clash(request, form, child, theirs=answers, **back_to_people(case))
        messages.success(request, f"The child on case {case.reference} is saved")
        return redirect("cases:case_people", case.reference)
    context = {"case": case, "child": child, "form": form}
    return render(request, "cases/case_child_edit.html", context)


@requires(Permission.KEEP_RECORD)
@once
def case_child_status(request, reference, child):
    case, child = _at(request, reference, child)
    form = ChildStatusForm(submitted(request))
    if form.is_valid():
        with beside(form, "starts_on"):
            actions.start_child_status(
                child, by=request.user, case=case, **form.cleaned_data
            )
            messages.success(request, f"The child’s status is on case {case.reference}")
            return redirect("cases:case_people", case.reference)
    context = {"case": case, "child": child, "form": form}
    return render(request, "cases/case_child_status.html", context)


@requires(Permission.KEEP_RECORD)
@once
def case_child_status_correct(request, reference, status):
    case = open_case_at(request, reference)
    statuses = ChildStatus.objects.visible_to(request.user).select_related("child")
    entry = get_object_or_404(
        statuses, reference=status, child__perpetrator=case.perpetrator
    )
    seen(request, entry, **actions.trace_of(case))
    form = ChildStatusCorrectionForm(
        submitted(request), initial={name: getattr(entry, name) for name in STATUS}
    )
    if form.is_valid():
        with beside(form, "starts_on"):
            actions.correct_child_status(
                entry, by=request.user, case=case, **form.cleaned_data
            )
            messages.success(
                request, f"The child’s status on case {case.reference} is right"
            )
            return redirect("cases:case_people", case.reference)
    context = {"case": case, "child": entry.child, "form": form}
    return render(request, "cases/case_child_status_correct.html", context)


@requires(Permission.KEEP_RECORD)
@once
def case_child_withdraw(request, reference, child):
    case, child = _at(request, reference, child)
    form = ChildWithdrawForm(submitted(request))
    if form.is_valid():
        actions.withdraw_child(child, by=request.user, case=case, **form.cleaned_data)
        messages.success(request, f"The child no longer counts on case {case.reference}")
        return redirect("cases:case_people", case.reference)
    context = {"case": case, "child": child, "form": form}
    return render(request, "cases/case_child_withdraw.html", context)


def _at(request, reference, child):
    """The open case, and the child of its person; reading of either is kept."""
    case = open_case_at(request, reference)
    child = get_object_or_404(case.perpetrator.children.all(), reference=child)
    seen(request, child, **actions.trace_of(case))
    return case, child
