"""The first work on a case takes it to contacting."""

from django.db import transaction

from cases.models import Case
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import move


@transaction.atomic
def start_contacting(case: Case, *, by: User) -> None:
    """A newly allocated case on which something was logged is being contacted."""
    by.require(Permission.LOG_WORK, case.borough)
    if case.status == Case.Status.OPEN:
        move(case, Case.Status.CONTACTING, by=by)
