"""Holding a referral back from erasure, and letting it go again."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import ReferralFactory
from tests.pages import Page


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.SERVICE_MANAGER))


def hold(referral):
    return reverse("referrals:referral_hold", args=[referral.reference])


def test_the_manager_holds_it_back_and_lets_it_go(client):
    declined = ReferralFactory(declined=True)
    held = Page(
        client.post(hold(declined), {"reason": "An inquiry", "version": 1}, follow=True)
    )
    assert "is held back" in held.done
    assert "Held back from erasure An inquiry" in held.words
    assert "because: An inquiry" in Page(client.get(hold(declined))).words

    page = Page(
        client.post(hold(declined), {"reason": "It ended", "version": 2}, follow=True)
    )

    assert "is let go" in page.done
    assert not Referral.objects.get().is_held


def test_a_reason_is_asked_and_of_two_managers_the_second_is_told(client):
    declined = ReferralFactory(declined=True)

    empty = Page(client.post(hold(declined), {"reason": "", "version": 1}))
    assert empty.errors == {"reason": "Enter why"}
    sent = {"reason": "An inquiry", "version": 7}
    assert client.post(hold(declined), sent).status_code == 409
