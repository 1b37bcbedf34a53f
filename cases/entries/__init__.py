"""The entries of a case as a page shows them: each kind in its own words, in one shape.

A kind is one line of `KINDS`. Lists, parts and the pages that put something right or take
it out show every kind alike.
"""

from typing import Any

from cases.entries import agencies, engagement, plan, risk
from cases.entries.risk import with_directions
from cases.entries.shown import Kind, Shown
from cases.models import Case, GoalOutcome

LATEST = 5  # of each kind on a page of the case; the rest has a page of its own

KINDS = {
    "risk": Kind(
        "risk rating",
        "risk ratings",
        lambda case: case.risk_updates.latest_first(),
        risk.of_rating,
        "risk",
    ),
    "stage": Kind(
        "stage of change",
        "stages of change",
        lambda case: case.stage_ratings.in_order().reverse(),
        plan.of_stage,
        "stage",
    ),
    "goal": Kind(
        "goal",
        "goals",
        lambda case: case.goals.order_by("-agreed_on", "-recorded_at", "-pk"),
        plan.of_goal,
        "plan",
    ),
    "outcome": Kind(
        "outcome of a goal",
        "outcomes of goals",
        lambda case: GoalOutcome.objects.filter(goal__case=case).latest_first(),
        plan.of_outcome,
        "plan",
    ),
    "review": Kind(
        "review of the plan",
        "reviews of the plan",
        lambda case: case.plan_reviews.order_by("-on", "-recorded_at", "-pk"),
        plan.of_review,
        "plan",
    ),
    "declaration": Kind(
        "declaration",
        "declarations",
        lambda case: case.non_engagements.latest_first(),
        engagement.of_declaration,
        "engagement",
    ),
    "feedback": Kind(
        "feedback",
        "feedback",
        lambda case: case.feedback.latest_first(),
        engagement.of_feedback,
        "feedback",
    ),
    "incident": Kind(
        "incident",
        "incidents",
        lambda case: case.incidents.latest_first(),
        risk.of_incident,
        "incidents",
    ),
    "order": Kind(
        "order", "orders", lambda case: case.orders.latest_first(), risk.of_order, "orders"
    ),
    "warning": Kind(
        "warning",
        "warnings",
        lambda case: case.warnings.latest_first(),
        risk.of_warning,
        "warnings",
    ),
    "meeting": Kind(
        "meeting or scheme",
        "meetings and schemes",
        lambda case: case.involvements.latest_first(),
        agencies.of_meeting,
        "involvements",
    ),
    "justice": Kind(
        "criminal justice entry",
        "criminal justice entries",
        lambda case: case.justice_checks.latest_first(),
        agencies.of_justice,
        "justice",
    ),
    "onward": Kind(
        "onward referral",
        "onward referrals",
        lambda case: case.onward.latest_first(),
        agencies.of_onward,
        "onward",
    ),
    "assessment": Kind(
        "assessment",
        "assessments",
        lambda case: case.assessments.latest_first(),
        plan.of_assessment,
        "assessment",
    ),
}


def latest(key: str, case: Case, number: int = LATEST) -> dict[str, Any]:
    """The newest entries of a kind, replaced ones too, and whether there are more."""
    kind = KINDS[key]
    found = list(kind.of(case)[: number + 1])
    return {
        "key": key,
        "kind": kind,
        "shown": kind.all_shown(found[:number]),
        "has_more": len(found) > number,
    }


__all__ = ["KINDS", "LATEST", "Kind", "Shown", "latest", "with_directions"]
