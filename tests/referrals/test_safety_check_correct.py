"""A wrong answer about contact is put right, and stays readable."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import ContactSafetyCheck
from tests.factories import PostFactory, ReferralFactory, SafetyCheckFactory
from tests.pages import Page, typed


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.CRIMINAL_JUSTICE_WORKER))


def correct(check):
    args = [check.referral.reference, check.pk]
    return reverse("referrals:safety_check_correct", args=args)


def test_the_right_answer_counts_and_the_wrong_one_stays_readable(client, facts):
    referral = ReferralFactory(post=PostFactory(code="CJW"), awareness="NO")
    wrong = SafetyCheckFactory(referral=referral, conditions="By phone.")
    form = Page(client.get(correct(wrong)))
    assert (form.answer("result"), form.answer("conditions")) == ("SAFE", "By phone.")
    sent = {
        "asked": "POLICE",
        **typed("on", date(2016, 1, 11)),
        "result": "NOT_SAFE",
        "because": "I pressed the wrong button",
    }

    page = Page(client.post(correct(wrong), sent, follow=True))

    assert "Today, it is not safe to contact them." in page.words
    assert "Put right since" in page.words
    wrong.refresh_from_db()
    assert (wrong.is_replaced, wrong.result) == (True, "SAFE")
    right = ContactSafetyCheck.objects.standing().get()
    assert (right.result, right.valid_to) == ("NOT_SAFE", None)
    assert client.get(correct(wrong)).status_code == 409
    without = Page(client.post(correct(right), sent | {"because": ""}))
    assert without.errors == {"because": "Enter what was wrong with the entry"}
