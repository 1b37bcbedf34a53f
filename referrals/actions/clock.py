"""How soon somebody tried to reach the person referred, kept with the referral (I21)."""

from datetime import date

from pilot import calendar
from referrals.models import Referral


def keep_first_try(referral: Referral, *, on: date | None) -> None:
    """Somebody first tried to reach the person, or saw them, on that day; or nobody has."""
    referral.first_tried_on = on
    keep_clock(referral)


def keep_clock(referral: Referral) -> None:
    """The referral knows how many working days the first try took (P-05).

    Days on which it was not safe to contact the person stop the clock, and are counted by
    themselves. Safe to run again: receipt, first try and safety checks say it.
    """
    tried_on = referral.first_tried_on
    referral.tried_after = referral.held_for = None
    if tried_on:
        took = calendar.working_days_until(tried_on, after=referral.received_on)
        referral.held_for = referral.days_on_hold(tried_on)
        referral.tried_after = max(took - referral.held_for, 0)
    Referral.objects.filter(pk=referral.pk).update(
        first_tried_on=tried_on,
        tried_after=referral.tried_after,
        held_for=referral.held_for,
    )
