"""Whether somebody who may not know of a referral may be contacted (V-12, domain 4.3)."""

from datetime import date
from typing import Any

from django.db import transaction

from pilot import audit, calendar
from pilot.models import Correctable, User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused, amend, put_right
from referrals.actions.clock import keep_clock
from referrals.actions.standing import hold
from referrals.models import Answer, Clearance, ContactSafetyCheck, Referral

Result = ContactSafetyCheck.Result

UNCLEARED = {  # why nobody may be contacted, and what to do about it
    Clearance.NOT_ASKED: (
        "The person referred may not know of the referral, and nobody has asked yet "
        "whether it is safe to contact them. Record a contact-safety check first."
    ),
    Clearance.NOT_APPROVED: (
        "The answer that it is safe to contact them waits for the service manager’s "
        "approval."
    ),
    Clearance.RAN_OUT: (
        "The last answer that it is safe to contact them has run out. "
        "Ask again, and record a new contact-safety check."
    ),
    Clearance.HOLD: "Contact with the person referred is on hold. Ask again.",
    Clearance.HELD: (
        "Contact with the person referred is on hold until a contact-safety check says "
        "that it is safe. Ask again."
    ),
    Clearance.NOT_SAFE: "It is not safe to contact the person referred.",
}


@transaction.atomic
def record_safety_check(
    referral: Referral,
    *,
    by: User,
    asked: str,
    on: date,
    result: str,
    valid_to: date | None = None,
    conditions: str = "",
) -> ContactSafetyCheck:
    """What somebody answered about contact is kept. The manager's own entry is approved."""
    by.require(Permission.DECIDE_REFERRAL, referral.borough)
    hold(referral)
    check_matters(referral)
    _check_answered(referral, on)
    check = ContactSafetyCheck.objects.create(
        referral=referral,
        asked=asked,
        on=on,
        result=result,
        valid_to=valid_to,
        conditions=conditions,
        recorded_at=calendar.now(),
        recorded_by=by,
        **_approval(by, referral, result),
    )
    keep_clock(referral)
    _record(check, "recorded", by=by)
    return check


@transaction.atomic
def correct_safety_check(
    check: ContactSafetyCheck, *, by: User, because: str, on: date, **answers: Any
) -> ContactSafetyCheck:
    """Another entry stands in its place, and has to be approved afresh."""
    by.require(Permission.DECIDE_REFERRAL, check.borough)
    hold(check.referral)
    check_matters(check.referral)
    _check_answered(check.referral, on)
    result = answers.get("result", check.result)
    right = put_right(
        check,
        by=by,
        because=because,
        on=on,
        **answers,
        recorded_at=calendar.now(),
        recorded_by=by,
        **_approval(by, check.referral, result),
    )
    keep_clock(check.referral)
    return right


@transaction.atomic
def approve_safety_check(check: ContactSafetyCheck, *, by: User) -> ContactSafetyCheck:
    """The manager lets contact begin, or accepts that it waits ("hold")."""
    by.require(Permission.APPROVE_CONTACT, check.borough)
    hold(check.referral)
    check_approvable(check)
    waiting = ContactSafetyCheck.objects.standing().filter(pk=check.pk, approved_at=None)
    if not waiting.update(approved_at=calendar.now(), approved_by=by):
        raise Overtaken("This contact-safety check has just been approved or corrected.")
    check.refresh_from_db()
    keep_clock(check.referral)
    _record(check, "approved", by=by)
    return check


@transaction.atomic
def mark_aware(referral: Referral, *, by: User, on: date) -> Referral:
    """From that day the person knows of the referral, so no check guards contact any more.

    Call it when they were reached or came (V-12). Nothing happens if they knew already.
    """
    by.require(Permission.DECIDE_REFERRAL, referral.borough)
    if referral.awareness == Answer.YES:
        return referral
    amend(
        referral,
        by=by,
        version=referral.version,
        saying="noted that the person knows of",
        awareness=Answer.YES,
        aware_on=on,
    )
    keep_clock(referral)
    return referral


@transaction.atomic
def take_back_awareness(referral: Referral, *, by: User, aware_on: date | None) -> Referral:
    """What said that they know of it was a mistake: they know since another day, or not.

    Only what was found out in the work is taken back. Who knew by the referral itself
    still does.
    """
    by.require(Permission.DECIDE_REFERRAL, referral.borough)
    if referral.aware_on in (None, aware_on):
        return referral
    amend(
        referral,
        by=by,
        version=referral.version,
        saying="noted again whether the person knows of",
        awareness=Answer.YES if aware_on else Answer.NOT_KNOWN,
        aware_on=aware_on,
    )
    keep_clock(referral)
    return referral


def check_safe_to_contact(referral: Referral, *, on: date) -> None:
    """Refused, in plain words, unless they know of it or contact is cleared (V-12).

    Ask it before any attempt, letter, visit or session, with the day it takes place on;
    and when they were reached or came, `mark_aware`, or a "safe" that runs out stops the
    work with somebody who has long known.
    """
    clearance = referral.clearance_on(on)
    if not clearance.allows_contact:
        raise TransitionRefused(UNCLEARED[clearance])


def check_contact_decided(referral: Referral, *, on: date) -> None:
    """Refused unless contact is cleared, or the manager accepts that it waits.

    What stops contact today stops an acceptance that is dated back, too.
    """
    clearance = referral.clearance_on(calendar.today())
    if clearance not in (Clearance.HOLD, Clearance.NOT_SAFE):
        clearance = referral.clearance_on(on)
    if clearance.allows_acceptance:
        return
    told = UNCLEARED[clearance]
    if clearance is Clearance.HOLD:
        told = (
            "Contact is on hold: the service manager must approve that before the referral "
            "is accepted."
        )
    raise TransitionRefused(told)


def _approval(by: User, referral: Referral, result: str) -> dict[str, Any]:
    """The manager approves with the entry; anybody else's waits for the manager."""
    if result == Result.NOT_SAFE or not by.can(
        Permission.APPROVE_CONTACT, referral.borough
    ):
        return {"approved_at": None, "approved_by": None}
    return {"approved_at": calendar.now(), "approved_by": by}


def check_approvable(check: ContactSafetyCheck) -> None:
    """Refused when there is nothing for the manager to approve."""
    check_matters(check.referral)
    check_standing(check)
    if check.result == Result.NOT_SAFE:
        raise TransitionRefused("“Not safe” needs no approval: it holds at once.")
    if check.approved_at:
        raise Overtaken("This answer is approved already.")


def check_standing(entry: Correctable) -> None:
    """Refused once another entry stands in its place."""
    if entry.is_replaced:
        raise Overtaken("This entry has already been put right.")


def check_matters(referral: Referral) -> None:
    """Refused once the referral came to nothing: nobody is contacted about it."""
    if referral.status in Referral.WITHOUT_CASE:
        raise TransitionRefused(
            f"Referral {referral.reference} is {referral.get_status_display().lower()}: "
            "nobody is contacted about it."
        )


def _check_answered(referral: Referral, on: date) -> None:
    if not referral.received_on <= on <= calendar.today():
        raise TransitionRefused(
            "The answer must be dated between the day the referral was received, "
            f"{calendar.in_words(referral.received_on)}, and today."
        )


def _record(check: ContactSafetyCheck, said: str, *, by: User) -> None:
    audit.record(
        check,
        said,
        by=by,
        referral=check.referral.reference,
        asked=check.asked,
        result=check.result,
        on=check.on,
    )
