"""Somebody goes on to another service, and what becomes of it there is heard of."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions.checks import check_not_after_today, hold, hold_open
from cases.actions.closure import keeping_its_closure
from cases.models import Case, OnwardReferral
from cases.models.onward import AFTER_THE_START, NOWHERE
from pilot import audit, calendar
from pilot.models import Borough, User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, amend, put_right

NO_NEWS, ACCEPTED, STARTED = "NO_NEWS", "ACCEPTED", "STARTED"
ONWARD_STEPS = (ACCEPTED, STARTED)


@transaction.atomic
def refer_onward(
    case: Case,
    *,
    by: User,
    destination: str,
    made_on: date,
    service: str = "",
    follow_up_on: date | None = None,
) -> OnwardReferral:
    """Another service was asked to take them, or it is said that nobody has to be.

    Somebody asks how it went on `follow_up_on`, also when the case has closed by then.
    """
    by.require(Permission.LOG_WORK, case.borough)
    hold_open(case, made_on)
    check_not_after_today(made_on)
    follow_up_on = _next(destination in NOWHERE, follow_up_on)
    if case.onward.standing().filter(destination=destination, ended_on=None).exists():
        raise TransitionRefused("This is on record already, and has not ended.")
    referral = OnwardReferral.objects.create(
        case=case,
        borough=case.borough_on(made_on),
        destination=destination,
        made_on=made_on,
        service=service,
        follow_up_on=follow_up_on,
        recorded_at=calendar.now(),
        recorded_by=by,
    )
    audit.record(
        referral, "recorded", by=by, case=case.reference, on=made_on, to=destination
    )
    return referral


@transaction.atomic
def follow_onward(
    referral: OnwardReferral,
    *,
    by: User,
    version: int,
    found: str,
    on: date,
    reason: str = "",
    source: str = "",
    news: str = "",
    follow_up_on: date | None = None,
) -> OnwardReferral:
    """What has become of it is known up to that day; on a closed case as on an open one.

    `found` is no news, a step, or the end.
    """
    case = referral.case
    by.require(Permission.LOG_WORK, case.borough)
    check_not_after_today(on)
    if not referral.is_followed:
        raise TransitionRefused(
            "Its end is on record already. If that is wrong, put the entry right."
        )
    if on < referral.last_step_on:
        raise TransitionRefused(
            f"{referral.state} on {calendar.in_words(referral.last_step_on)}: what came "
            "after cannot be of an earlier day."
        )
    if found not in possible(referral):
        raise TransitionRefused("That does not fit how far it has come.")
    changes: dict[str, Any] = {"source": source, "news": news}
    if found == ACCEPTED:
        changes["accepted_on"] = on
    elif found == STARTED:
        changes |= {"started_on": on, "start_borough": _borough_on(case, on)}
    elif found != NO_NEWS:
        changes |= {"ended_on": on, "ending": found, "reason": reason}
    changes["follow_up_on"] = _next(found in OnwardReferral.Ending.values, follow_up_on)
    return amend(
        referral,
        by=by,
        version=version,
        saying="followed up",
        trace={"case": case.reference, "to": found},
        **changes,
    )


@transaction.atomic
def correct_onward(
    referral: OnwardReferral, *, by: User, because: str, **right: Any
) -> OnwardReferral:
    """Another entry stands in its place, and counts for where it happened then."""
    case = referral.case
    by.require(Permission.LOG_WORK, case.borough)
    hold(case, right["made_on"])
    for name in ("made_on", "accepted_on", "started_on", "ended_on"):
        if right[name]:
            check_not_after_today(right[name])
    others = case.onward.standing().exclude(pk=referral.pk)
    if not right["ended_on"] and (
        others.filter(destination=right["destination"], ended_on=None).exists()
    ):
        raise TransitionRefused("This is on record already, and has not ended.")
    started_on = right["started_on"]
    with keeping_its_closure(case):
        return put_right(
            referral,
            by=by,
            because=because,
            recorded_by=by,
            borough=_borough_on(case, right["made_on"]),
            start_borough=_borough_on(case, started_on) if started_on else None,
            **right,
        )


def possible(referral: OnwardReferral) -> tuple[str, ...]:
    """What can be heard of it next."""
    if referral.started_on:
        return (*AFTER_THE_START, NO_NEWS)
    steps = (STARTED,) if referral.accepted_on else ONWARD_STEPS
    ends = (OnwardReferral.Ending.NOT_TAKEN_UP, OnwardReferral.Ending.REFUSED)
    return (*steps, *ends, NO_NEWS)


def _next(has_ended: bool, follow_up_on: date | None) -> date | None:
    """The day to ask again: none where nothing is to come, and needed otherwise."""
    if has_ended:
        return None
    if follow_up_on is None or follow_up_on < calendar.today():
        raise TransitionRefused("Say when to ask how it went: today or a later day.")
    return follow_up_on


def _borough_on(case: Case, on: date) -> Borough:
    return case.borough_on(max(on, case.opened_on))
