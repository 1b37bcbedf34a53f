"""Keeping what somebody answered about contact (V-12)."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import ContactSafetyCheck
from tests.factories import PostFactory, ReferralFactory
from tests.pages import Page, lost, typed


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.CRIMINAL_JUSTICE_WORKER))


@pytest.fixture
def unaware(facts):
    return ReferralFactory(
        post=PostFactory(code="CJW"), received_on=date(2016, 7, 4), awareness="NO"
    )


def record(referral):
    return reverse("referrals:safety_check_record", args=[referral.reference])


def answered(**changes):
    return {
        "asked": "POLICE",
        **typed("on", date(2016, 7, 14)),
        "result": "SAFE",
        **typed("valid_to", date(2016, 8, 11)),
        "conditions": "By letter first.",
        "once": uuid.uuid4().hex,
    } | changes


def test_the_form_starts_with_today_and_four_weeks_and_offers_everybody_the_same(
    client, unaware
):
    page = Page(client.get(record(unaware)))

    assert (page.answer("on_day"), page.answer("on_month")) == ("15", "7")
    assert (page.answer("valid_to_day"), page.answer("valid_to_month")) == ("12", "8")
    for asked in ContactSafetyCheck.Asked.labels:
        assert asked in page.words


def test_a_safe_waits_for_the_manager_and_the_page_says_so(client, unaware):
    before = Page(client.get(unaware.get_absolute_url())).words
    assert "No Today, nobody has asked whether it is safe to contact them." in before

    page = Page(client.post(record(unaware), answered(), follow=True))

    assert "The answer is saved, and waits for the service manager" in page.done
    assert "the manager has not approved the answer yet" in page.words
    assert "Waits for the manager" in page.words
    assert "Approve contact, answer" not in page.words, "the manager's link"
    check = ContactSafetyCheck.objects.get()
    assert (check.valid_to, check.conditions) == (date(2016, 8, 11), "By letter first.")


def test_hold_needs_no_last_day_and_the_managers_own_entry_waits_for_nobody(
    person, client_of, unaware
):
    manager = client_of(person(Role.SERVICE_MANAGER))

    page = Page(manager.post(record(unaware), answered(result="HOLD"), follow=True))

    check = ContactSafetyCheck.objects.get()
    assert (check.valid_to, bool(check.approved_at)) == (None, True)
    assert page.done.endswith("The answer is saved")
    assert "the manager has decided to accept and wait" in page.words


def test_what_is_missing_or_wrong_is_told_and_nothing_is_lost(client, unaware):
    assert Page(client.post(record(unaware), {})).errors == {
        "asked": "Select who you asked",
        "on": "Enter the date they answered",
        "result": "Select what they answered",
    }
    sent = answered(**typed("valid_to", date(2016, 7, 1)))
    del sent["once"]
    page = Page(client.post(record(unaware), sent))
    assert page.errors["valid_to"] == "The last day must be on or after their answer"
    assert lost(page, sent) == {}
    without = {**answered(), **dict.fromkeys(typed("valid_to", date.max), "")}
    page = Page(client.post(record(unaware), without))
    assert page.errors["valid_to"] == "Enter the last day on which it is"


def test_of_one_that_came_to_nothing_nobody_is_asked(person, client_of, facts):
    declined = ReferralFactory(declined=True, awareness="NO")
    manager = client_of(person(Role.SERVICE_MANAGER))

    assert manager.get(record(declined)).status_code == 409
    words = Page(manager.get(declined.get_absolute_url())).words
    assert "Record a contact-safety check" not in words


def test_whoever_knows_is_contacted_without_asking(client, facts):
    aware = ReferralFactory(post=PostFactory(code="CJW"))

    words = Page(client.get(aware.get_absolute_url())).words

    assert "Yes Today, they know of the referral." in words
    assert "Record a contact-safety check" not in words
