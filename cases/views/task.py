"""The button that says that a task is done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from cases import actions
from cases.models import Case, Task
from pilot.permissions import Permission
from pilot.web import once, requires


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
