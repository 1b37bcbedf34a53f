"""What is decided about a referral. Opening a case is `cases.actions`."""

from datetime import date

from django.db import transaction

from pilot import calendar
from pilot.models import Membership, User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, move
from referrals.models import Referral

ENDS_AS = {  # how a referral may end without a case, and what somebody then did to it
    Referral.Status.REJECTED: "declined",
    Referral.Status.REDIRECTED: "redirected",
    Referral.Status.WITHDRAWN: "marked as withdrawn",
    Referral.Status.DUPLICATE: "set aside",
}


@transaction.atomic
def accept_referral(
    referral: Referral, *, by: User, worker: User, accepted_on: date
) -> Referral:
    """The referral is accepted and allocated. `cases.actions.open_case` starts the work."""
    by.require(Permission.DECIDE_REFERRAL, referral.borough)
    check_attributed(referral)
    _check_holds_post(worker, referral)
    _check_decision_day(referral, accepted_on)
    return move(
        referral,
        Referral.Status.ACCEPTED,
        by=by,
        saying="accepted",
        worker=worker,
        decided_on=accepted_on,
        decided_by=by,
    )


@transaction.atomic
def decline_referral(
    referral: Referral,
    *,
    by: User,
    decision: Referral.Status,
    decided_on: date,
    reason: str = "",
    note: str = "",
) -> Referral:
    """The referral ends here: declined, redirected, withdrawn or a duplicate.

    Declining and redirecting need a coded reason (V-08); "another reason" needs a text.
    """
    by.require(Permission.DECIDE_REFERRAL, referral.borough)
    if decision not in ENDS_AS:
        raise TransitionRefused(
            "A referral ends declined, redirected, withdrawn or as a duplicate. "
            "It is accepted by opening a case."
        )
    _check_decision_day(referral, decided_on)
    return move(
        referral,
        decision,
        by=by,
        saying=ENDS_AS[decision],
        decided_on=decided_on,
        decided_by=by,
        decline_reason=reason,
        decision_note=note,
    )


def check_attributed(referral: Referral) -> None:
    """Refused, in plain words, while nobody has said which borough it counts for."""
    if referral.borough is None:
        raise TransitionRefused(
            f"Referral {referral.reference} has no borough yet. "
            "The service manager must say which it belongs to first."
        )


def _check_holds_post(worker: User, referral: Referral) -> None:
    """The work goes to somebody who holds the post it was referred to, in its borough."""
    held = Membership.objects.current().filter(
        user=worker, role=referral.post_id, borough=referral.borough
    )
    if not (worker.is_active and held.exists()):
        raise TransitionRefused(
            f"{worker} does not work as {referral.post} in {referral.borough}. "
            "Choose somebody who does."
        )


def _check_decision_day(referral: Referral, day: date) -> None:
    """V-02: a decision falls between the day of receipt and today."""
    if not referral.received_on <= day <= calendar.today():
        raise TransitionRefused(
            f"Referral {referral.reference} was received on "
            f"{calendar.in_words(referral.received_on)}: "
            "it is decided between then and today."
        )
