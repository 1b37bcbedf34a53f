"""Agreeing a goal: in their own words, at most three, with a day to look back."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Goal
from pilot.permissions import Role
from tests.factories import CaseFactory, GoalFactory, PostFactory
from tests.pages import Page, leads_to, typed


@pytest.fixture
def worker(person):
    return person(Role.YOUNG_PERPETRATOR_SPECIALIST)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="YPS"))


def agree(case):
    return reverse("cases:case_goal_agree", args=[case.reference])


def plan_of(case):
    return reverse("cases:case_plan", args=[case.reference])


def goal(review_on=date(2016, 8, 1), **changes):
    days = typed("agreed_on", date(2016, 7, 1)) | typed("review_on", review_on)
    return {
        "words": "Stop checking every message.",
        "steps": "Leave mine out",
        **days,
        **changes,
    }


def test_a_goal_stands_in_their_words_and_the_fourth_is_refused(client, case):
    assert leads_to(client.post(agree(case), goal())) == reverse(
        "cases:case_plan", args=[case.reference]
    )
    page = Page(client.get(plan_of(case)))
    assert "“Stop checking every message.”" in page.words
    assert "Nobody has said yet" in page.words, "a missing outcome is visible"
    assert "To be looked back on by 1 August 2016." in page.words

    for place in (2, 3):
        GoalFactory(case=case, place=place)
    assert "Agree a goal" not in Page(client.get(plan_of(case))).words
    refused = Page(client.post(agree(case), goal(words="A fourth")))
    assert "The plan has three goals already" in refused.errors["words"]
    assert refused.answer("words") == "A fourth"
    assert Goal.objects.count() == 3


def test_the_day_to_look_back_lies_ahead_and_within_half_a_year(client, case):
    for review_on, told in (
        (date(2016, 7, 1), "must be after 1 July 2016"),
        (date(2017, 2, 1), "must be within half a year"),
    ):
        page = Page(client.post(agree(case), goal(review_on, words="")))
        assert told in page.errors["review_on"]
        assert page.errors["words"] == "Enter what they want to change"
