"""What somebody is asked to do about a case, and that it is done."""

from datetime import date

from django.db import transaction

from cases.actions.checks import hold_open
from cases.models import Case, Task
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused


@transaction.atomic
def add_task(
    case: Case, *, by: User, assignee: User, what: str, due_on: date | None = None
) -> Task:
    """Somebody who does casework in the borough is asked to do this, by its day.

    Without a day it is due on the next working day. The case itself opens for nobody by it.
    """
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, case.opened_on)
    if not assignee.can(Permission.LOG_WORK, case.borough):
        raise TransitionRefused(
            f"{assignee} does no casework in {case.borough}: ask somebody who does."
        )
    task = Task.objects.create(
        case=case,
        assignee=assignee,
        what=what,
        due_on=due_on or calendar.add_working_days(calendar.today(), 1),
        made_at=calendar.now(),
        made_by=by,
    )
    audit.record(
        task,
        "asked for",
        by=by,
        borough=case.borough,
        case=case.reference,
        assignee=assignee.username,
        due_on=task.due_on,
    )
    return task


@transaction.atomic
def finish_task(task: Task, *, by: User) -> Task:
    """It is done: whoever sees it may say so, and only the first one does."""
    by.require(Permission.LOG_WORK, task.case.borough)
    waiting = Task.objects.waiting().filter(pk=task.pk)
    if not waiting.update(done_at=calendar.now(), done_by=by):
        raise Overtaken("A colleague has already said that this task is done.")
    task.refresh_from_db()
    audit.record(
        task, "finished", by=by, borough=task.case.borough, case=task.case.reference
    )
    return task
