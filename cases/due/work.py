"""What is due of work: tasks, sessions to record, and supervision."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from cases.models import Session, Supervision, Task
from cases.models.cover import covered_today
from cases.models.session import RECORDED_WITHIN
from pilot import calendar
from pilot.due import Due
from pilot.models import Absence, User
from pilot.permissions import Permission

READ_WITHIN = 5  # working days: nobody has agreed a time, so that of recording


def tasks_to_do(user: User, until: date) -> Iterator[Due]:
    """What somebody was asked to do, oneself or whoever one covers for today."""
    tasks = Task.objects.visible_to(user).waiting().filter(due_on__lte=until)
    if not user.can(Permission.VIEW_CASELOAD):
        away = Absence.objects.on(calendar.today()).filter(cover=user)
        tasks = tasks.filter(
            Q(assignee=user)
            | covered_today(user, "case__")
            | Q(assignee__in=away.values("user"))
        )
    for task in tasks.select_related("case", "assignee").distinct():
        yield Due(
            kind="Tasks",
            what=f"{task.what} (case {task.case.reference})",
            on=task.due_on,
            href=reverse("cases:task_finish", args=[task.reference]),
            action="Done",
            whose=task.assignee,
            is_done_by_a_button=True,
        )


def sessions_to_record(user: User, until: date) -> Iterator[Due]:
    """Appointments whose day has come and of which nobody has said what happened."""
    sessions = Session.objects.visible_to(user).unrecorded().filter(on__lte=until)
    for session in sessions.select_related("case__perpetrator", "worker"):
        is_today = session.on == calendar.today()
        when = "today" if is_today else f"on {calendar.in_words(session.on)}"
        yield Due(
            kind="Sessions to record",
            what=f"{session.get_kind_display()} {when}, case {session.case.reference}",
            on=calendar.add_working_days(session.on, RECORDED_WITHIN),
            href=session.get_absolute_url(),
            action="Record",
            whose=session.worker,
            who=str(session.case.perpetrator),
        )


def supervision_to_hold(user: User, until: date) -> Iterator[Due]:
    """What was agreed, for its worker to read; and for the manager, when the next is.

    Of whoever does casework no longer there is no next.
    """
    supervises = user.can(Permission.SUPERVISE)
    for held in Supervision.objects.visible_to(user).wanting(user, until):
        if held.worker == user:
            yield Due(
                kind="Supervision",
                what="Read and acknowledge what was agreed in supervision",
                on=calendar.add_working_days(held.on, READ_WITHIN),
                href=held.get_absolute_url(),
                action="Read",
                whose=user,
            )
        elif supervises:
            yield Due(
                kind="Supervision",
                what=f"Supervision of {held.worker}",
                on=held.next_on,
                href=reverse("cases:supervision_record", args=[held.worker_id]),
                action="Record it",
                whose=user,
            )
