"""Whoever referred somebody is told that we have it, and what was decided (V-08)."""

from datetime import date
from typing import Any

from django.db import transaction

from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, put_right
from referrals.actions.safety import check_safe_to_contact
from referrals.actions.standing import check_not_erased
from referrals.models import Referral, ReferralNotice

Kind, To, Method = ReferralNotice.Kind, ReferralNotice.To, ReferralNotice.Method


@transaction.atomic
def tell_referrer(
    referral: Referral,
    *,
    by: User,
    kind: str,
    to: str,
    name: str,
    told_on: date,
    method: str,
) -> ReferralNotice:
    """It is kept who was told what, when and how. Telling the person is contact (V-12)."""
    by.require(Permission.DECIDE_REFERRAL, referral.borough)
    _check_can_be_told(referral, kind=kind, to=to, told_on=told_on, method=method)
    notice = ReferralNotice.objects.create(
        referral=referral,
        kind=kind,
        to=to,
        name=name,
        told_on=told_on,
        method=method,
        told_by=by,
        recorded_at=calendar.now(),
    )
    audit.record(
        notice, "recorded", by=by, referral=referral.reference, kind=kind, to=to, on=told_on
    )
    return notice


@transaction.atomic
def correct_notice(
    notice: ReferralNotice,
    *,
    by: User,
    because: str,
    kind: str,
    to: str,
    told_on: date,
    method: str,
    **answers: Any,
) -> ReferralNotice:
    """Another entry stands in its place."""
    by.require(Permission.DECIDE_REFERRAL, notice.borough)
    if notice.past_decision:
        raise TransitionRefused("This told of a decision that was taken back since.")
    _check_can_be_told(notice.referral, kind=kind, to=to, told_on=told_on, method=method)
    return put_right(
        notice,
        by=by,
        because=because,
        kind=kind,
        to=to,
        told_on=told_on,
        method=method,
        **answers,
        told_by=by,
        recorded_at=calendar.now(),
    )


def _check_can_be_told(
    referral: Referral, *, kind: str, to: str, told_on: date, method: str
) -> None:
    check_not_erased(referral)
    earliest = referral.received_on
    if kind == Kind.DECISION:
        if referral.decided_on is None:
            raise TransitionRefused(
                f"Nothing is decided about referral {referral.reference} yet."
            )
        earliest = referral.decided_on
    if not earliest <= told_on <= calendar.today():
        raise TransitionRefused(
            f"They were told between {calendar.in_words(earliest)} and today."
        )
    if to == To.PERSON:
        check_safe_to_contact(referral, on=told_on)
    elif method == Method.LETTER and not may_write_home(referral, told_on):
        raise TransitionRefused(
            "The person referred may not know of the referral, and could read a letter to "
            "a relative. Tell the relative in another way."
        )


def may_write_home(referral: Referral, on: date) -> bool:
    """Whether a letter to whoever referred them gives nothing away to the person (V-12)."""
    return not referral.is_of_a_relative or referral.clearance_on(on).allows_contact
