"""What is done for the awareness campaign is recorded and put right."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from pilot import audit, calendar
from pilot.models import Borough, User
from pilot.permissions import Permission
from pilot.rota import agreed_time, is_agreed
from pilot.transitions import TransitionRefused, put_right, withdraw
from referrals.models import CampaignActivity


@transaction.atomic
def record_campaign(
    *,
    by: User,
    boroughs: Iterable[Borough],
    starts_on: date,
    ends_on: date | None = None,
    **answers: Any,
) -> CampaignActivity:
    """Something was done for the campaign, in the boroughs it was aimed at (seed 5.7)."""
    boroughs = _required(by, boroughs)
    _check_days(starts_on)
    activity = CampaignActivity.objects.create(
        starts_on=starts_on,
        ends_on=ends_on or starts_on,
        recorded_at=calendar.now(),
        recorded_by=by,
        **answers,
    )
    activity.boroughs.set(boroughs)
    audit.record(activity, "recorded", by=by, on=starts_on, channel=activity.channel)
    return activity


@transaction.atomic
def correct_campaign(
    activity: CampaignActivity,
    *,
    by: User,
    reason: str,
    boroughs: Iterable[Borough],
    starts_on: date,
    ends_on: date | None = None,
    **answers: Any,
) -> CampaignActivity:
    """Another entry, with what should have been said, stands in place of this one."""
    _required(by, activity.boroughs.all())
    boroughs = _required(by, boroughs)
    _check_days(starts_on)
    new = put_right(
        activity,
        by=by,
        because=reason,
        starts_on=starts_on,
        ends_on=ends_on or starts_on,
        **answers,
    )
    new.boroughs.set(boroughs)
    return new


@transaction.atomic
def withdraw_campaign(
    activity: CampaignActivity, *, by: User, reason: str
) -> CampaignActivity:
    """It never took place: the entry stays readable and counts nowhere."""
    _required(by, activity.boroughs.all())
    return withdraw(activity, by=by, because=reason)


def _required(by: User, boroughs: Iterable[Borough]) -> list[Borough]:
    """The boroughs, in every one of which this person may record it."""
    boroughs = list(boroughs)
    for borough in boroughs:
        by.require(Permission.RECORD_ADVICE, borough)
    if not boroughs:
        by.require(Permission.RECORD_ADVICE)
        raise TransitionRefused("Say which boroughs it was aimed at.")
    return boroughs


def _check_days(starts_on: date) -> None:
    """An activity begins inside the pilot; one that is planned may lie ahead."""
    if not is_agreed(starts_on):
        raise TransitionRefused(f"The campaign runs over the pilot: {agreed_time().label}.")
