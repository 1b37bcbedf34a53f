"""The pages on which case files are drawn, graded and put right."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cases import actions
from cases.forms import (
    FileActionDoneForm,
    FileActionForm,
    FileAuditGradeForm,
    FileAuditSampleForm,
)
from cases.models import FileAction, FileAudit
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused
from pilot.web import beside, once, page_of, requires, seen, submitted, tabs_of

AUDIT = Permission.AUDIT_FILES
READ = (AUDIT, Permission.VIEW_OWN_WORK)
WORK = (Permission.VIEW_OWN_WORK, Permission.VIEW_CASELOAD)
TABS = {"waiting": "To grade", "under_way": "To put right", "closed": "Closed"}


@requires(*READ)
def file_audit_list(request):
    found = FileAudit.objects.visible_to(request.user)
    may_audit = request.user.can(AUDIT)
    lists = {"waiting": found.waiting()} if may_audit else {}
    lists |= {"under_way": found.under_way(), "closed": found.closed()}
    names = {name: TABS[name] for name in lists}
    counts = {name: rows.count() for name, rows in lists.items()}
    tabs, current = tabs_of(request, names, counts)
    context = {
        "tabs": tabs,
        "page": page_of(request, lists[current].for_listing()),
        "may_audit": may_audit,
    }
    return render(request, "cases/file_audit_list.html", context)


@requires(AUDIT)
@once
def file_audit_sample(request):
    initial = {"each": 1, "auditor": str(request.user.pk)}
    form = FileAuditSampleForm(submitted(request), initial=initial, user=request.user)
    if form.is_valid():
        with beside(form, "boroughs"):
            drawn = actions.draw_files(by=request.user, **form.cleaned_data)
            messages.success(request, f"Drawn by chance: {len(drawn)} files")
            return redirect("cases:file_audit_list")
    return render(request, "cases/file_audit_sample.html", {"form": form})


@requires(*READ)
def file_audit_detail(request, reference):
    audit = _audit_at(request, reference)
    seen(request, audit, case=audit.case.reference)
    actions_found = FileAction.objects.visible_to(request.user).filter(audit=audit)
    is_judge = audit.auditor == request.user or request.user.can(
        Permission.VIEW_CASELOAD, audit.borough
    )
    context = {
        "audit": audit,
        "todo": actions_found.for_listing(),
        "may_judge": is_judge and request.user.can(AUDIT, audit.borough),
        "may_finish": request.user.can(Permission.LOG_WORK, audit.case.borough),
        "may_read": audit.is_readable or any(map(request.user.can, WORK)),
    }
    return render(request, "cases/file_audit_detail.html", context)


@requires(AUDIT)
@once
def file_audit_grade(request, reference):
    audit = _audit_at(request, reference)
    if not audit.is_waiting:
        raise Overtaken(f"{audit} is graded already.")
    form = FileAuditGradeForm(submitted(request))
    if form.is_valid():
        with beside(form, "grade"):
            actions.grade_file(audit, by=request.user, **form.cleaned_data)
            messages.success(
                request, "The grade is saved. Say what has to be done, if anything"
            )
            return redirect(audit)
    return render(request, "cases/file_audit_grade.html", {"form": form, "audit": audit})


@requires(AUDIT)
@once
def file_audit_action_add(request, reference):
    audit = _graded(request, reference)
    initial = {"owner": str(audit.case.worker_id)}
    form = FileActionForm(submitted(request), initial=initial, case=audit.case)
    if form.is_valid():
        with beside(form, "owner"):
            actions.add_file_action(audit, by=request.user, **form.cleaned_data)
            messages.success(request, "Added: it is on their list when it is due")
            return redirect(audit)
    context = {"form": form, "audit": audit}
    return render(request, "cases/file_audit_action_add.html", context)


@requires(*WORK)
@once
def file_audit_action_finish(request, reference, pk):
    todo = FileAction.objects.visible_to(request.user).for_listing()
    action = get_object_or_404(todo, audit__reference=reference, pk=pk)
    if action.done_on:
        raise Overtaken("A colleague has already said that this is done.")
    form = FileActionDoneForm(submitted(request))
    if form.is_valid():
        with beside(form, "outcome"):
            actions.finish_file_action(action, by=request.user, **form.cleaned_data)
            messages.success(request, "Done: the auditor sees what you did")
            return redirect(action.audit)
    context = {"form": form, "action": action}
    return render(request, "cases/file_audit_action_finish.html", context)


@requires(AUDIT)
@require_POST
@once
def file_audit_close(request, reference):
    audit = _graded(request, reference)
    actions.close_file_audit(audit, by=request.user)
    messages.success(request, f"{audit} is closed")
    return redirect(audit)


def _audit_at(request, reference):
    audits = FileAudit.objects.visible_to(request.user).select_related(
        "case__perpetrator", "case__post", "case__borough", "case__worker"
    )
    audit = get_object_or_404(
        audits.select_related("borough", "auditor"), reference=reference
    )
    request.back_to = audit.get_absolute_url()
    return audit


def _graded(request, reference):
    """One that is graded and not closed: the rest answers 409."""
    audit = _audit_at(request, reference)
    if audit.is_waiting:
        raise TransitionRefused("Grade the file first.")
    if not audit.is_open:
        raise Overtaken(f"{audit} is closed already.")
    return audit
