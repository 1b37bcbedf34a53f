"""Whether a referral fits its post: checks, the manager's exceptions, and the refusal."""

from datetime import date

from django.db import transaction

from pilot import audit, calendar
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused
from referrals.actions.standing import check_waiting, hold
from referrals.eligibility import missing_for
from referrals.models import EligibilityCheck, InformationSource, Referral

Criterion = EligibilityCheck.Criterion


def check_eligible(referral: Referral, *, on: date) -> None:
    """Refused, in plain words, if its post cannot accept the referral on that day.

    V-01 for all, V-05, V-06 or V-07 for its post.
    """
    missing = missing_for(referral, on)
    if missing:
        said = " ".join(each.text for each in missing)
        raise TransitionRefused(
            f"Referral {referral.reference} cannot be accepted yet. {said}"
        )


@transaction.atomic
def check_referral(
    referral: Referral,
    *,
    by: User,
    cj_status: str,
    checked_on: date,
    source: str,
    advice: str = "",
) -> EligibilityCheck:
    """It is known where the person stands in the criminal justice process on a day (V-05).

    An earlier check stays: what was known when is part of the record.
    """
    by.require(Permission.DECIDE_REFERRAL, referral.borough)
    hold(referral)
    check_waiting(referral)
    if checked_on > calendar.today():
        raise TransitionRefused("A check is recorded once it has been made.")
    check = EligibilityCheck.objects.create(
        referral=referral,
        criterion=Criterion.CJ_STATUS,
        cj_status=cj_status,
        checked_on=checked_on,
        source=source,
        note=advice,
        checked_by=by,
        recorded_at=calendar.now(),
    )
    audit.record(referral, "checked", by=by, cj_status=cj_status, checked_on=checked_on)
    return check


@transaction.atomic
def allow_referral(
    referral: Referral, *, by: User, criterion: str, reason: str
) -> EligibilityCheck:
    """The manager lets the referral through where a rule leaves it to them (V-06, P-17).

    An age is let through as it is known now, for the post that it waits for now.
    """
    by.require(Permission.ALLOW_EXCEPTION, referral.borough)
    hold(referral)
    check_waiting(referral)
    if criterion not in (Criterion.REFERRER, Criterion.AGE):
        raise TransitionRefused("The criminal justice process is checked, not excepted.")
    of_age = {"post": referral.post, "age": referral.age_at_referral}
    check = EligibilityCheck.objects.create(
        referral=referral,
        criterion=criterion,
        checked_on=calendar.today(),
        source=InformationSource.PROFESSIONAL_JUDGEMENT,
        note=reason,
        checked_by=by,
        recorded_at=calendar.now(),
        **(of_age if criterion == Criterion.AGE else {}),
    )
    audit.record(referral, "allowed", by=by, criterion=criterion)
    return check
