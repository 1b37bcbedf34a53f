"""Taking a referral on, by a button of its page."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import PostFactory, ReferralFactory
from tests.pages import Page, leads_to


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER, first_name="Cara", last_name="Juniper")


def screen(referral):
    return reverse("referrals:referral_screen", args=[referral.reference])


def test_the_button_takes_it_on_and_the_page_says_by_whom(client_of, person, worker):
    waiting = ReferralFactory(post=PostFactory(code="CJW"))
    client = client_of(worker)
    before = Page(client.get(waiting.get_absolute_url()))
    assert "You take it on: your name stands beside it" in before.words

    done = client.post(screen(waiting), follow=True)

    page = Page(done)
    assert f"You are screening referral {waiting.reference}" in page.done
    assert "Cara Juniper is screening it, since 15 July 2016." in page.words
    assert Referral.objects.get().screening_by == worker
    assert leads_to(client.post(screen(waiting))) == waiting.get_absolute_url()
    colleague = client_of(person(Role.CRIMINAL_JUSTICE_WORKER))
    words = Page(colleague.get(waiting.get_absolute_url())).words
    assert "Take over the screening" in words
    assert "Take over the screening" not in page.words


def test_a_decided_one_is_not_taken_on(client_of, worker):
    declined = ReferralFactory(
        post=PostFactory(code="CJW"), declined=True, screening_by=worker
    )

    assert client_of(worker).post(screen(declined)).status_code == 409
