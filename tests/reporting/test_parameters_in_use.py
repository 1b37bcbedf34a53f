"""A changed parameter moves the clocks, the rules and the words that rest on it."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.actions.confidence import not_taken
from referrals.eligibility import post_for
from referrals.models import AnswerPoint, Referral
from tests.factories import ParameterChangeFactory, ReferralFactory, TrainingEventFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db


def changed(code, was, value):
    ParameterChangeFactory(code=code, was=was, value=value)


def test_decisions_on_referrals_p_06(person, client_of):
    referral = ReferralFactory(received_on=date(2016, 7, 11), borough__code="WCC")
    assert referral.decide_by == date(2016, 7, 18)
    assert not Referral.objects.overdue().exists()

    changed("P-06", "5", "2")

    assert referral.decide_by == date(2016, 7, 13)
    assert list(Referral.objects.overdue()) == [referral]
    page = client_of(person(Role.SERVICE_MANAGER)).get(
        reverse("reporting:question_waiting")
    )
    words = Page(page).words
    assert "A decision is due within 2 working days" in words
    assert "3 to 4 working days" in words


def test_when_answers_about_a_training_are_taken_p_13():
    event = TrainingEventFactory(on=date(2016, 3, 1))
    changed("P-13", "14, 60, 120", "7, 30, 45")

    assert event.window(AnswerPoint.AFTER).last == date(2016, 3, 8)
    again = event.window(AnswerPoint.FOLLOW_UP)
    assert (again.start, again.last) == (date(2016, 3, 31), date(2016, 4, 15))
    assert "in the 7 days from it, and 30 days to 45 days after it" in not_taken()


def test_who_goes_to_the_specialist_p_17():
    born_on = date(1999, 1, 1)
    assert post_for("CJW", born_on) == "YPS"
    assert post_for("YPS", born_on) == "YPS"


def test_the_question_about_earlier_offences_p_21(person, client_of):
    changed("P-21", "24", "36")

    page = client_of(person(Role.SERVICE_MANAGER)).get(reverse("referrals:referral_record"))

    assert "domestic abuse in the last 36 months?" in Page(page).words
