"""Checking the criminal justice process again, dated and with a source (V-05)."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import EligibilityCheckFactory, ReferralFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.CRIMINAL_JUSTICE_WORKER))


def check(referral):
    return reverse("referrals:referral_check", args=[referral.reference])


FOUND = {
    "cj_status": "NFA",
    "source": "POLICE",
    "advice": "",
    **typed("checked_on", date(2016, 7, 15)),
}


def test_a_check_is_recorded_and_the_earlier_one_stays(client):
    referral = EligibilityCheckFactory().referral
    before = Page(client.get(referral.get_absolute_url()))
    assert "more than 10 working days ago" in before.words

    response = client.post(check(referral), FOUND, follow=True)

    page = Page(response)
    assert f"The check of referral {referral.reference} is recorded" in page.done
    assert "Before it can be accepted" not in page.words
    assert referral.checks.count() == 2


def test_it_starts_with_today_and_the_police(client, facts):
    page = Page(client.get(check(ReferralFactory())))

    assert (page.answer("checked_on_day"), page.answer("source")) == ("15", "POLICE")


def test_an_empty_form_says_beside_each_field_what_to_enter(client, facts):
    page = Page(client.post(check(ReferralFactory()), {}))

    assert page.errors == {
        "cj_status": "Select where they stand in the criminal justice process",
        "checked_on": "Enter the date it was checked",
        "source": "Select who says so",
    }


def test_an_open_investigation_asks_for_the_polices_advice_and_loses_nothing(client, facts):
    sent = FOUND | {"cj_status": "INVESTIGATION_OPEN"}

    page = Page(client.post(check(ReferralFactory()), sent))

    assert page.errors == {"advice": "Enter what the police advise"}
    assert lost(page, sent) == {}


def test_a_decided_referral_is_checked_no_longer(client, facts):
    declined = ReferralFactory(declined=True, worker=None)
    assert client.post(check(declined), FOUND).status_code == 404
    withdrawn = ReferralFactory()
    client.post(check(withdrawn), FOUND)
    withdrawn.refresh_from_db()
    assert leads_to(client.post(check(withdrawn), FOUND | {"source": "SELF"}))
