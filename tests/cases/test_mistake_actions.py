"""What was entered by mistake counts nowhere, and the case is as it was without it."""

from datetime import date, timedelta

import pytest

from cases import actions
from cases.models import Case
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    GoalFactory,
    JusticeCheckFactory,
    RiskUpdateFactory,
    StageRatingFactory,
)

DAY = date(2016, 4, 4)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def take_out(entry, by):
    return actions.withdraw_entry(entry, by=by, because="Another man’s")


def test_a_rating_taken_out_gives_the_level_back_and_tells(manager):
    case = CaseFactory()
    RiskUpdateFactory(case=case, level="MEDIUM")
    wrong = RiskUpdateFactory(case=case, level="HIGH", on=DAY)

    take_out(wrong, manager)

    assert wrong.is_withdrawn
    assert Case.objects.with_risk().get().risk_level == "MEDIUM"
    assert case.safety_notices.get().kind == "RISK_CHANGED"
    with pytest.raises(Overtaken):
        take_out(wrong, manager)
    of_another = RiskUpdateFactory(
        case=case, assessment=AssessmentFactory(case=case, completed=True)
    )
    with pytest.raises(TransitionRefused, match="take the assessment out"):
        take_out(of_another, manager)


def test_an_assessment_taken_out_takes_its_rating_with_it(manager):
    assessment = AssessmentFactory(signed_off=True)
    case = assessment.case
    RiskUpdateFactory(case=case, assessment=assessment, level="HIGH")

    take_out(assessment, manager)

    assert not case.risk_updates.standing().exists()
    with pytest.raises(TransitionRefused):
        actions.check_assessed(case, on=DAY)
    assert case.safety_notices.count() == 1


def test_a_stage_taken_out_is_not_compared(manager):
    case = CaseFactory()
    StageRatingFactory(case=case, stage=2)
    wrong = StageRatingFactory(case=case, stage=4, on=case.opened_on + timedelta(days=60))
    actions.keep_stages(case)
    assert case.last_stage == 4

    take_out(wrong, manager)

    assert Case.objects.get().last_stage is None


def test_a_review_taken_out_opens_the_goals_that_it_ended(manager):
    goal = GoalFactory()
    review = {"on": DAY, "changed": "Calmer.", "next_on": None}
    made = actions.review_plan(
        goal.case, by=manager, outcomes={goal: ("ACHIEVED", "His word.")}, **review
    )
    goal.refresh_from_db()
    assert goal.ended_on == DAY

    take_out(made, manager)

    goal.refresh_from_db()
    assert goal.ended_on is None
    assert not goal.outcomes.standing().exists()

    actions.review_plan(
        goal.case, by=manager, outcomes={goal: ("ACHIEVED", "His word.")}, **review
    )
    take_out(goal.outcomes.standing().get(), manager)
    goal.refresh_from_db()
    assert goal.ended_on is None


def test_a_review_put_right_and_then_taken_out_takes_its_outcomes_with_it(manager):
    goal = GoalFactory()
    made = actions.review_plan(
        goal.case,
        by=manager,
        on=DAY,
        changed="Calmer.",
        next_on=None,
        outcomes={goal: ("ACHIEVED", "His word.")},
    )

    right = actions.correct_entry(
        made, by=manager, because="Not so", on=DAY, changed="No calmer.", next_on=None
    )
    assert right.outcomes.standing().get().goal == goal
    take_out(right, manager)

    goal.refresh_from_db()
    assert goal.ended_on is None
    assert not goal.outcomes.standing().exists()


def test_a_finding_taken_out_is_told_and_asks_nobody_of_a_closed_case(manager):
    case = CaseFactory(closed=True)
    JusticeCheckFactory(case=case, on=date(2016, 2, 1), found="CHARGED")
    wrong = JusticeCheckFactory(case=case, on=date(2016, 3, 1), found="NFA")

    take_out(wrong, manager)

    assert case.safety_notices.get().kind == "JUSTICE"
    assert not case.eligibility_queries.exists()
