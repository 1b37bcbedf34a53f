"""The manager approves contact, or accepts that the work waits."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import ContactSafetyCheck
from tests.factories import SafetyCheckFactory
from tests.pages import Page


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.SERVICE_MANAGER))


def approve(check):
    args = [check.referral.reference, check.pk]
    return reverse("referrals:safety_check_approve", args=args)


@pytest.mark.parametrize(
    ("result", "does", "then"),
    [
        ("SAFE", "Approve contact", "it is safe to contact them"),
        ("HOLD", "Accept and hold", "the manager has decided to accept and wait"),
    ],
)
def test_the_button_is_the_answer(client, result, does, then):
    check = SafetyCheckFactory(result=result, approved_by=None, on=date(2016, 7, 14))
    detail = Page(client.get(check.referral.get_absolute_url()))
    assert any(words.startswith(does) for words, _ in detail.links)
    assert does in Page(client.get(approve(check))).heading

    page = Page(client.post(approve(check), follow=True))

    assert "The answer is approved" in page.done
    assert then in page.words
    assert ContactSafetyCheck.objects.get().approved_by is not None


def test_nothing_is_approved_that_needs_none_or_no_longer_stands(client):
    for fields in (
        {"result": "NOT_SAFE", "approved_by": None},
        {},
        {"is_replaced": True, "approved_by": None},
    ):
        assert client.get(approve(SafetyCheckFactory(**fields))).status_code == 409
