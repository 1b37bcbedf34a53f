"""Whether somebody is referred to a MARAC, and what it made of it."""

from datetime import date
from typing import Any

from django.db import transaction

from cases.actions import check_not_after_today
from cases.partners.actions.checks import hold, trace_of
from cases.partners.actions.entry import correct_entry, record_entry
from cases.partners.models import MaracDecision, PartnerCase
from pilot import audit
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused

Outcome = MaracDecision.Outcome


@transaction.atomic
def decide_marac(
    partner_case: PartnerCase,
    *,
    by: User,
    on: date,
    decision: str,
    criterion: str,
    consent: str = MaracDecision.Consent.NOT_ASKED,
    reason: str = "",
) -> MaracDecision:
    """They were referred to a MARAC on that day, or were not, for a reason (V-20)."""
    by.require(Permission.SUPPORT_PARTNERS, partner_case.borough)
    if partner_case.maracs.standing().filter(outcome=Outcome.PENDING).exists():
        raise TransitionRefused(
            "A referral waits to be heard. Record what the MARAC made of it first."
        )
    referred = decision == MaracDecision.Decision.REFERRED
    if not reason and (not referred or consent == MaracDecision.Consent.DISAGREES):
        raise TransitionRefused("Say why.")
    return record_entry(
        partner_case,
        by=by,
        of=MaracDecision,
        on=on,
        decision=decision,
        criterion=criterion,
        consent=consent,
        reason=reason,
        outcome=Outcome.PENDING if referred else "",
    )


@transaction.atomic
def correct_marac(
    marac: MaracDecision, *, by: User, because: str, decision: str, **changes: Any
) -> MaracDecision:
    """Another decision stands for this one; one that is a referral waits to be heard."""
    by.require(Permission.SUPPORT_PARTNERS, marac.borough)
    if decision != MaracDecision.Decision.REFERRED:
        changes |= {"outcome": "", "heard_on": None, "actions": ""}
    elif not marac.outcome:
        changes |= {"outcome": Outcome.PENDING}
    return correct_entry(marac, by=by, because=because, decision=decision, **changes)


@transaction.atomic
def record_marac_outcome(
    marac: MaracDecision,
    *,
    by: User,
    outcome: str,
    heard_on: date | None = None,
    actions: str = "",
) -> MaracDecision:
    """The MARAC has heard them, or did not take it on; what was left to us is kept."""
    by.require(Permission.SUPPORT_PARTNERS, marac.borough)
    hold(marac.partner_case, marac.on, by)
    if outcome == Outcome.HEARD:
        if heard_on is None or heard_on < marac.on:
            raise TransitionRefused(
                "Enter the day it was heard: on or after the day of the referral."
            )
        check_not_after_today(heard_on)
    else:
        heard_on, actions = None, ""
    waiting = MaracDecision.objects.standing().filter(pk=marac.pk, outcome=Outcome.PENDING)
    if not waiting.update(outcome=outcome, heard_on=heard_on, actions=actions):
        raise Overtaken("What became of it is on record already.")
    marac.refresh_from_db()
    audit.record(
        marac,
        "recorded the outcome of",
        by=by,
        outcome=str(outcome),
        **trace_of(marac.partner_case),
    )
    return marac


def check_not_heard(marac: MaracDecision) -> None:
    """Refused, in plain words, if there is nothing to wait for any more."""
    if not marac.is_waiting:
        raise Overtaken("What became of it is on record already.")
