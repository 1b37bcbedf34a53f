"""The manager lets a referral through where a rule leaves it to them (V-06, P-17)."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AgencyFactory, ReferralFactory
from tests.pages import Page


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def allow(referral):
    return reverse("referrals:referral_allow", args=[referral.reference])


def from_a_clinic(**answers):
    return ReferralFactory(
        post__code="FSW", agency=AgencyFactory(sector="HEALTH"), **answers
    )


def test_the_managers_reason_takes_away_what_stood_in_the_way(client, facts):
    referral = from_a_clinic()
    before = Page(client.get(referral.get_absolute_url()))
    assert ("note why", allow(referral)) in before.links
    assert any(words == "Name who referred them" for words, _ in before.links)

    sent = {"criterion": "REFERRER", "reason": "Agreed with the head of service"}
    page = Page(client.post(allow(referral), sent, follow=True))

    assert "is let through, with your reason" in page.done
    assert "Before it can be accepted" not in page.words
    assert "Agreed with the head of service" in page.words


def test_only_what_stands_in_the_way_is_offered(client, facts):
    two = from_a_clinic(born_on=date(2000, 1, 1))

    source = client.get(allow(two)).content.decode()
    one = Page(client.get(allow(from_a_clinic())))
    none = Page(client.get(allow(ReferralFactory())))

    assert 'value="AGE"' in source
    assert 'value="REFERRER"' in source
    assert one.answer("criterion") == "REFERRER"
    assert "Nothing about this referral is left to you" in none.words


def test_without_a_reason_nothing_is_let_through(client, facts):
    referral = from_a_clinic()

    page = Page(client.post(allow(referral), {"criterion": "REFERRER"}))

    assert page.errors == {"reason": "Enter why"}
    assert not referral.checks.exists()


def test_a_worker_is_told_what_is_missing_without_a_way_past_it(client_of, person):
    worker = client_of(person(Role.FAMILY_SUPPORT_WORKER))
    referral = from_a_clinic()

    page = Page(worker.get(referral.get_absolute_url()))

    assert "No practitioner of Children’s Services" in page.words
    assert allow(referral) not in {address for _, address in page.links}
    assert worker.get(allow(referral)).status_code == 403
