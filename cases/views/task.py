"""What somebody is asked to do about a case, and the button that says it is done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cases import actions
from cases.forms import TaskForm
from cases.models import Case, Task
from cases.views.case import open_case_at
from pilot import calendar
from pilot.permissions import Permission
from pilot.web import once, requires, submitted


@requires(Permission.LOG_WORK)
@once
def task_add(request, reference):
    case = open_case_at(request, reference)
    tomorrow = calendar.add_working_days(calendar.today(), 1)
    initial = {"assignee": str(request.user.pk), "due_on": tomorrow}
    form = TaskForm(submitted(request), initial=initial, case=case)
    if form.is_valid():
        task = actions.add_task(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"{task.assignee} has the task on {case.audit_name}")
        return redirect(case)
    return render(request, "cases/task_add.html", {"case": case, "form": form})


@requires(Permission.LOG_WORK)
@require_POST
@once
def task_finish(request, reference):
    tasks = Task.objects.visible_to(request.user).for_listing()
    task = get_object_or_404(tasks, reference=reference)
    actions.finish_task(task, by=request.user)
    messages.success(request, f"The task on case {task.case.reference} is done")
    can_see = Case.objects.visible_to(request.user).filter(pk=task.case_id).exists()
    goes_home = request.POST.get("from") == "home" or not can_see
    return redirect("reporting:home" if goes_home else task.case)
