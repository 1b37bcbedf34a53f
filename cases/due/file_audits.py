"""What is due of file audits: files to grade, and what has to be put right."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from cases.models import FileAction, FileAudit
from pilot.due import Due
from pilot.models import User
from pilot.permissions import Permission


def files_to_grade(user: User, until: date) -> Iterator[Due]:
    """Files drawn for this person, from the day they are drawn; late ones the manager's."""
    if not user.can(Permission.AUDIT_FILES):
        return
    theirs = Q(auditor=user) | Q(reading_ends_on__lt=until)
    waiting = FileAudit.objects.visible_to(user).waiting().filter(theirs)
    for audit in waiting.select_related("case", "auditor").order_by(
        "reading_ends_on", "pk"
    ):
        yield Due(
            kind="Files to grade",
            what=f"Read and grade the file of case {audit.case.reference}",
            on=audit.reading_ends_on,
            href=audit.get_absolute_url(),
            action="Grade",
            whose=audit.auditor,
        )


def file_actions_to_do(user: User, until: date) -> Iterator[Due]:
    """What a file audit left somebody to do; of a case that has moved, its worker's too."""
    todo = FileAction.objects.visible_to(user).to_do(until)
    if not user.can(Permission.VIEW_CASELOAD):
        todo = todo.filter(Q(owner=user) | Q(audit__case__worker=user))
    for action in todo.for_listing():
        reference = action.audit.reference
        yield Due(
            kind="Actions of file audits",
            what=f"{action.what} (case {action.audit.case.reference})",
            on=action.due_on,
            href=reverse("cases:file_audit_action_finish", args=[reference, action.pk]),
            action="Say that it is done",
            whose=action.owner,
        )
