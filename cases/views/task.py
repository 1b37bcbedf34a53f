"""The button that says that a task is done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from cases import actions
from cases.models import Case, Task
from pilot.permissions import Permission
from pilot.web import requires


@requires(Permission.LOG_WORK)
@require_POST
def task_finish(request, reference):
    tasks = Task.objects.visible_to(request.user).for_listing()
    task = get_object_or_404(tasks, reference=reference)
    actions.finish_task(task, by=request.user)
    messages.success(request, f"The task on case {task.case.reference} is done")
    can_see = Case.objects.visible_to(request.user).filter(pk=task.case_id).exists()
    return redirect(task.case if can_see else "reporting:home")
