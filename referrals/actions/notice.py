"""Whoever referred somebody is told that we have it, and what was decided (V-08)."""

from datetime import date
from typing import Any

from django.db import transaction

from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, put_right
from referrals.actions.referral import check_not_erased
from referrals.actions.safety import check_safe_to_contact
from referrals.models import Referral, ReferralNotice

Kind, To = ReferralNotice.Kind, ReferralNotice.To


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
    _check_can_be_told(referral, kind=kind, to=to, told_on=told_on)
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
    **answers: Any,
) -> ReferralNotice:
    """Another entry stands in its place."""
    by.require(Permission.DECIDE_REFERRAL, notice.borough)
    if notice.past_decision:
        raise TransitionRefused("This told of a decision that was taken back since.")
    _check_can_be_told(notice.referral, kind=kind, to=to, told_on=told_on)
    return put_right(
        notice,
        by=by,
        because=because,
        kind=kind,
        to=to,
        told_on=told_on,
        **answers,
        told_by=by,
        recorded_at=calendar.now(),
    )


def _check_can_be_told(referral: Referral, *, kind: str, to: str, told_on: date) -> None:
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
