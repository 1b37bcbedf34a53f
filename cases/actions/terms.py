"""The agreement to work: explained to the person, and accepted or not."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold_open
from cases.models import Case, Terms
from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused


@transaction.atomic
def record_terms(
    case: Case, *, by: User, explained_on: date, explained: Collection[str], accepted: bool
) -> Terms:
    """It is on the case what was explained to the person, and whether they accept it."""
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, explained_on)
    check_not_after_today(explained_on)
    if not explained or not set(explained) <= Terms.EXPLAINED.keys():
        raise TransitionRefused("Say what was explained to them.")
    terms = Terms.objects.create(
        case=case,
        explained_on=explained_on,
        is_accepted=accepted,
        recorded_at=calendar.now(),
        recorded_by=by,
        **{name: name in explained for name in Terms.EXPLAINED},
    )
    audit.record(
        terms,
        "recorded",
        by=by,
        case=case.reference,
        on=explained_on,
        accepted=accepted,
        explained=len(set(explained)),
    )
    return terms
