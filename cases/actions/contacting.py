"""Contact with somebody: whether it is safe, and what the first of it means for a case."""

from datetime import date

from django.db import transaction
from django.db.models import Min

from cases.actions.guards import missing
from cases.actions.move import enter_stage
from cases.models import Case, ContactAttempt
from pilot import calendar
from pilot.models import User
from pilot.permissions import Permission
from referrals.actions import check_safe_to_contact, mark_aware, take_back_awareness
from referrals.models import Answer


def check_may_contact(case: Case, *, on: date) -> None:
    """V-12: somebody who may not know of the referral is contacted only when it is safe."""
    check_safe_to_contact(case.referral, on=on)


@transaction.atomic
def start_contacting(case: Case, *, by: User, on: date) -> None:
    """A newly allocated case on which something was logged is being contacted.

    Since the day of what was logged, or since today if that is still to come. Work with a
    parent or a professional may come before it is safe to contact the person themselves.
    Called while the case is held: it is judged as it stands now, not as it was read.
    """
    by.require(Permission.LOG_WORK, case.borough)
    contacting, on = Case.Status.CONTACTING, min(on, calendar.today())
    case.refresh_from_db(fields=["status"])  # a colleague may have moved it meanwhile
    if case.status == Case.Status.OPEN and not missing(case, contacting, on):
        enter_stage(case, contacting, by=by, on=on)


@transaction.atomic
def keep_awareness(case: Case, *, by: User, on: date) -> None:
    """Whoever was reached, or came, knows of the referral from that day on (V-12)."""
    by.require(Permission.LOG_WORK, case.borough)
    if case.referral.awareness == Answer.YES:
        return
    case.referral.refresh_from_db()  # as a colleague may have just changed it
    mark_aware(case.referral, by=by, on=on)


@transaction.atomic
def review_awareness(case: Case, *, by: User) -> None:
    """They know of the referral since the first entry that still stands and says so.

    Called when one is put right or taken out: without any, contact has to be safe again.
    """
    by.require(Permission.LOG_WORK, case.borough)
    case.referral.refresh_from_db()
    met = case.sessions.attended().with_the_person()
    reached = case.attempts.standing().filter(outcome__in=ContactAttempt.IN_PERSON)
    first = [rows.aggregate(on=Min("on"))["on"] for rows in (met, reached)]
    known_on = min(filter(None, first), default=None)
    if known_on:
        keep_awareness(case, by=by, on=known_on)
    take_back_awareness(case.referral, by=by, aware_on=known_on)
