"""How the waiting for information ended."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import Question, Referral
from tests.factories import PostFactory, QuestionFactory, ReferralFactory
from tests.pages import Page, typed


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.CRIMINAL_JUSTICE_WORKER))


@pytest.fixture
def asked(facts):
    return QuestionFactory(
        referral__post=PostFactory(code="CJW"), referral__received_on=date(2016, 7, 4)
    ).referral


def answer(referral):
    return reverse("referrals:referral_answer", args=[referral.reference])


def ended(**changes):
    return {
        "ending": "ANSWERED",
        "answer": "They know.",
        **typed("ended_on", date(2016, 7, 14)),
        "once": uuid.uuid4().hex,
    } | changes


def test_the_answer_lets_the_screening_go_on_and_the_days_begin_again(client, asked):
    shown = Page(client.get(answer(asked)))
    assert "Do they know of the referral?" in shown.words

    page = Page(client.post(answer(asked), ended(), follow=True))

    assert "is to be decided by 21 July 2016" in page.done
    assert "A decision is due by Thursday 21 July." in page.words
    assert "The answer came by" in page.words
    assert Referral.objects.get().status == Referral.Status.SCREENING
    assert Question.objects.get().answer == "They know."


def test_going_on_without_keeps_no_answer(client, asked):
    client.post(answer(asked), ended(ending="WITHOUT"))

    question = Question.objects.get()
    assert (question.ending, question.answer) == ("WITHOUT", "")


def test_what_is_missing_or_wrong_is_told(client, asked):
    assert Page(client.post(answer(asked), {})).errors == {
        "ending": "Select how the waiting ended",
        "ended_on": "Enter the date it ended",
    }
    early = ended(**typed("ended_on", date(2016, 7, 6)))
    page = Page(client.post(answer(asked), early))
    assert "on or after 7 July 2016" in page.errors["ended_on"]
    decided = Page(client.post(answer(asked), ended(ending="DECIDED")))
    assert "ending" in decided.errors


def test_one_that_waits_for_nothing_has_no_such_page(client, facts):
    waiting = ReferralFactory(post=PostFactory(code="CJW"))

    response = client.get(answer(waiting))

    assert response.status_code == 409
    assert "is not waiting for information" in Page(response).words
