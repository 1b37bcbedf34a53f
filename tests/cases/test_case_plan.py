"""Assessment and plan: what is due, what waits for whom, and what nobody has said yet."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    GoalFactory,
    GoalOutcomeFactory,
    PostFactory,
    StageRatingFactory,
)
from tests.pages import Page


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def case(facts):
    return CaseFactory(post=PostFactory(code="CJW"))


@pytest.fixture
def plan_of(client_of):
    def read(case, reader):
        address = reverse("cases:case_plan", args=[case.reference])
        return Page(client_of(reader).get(address))

    return read


def test_an_empty_plan_says_what_is_missing(plan_of, manager, case):
    """P-08: 30 working days after 14 January is 25 February."""
    words = plan_of(case, manager).words

    assert "The first assessment is due by 25 February 2016. Overdue" in words
    assert "No goal is agreed yet. There are three at most" in words
    assert "Not rated yet." in words
    assert AuditEvent.objects.about(case).get().by == manager


def test_the_manager_is_led_to_what_waits_for_sign_off_and_the_worker_to_what_does_not(
    plan_of, manager, case
):
    AssessmentFactory(case=case, completed=True)

    read = plan_of(case, manager)
    assert "Read and sign off" in read.words
    assert "The first assessment is due" not in read.words
    assert "Read and sign off" not in plan_of(case, case.worker).words

    AssessmentFactory(case=case, kind="REVIEW")
    assert "Go on with the assessment" in plan_of(case, case.worker).words
    assert "Start an assessment" not in plan_of(case, case.worker).words


def test_goals_say_what_has_become_of_them_and_when_to_look_back(plan_of, manager, case):
    done = GoalFactory(case=case, ended_on=date(2016, 3, 10))
    GoalOutcomeFactory(goal=done, outcome="ACHIEVED", is_final=True)
    aside = GoalFactory(case=case, place=2, ended_on=date(2016, 3, 10))
    GoalOutcomeFactory(goal=aside, outcome="NOT", is_final=True)
    GoalFactory(case=case, place=3, review_on=date(2016, 7, 14))

    words = plan_of(case, manager).words

    assert "To be looked back on by 14 July 2016. Overdue" in words
    for told in ("Achieved", "Set aside", "Nobody has said yet"):
        assert told in words


def test_nothing_is_offered_on_a_closed_case_but_putting_right(plan_of, manager, facts):
    closed = CaseFactory(post=PostFactory(code="CJW"), closed=True)
    StageRatingFactory(case=closed)

    words = plan_of(closed, manager).words

    assert "Start an assessment" not in words
    assert "Agree a goal" not in words
    assert "is due by" not in words
    assert "Put right" in words
