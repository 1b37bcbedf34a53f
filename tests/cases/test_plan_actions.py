"""Stages of change and the plan of at most three goals."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import Case, GoalOutcome
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import CaseFactory, GoalFactory, StageRatingFactory

OPENED = date(2016, 1, 14)
DAY = date(2016, 2, 1)
REVIEW = date(2016, 3, 14)


@pytest.fixture
def worker(person):
    return person(Role.YOUNG_PERPETRATOR_SPECIALIST)


def rate(case, by, day, stage):
    return actions.rate_stage(
        case, by=by, on=OPENED + timedelta(days=day), stage=stage, evidence="He said so."
    )


@pytest.mark.parametrize(
    ("ratings", "compared"),
    [
        ([(0, 2)], (2, None)),
        ([(0, 2), (27, 4)], (2, None)),  # P-11: not 28 days apart
        ([(0, 2), (28, 4)], (2, 4)),
        ([(0, 2), (40, 4), (60, 0)], (2, 0)),  # relapse ranks below all
        ([(40, 4), (0, 1)], (1, 4)),  # entered in another order
        ([(0, 1), (0, 2), (30, 2)], (1, 2)),  # two of one day: the first one is first
    ],
)
def test_a_case_knows_the_first_and_the_last_rating_that_count(worker, ratings, compared):
    case = CaseFactory()

    for day, stage in ratings:
        rate(case, worker, day, stage)

    kept = Case.objects.values_list("first_stage", "last_stage").get(pk=case.pk)
    assert kept == (case.first_stage, case.last_stage) == compared


def test_a_rating_that_is_put_right_counts_as_it_was_meant(worker, today):
    case = CaseFactory()
    first = rate(case, worker, 0, 3)
    rate(case, worker, 40, 3)

    new = actions.correct_stage(
        first, by=worker, because="Typed 3", on=first.on, stage=1, evidence="Denied it all."
    )

    assert (case.first_stage, case.last_stage) == (1, 3)
    assert (new.replaces, new.recorded_at) == (first, first.recorded_at)
    for day in (OPENED - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(TransitionRefused):
            actions.rate_stage(case, by=worker, on=day, stage=1, evidence="No.")
        with pytest.raises(TransitionRefused):
            actions.correct_stage(
                new, by=worker, because="No", on=day, stage=1, evidence="No."
            )
    with pytest.raises(IntegrityError, match="stage_rating_has_a_known_stage"):
        StageRatingFactory(stage=6)


def agree(case, by, words="I want to stop checking."):
    return actions.agree_goal(
        case, by=by, agreed_on=DAY, words=words, steps="", review_on=REVIEW
    )


def review(case, by, outcomes, on=REVIEW, next_on=date(2016, 5, 2)):
    return actions.review_plan(
        case, by=by, on=on, changed="Calmer.", next_on=next_on, outcomes=outcomes
    )


def test_there_are_three_goals_at_a_time_and_one_that_ends_makes_room(worker):
    case = CaseFactory()
    first, second, third = (agree(case, worker) for _ in range(3))
    with pytest.raises(TransitionRefused, match="three goals already"):
        agree(case, worker)

    outcomes = {first: ("ACHIEVED", "Two months."), second: ("PARTLY", "Half the time.")}
    made = review(case, worker, outcomes)

    assert AuditEvent.objects.about(made).get().detail["goals"] == 2
    goals = {goal.pk: goal for goal in case.goals.with_outcome()}
    assert goals[first.pk].outcome == "ACHIEVED"
    assert goals[first.pk].ended_on == REVIEW
    assert goals[second.pk].review_on == goals[third.pk].review_on == date(2016, 5, 2)
    assert goals[first.pk].review_on == REVIEW, "it does not come up again"
    assert goals[third.pk].outcome is None, "missing stays visible"
    assert agree(case, worker).place == first.place

    with pytest.raises(Overtaken, match="changed the goals"):
        review(case, worker, {first: ("NOT", "No.")})

    third.refresh_from_db()
    review(case, worker, {third: (actions.SET_ASIDE, "No longer his.")}, next_on=None)
    said = third.outcomes.get()
    assert (said.outcome, said.is_final) == ("NOT", True)
    assert case.goals.current().count() == 2


def test_a_goal_is_looked_back_on_after_it_was_agreed_and_ends_last(worker):
    case = CaseFactory()
    goal = agree(case, worker)
    for outcome in ("ACHIEVED", "PARTLY"):
        with pytest.raises(TransitionRefused, match="A goal was agreed on"):
            review(case, worker, {goal: (outcome, "His word.")}, on=case.opened_on)
    assert not case.plan_reviews.exists()

    review(case, worker, {goal: ("PARTLY", "Half the time.")})
    earlier = REVIEW - timedelta(days=1)
    review(case, worker, {goal: ("NOT", "Written up late.")}, on=earlier)
    with pytest.raises(TransitionRefused, match="last looked at on"):
        review(case, worker, {goal: ("ACHIEVED", "Two months.")}, on=earlier)
    goal.refresh_from_db()
    assert goal.ended_on is None


def test_an_outcome_that_is_put_right_may_open_its_goal_again(worker):
    case = CaseFactory()
    goal, other = agree(case, worker), agree(case, worker)
    review(case, worker, {goal: ("ACHIEVED", "His word.")})
    found = goal.outcomes.get()

    partly = {"by": worker, "because": "His word only", "outcome": "PARTLY"}
    new = actions.correct_goal_outcome(found, evidence="His word.", **partly)

    goal.refresh_from_db()
    assert (goal.ended_on, new.is_final) == (None, False)
    assert goal.outcomes.standing().get() == new

    again = actions.correct_goal_outcome(
        new, by=worker, because="It was", outcome="ACHIEVED", evidence="Her sister’s too."
    )
    agree(case, worker), agree(case, worker)  # all three places are taken now
    with pytest.raises(TransitionRefused, match="three goals already"):
        actions.correct_goal_outcome(again, evidence="His word.", **partly)
    assert other.place == 2
    assert GoalOutcome.objects.standing().get() == again, "refused whole"


def test_a_goal_put_right_keeps_what_has_become_of_it(worker):
    goal = agree(CaseFactory(), worker)
    review(goal.case, worker, {goal: ("PARTLY", "Half the time.")})
    goal.refresh_from_db()

    new = actions.correct_goal(
        goal, by=worker, because="His words", words="Stop it.", steps="", review_on=REVIEW
    )

    assert new.case.goals.with_outcome().standing().get().outcome == "PARTLY"
    assert (new.place, new.agreed_on) == (goal.place, goal.agreed_on)


@pytest.mark.django_db
def test_the_database_has_no_fourth_goal():
    goal = GoalFactory()
    with pytest.raises(IntegrityError, match="goal_is_one_of_three"), transaction.atomic():
        GoalFactory(case=goal.case, place=4)
    with pytest.raises(IntegrityError), transaction.atomic():
        GoalFactory(case=goal.case, place=1)
    GoalFactory(case=goal.case, place=1, ended_on=date(2016, 4, 1))
