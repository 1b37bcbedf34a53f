"""Looking back on the plan: what has changed, and what has become of each goal."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import GoalOutcome, PlanReview
from pilot.permissions import Role
from tests.factories import CaseFactory, GoalFactory, PostFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    case = CaseFactory(worker=worker, post=PostFactory(code="CJW"))
    GoalFactory(case=case, words="Leave before I shout.")
    GoalFactory(case=case, place=2, words="No drink on a <Friday> {{ x }}.")
    return case


def review(case):
    return reverse("cases:case_plan_review", args=[case.reference])


def looked_back(**changes):
    said = {"outcome_1": "ACHIEVED", "evidence_1": "By his diary.", "changed": "Calmer."}
    days = typed("on", date(2016, 7, 1)) | typed("next_on", date(2016, 8, 12))
    return {**said, "outcome_2": "", "evidence_2": "", **days, **changes}


def test_each_goal_is_asked_about_in_its_own_words(client, case):
    page = Page(client.get(review(case)))
    assert "What has become of “No drink on a <Friday> {{ x }}.”?" in page.words
    assert page.answer("outcome_1") == "", "not looked at, unless somebody says so"

    response = client.post(review(case), looked_back())

    assert leads_to(response) == reverse("cases:case_plan", args=[case.reference])
    assert PlanReview.objects.get().next_on == date(2016, 8, 12)
    assert GoalOutcome.objects.get().goal.words == "Leave before I shout."
    page = Page(client.get(reverse("cases:case_plan", args=[case.reference])))
    assert "Achieved By his diary. (1 Jul 2016)" in page.words
    assert "To be looked back on by 12 August 2016." in page.words


def test_an_outcome_needs_what_shows_it(client, case):
    sent = looked_back(
        outcome_2="SET_ASIDE", changed="", **typed("next_on", date(2016, 6, 1))
    )

    page = Page(client.post(review(case), sent))

    assert page.errors == {
        "changed": "Enter what has changed, or that nothing has",
        "evidence_2": "Enter what shows it",
        "next_on": "The date of the next review must be after 1 July 2016",
    }
    assert lost(page, sent) == {}
    assert not PlanReview.objects.exists()


def test_a_goal_cannot_have_been_reached_before_it_was_agreed(client, case):
    GoalFactory(case=case, place=3, agreed_on=date(2016, 7, 1), words="Sleep.")
    sent = looked_back(outcome_3="ACHIEVED", evidence_3="Rested.")
    sent |= typed("on", date(2016, 6, 30))

    page = Page(client.post(review(case), sent))

    assert "A goal was agreed on 1 July 2016" in page.errors["on"]
    assert lost(page, sent) == {}
    assert not PlanReview.objects.exists()
    undated = Page(
        client.post(review(case), sent | {"on_day": "", "on_month": "", "on_year": ""})
    )
    assert undated.errors["on"] == "Enter the date"
