"""What a page about one referral shows of what was told and what follows from it."""

from pilot import calendar
from pilot.models import User
from pilot.permissions import Permission
from referrals.derived import called
from referrals.eligibility import missing_for
from referrals.models import Referral


def told_of(referral: Referral, user: User) -> dict:
    """What follows from the answers, the checks, and what is in the way of acceptance."""
    age = referral.age_at_referral
    waits = referral.is_waiting
    return {
        "age": age,
        "called": called(referral.relationship, age, referral.harmed_aged_16),
        "checks": referral.checks.latest_first(),
        "earlier": Referral.objects.visible_to(user).filter(pk=referral.follows_id).first(),
        "missing": missing_for(referral, calendar.today()) if waits else [],
        "may_allow": user.can(Permission.ALLOW_EXCEPTION, referral.borough),
    }
