"""A change of an agreement is proposed by the provider and decided by the council."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import Max

from pilot import audit, calendar
from pilot.models import Agreement, Borough, Post, User, Variation
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, move

Status = Variation.Status


@transaction.atomic
def propose_variation(
    borough: Borough,
    *,
    by: User,
    kind: str,
    what: str,
    reasons: str,
    starts_on: date,
    post: Post | None = None,
    days_per_week: Decimal | None = None,
    amount: Decimal | None = None,
) -> Variation:
    """The council is asked to vary its agreement from a day on."""
    by.require(Permission.KEEP_CONTRACT, borough)
    # Whoever proposes to the same council waits: each variation has its own number.
    agreement = Agreement.objects.select_for_update().get(borough=borough)
    if not agreement.covers(starts_on):
        raise TransitionRefused(
            "A variation holds from a day inside the agreement: "
            f"{calendar.in_words(agreement.starts_on)} to "
            f"{calendar.in_words(agreement.ends_on)}."
        )
    last = Variation.objects.filter(borough=borough).aggregate(last=Max("number"))["last"]
    variation = Variation.objects.create(
        borough=borough,
        number=(last or 0) + 1,
        kind=kind,
        what=what,
        reasons=reasons,
        starts_on=starts_on,
        post=post,
        days_per_week=days_per_week,
        amount=amount,
        proposed_at=calendar.now(),
        proposed_by=by,
    )
    audit.record(variation, "proposed", by=by, kind=kind, starts_on=starts_on)
    return variation


@transaction.atomic
def decide_variation(
    variation: Variation,
    *,
    by: User,
    is_approved: bool,
    decided_on: date,
    decided_as: str,
    because: str,
) -> Variation:
    """The council approves it, so that it holds from its own day on, or refuses it."""
    by.require(Permission.DECIDE_VARIATION, variation.borough)
    proposed_on = calendar.day_of(variation.proposed_at)
    if not proposed_on <= decided_on <= calendar.today():
        raise TransitionRefused(
            f"It was decided on a day from {calendar.in_words(proposed_on)} to today."
        )
    return move(
        variation,
        Status.APPROVED if is_approved else Status.REFUSED,
        by=by,
        saying="decided",
        decided_on=decided_on,
        decided_by=by,
        decided_as=decided_as,
        decided_because=because,
    )


@transaction.atomic
def withdraw_variation(variation: Variation, *, by: User, because: str) -> Variation:
    """The provider asks for it no more, before the council has decided."""
    by.require(Permission.KEEP_CONTRACT, variation.borough)
    return move(
        variation,
        Status.WITHDRAWN,
        by=by,
        saying="withdrew",
        decided_on=calendar.today(),
        decided_by=by,
        decided_because=because,
    )


def variations_for(
    post: Post, becomes: Mapping[str, Decimal], changed: set[str], on: date
) -> dict[str, Variation]:
    """By borough, the approved variation that lets it have these days of a locked post.

    Of several that hold on the day the latest counts, and it must say exactly these days:
    a borough that is missing here has none.
    """
    approved = Variation.objects.approved_by(on).filter(post=post, borough__in=changed)
    latest = {
        each.borough_id: each
        for each in approved.select_related("borough").order_by("starts_on", "number")
    }
    return {
        code: each
        for code, each in latest.items()
        if each.days_per_week == becomes.get(code, Decimal(0))
    }
