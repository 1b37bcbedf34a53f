"""An entry that should never have been made: it stays readable, and counts nowhere."""

from typing import Any, TypeVar

from django.db import transaction

from cases.actions.checks import hold
from cases.actions.closure import keeping_its_closure
from cases.actions.consequences import Telling
from cases.actions.engagement import keep_non_engagement
from cases.actions.non_engagement import keep_told
from cases.actions.notice import tell_partner_support
from cases.actions.plan import keep_end
from cases.actions.stage import keep_stages
from cases.models import (
    Assessment,
    CaseWarning,
    Feedback,
    Goal,
    GoalOutcome,
    Incident,
    Involvement,
    JusticeCheck,
    NonEngagement,
    OnwardReferral,
    Order,
    PlanReview,
    RiskUpdate,
    SafetyNotice,
    StageRating,
)
from pilot.models import User
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused, withdraw

Entry = TypeVar(
    "Entry",
    Assessment,
    CaseWarning,
    Feedback,
    Goal,
    GoalOutcome,
    Incident,
    Involvement,
    JusticeCheck,
    NonEngagement,
    OnwardReferral,
    Order,
    PlanReview,
    RiskUpdate,
    StageRating,
)


@transaction.atomic
def withdraw_entry(entry: Entry, *, by: User, because: str) -> Entry:
    """It never was: it counts nowhere, and the case is as it was without it."""
    case = entry.case
    by.require(Permission.LOG_WORK, case.borough)
    hold(case, case.opened_on)
    if isinstance(entry, RiskUpdate) and entry.assessment:
        raise TransitionRefused(
            "This rating came with an assessment: take the assessment out instead."
        )
    with keeping_its_closure(case):
        _take_out(entry, by=by, because=because)
    return entry


def _take_out(entry: Any, *, by: User, because: str) -> None:
    case = entry.case
    with Telling(case, by=by):
        withdraw(entry, by=by, because=because)
        if isinstance(entry, Assessment):
            for update in entry.risk_updates.standing():
                withdraw(update, by=by, because=because)
        if isinstance(entry, PlanReview):
            for outcome in entry.outcomes.standing():
                withdraw(outcome, by=by, because=because)
                keep_end(outcome.goal)
    if isinstance(entry, StageRating):
        keep_stages(case)
    if isinstance(entry, GoalOutcome):
        keep_end(entry.goal)
    if isinstance(entry, Feedback) and entry.non_engagement:
        keep_told(entry.non_engagement)
    if isinstance(entry, NonEngagement):
        _take_back(entry, by=by, because=because)


def _take_back(declaration: NonEngagement, *, by: User, because: str) -> None:
    """The referrer is owed nothing of it, and partner support knows it was a mistake."""
    case = declaration.case
    for feedback in declaration.feedback.unsent():
        withdraw(feedback, by=by, because=because)
    keep_non_engagement(case)
    tell_partner_support(case, by=by, kind=SafetyNotice.Kind.ENGAGING)
