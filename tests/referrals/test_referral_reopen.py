"""The manager takes a decision back, and both decisions stay readable."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import Referral
from tests.factories import CaseFactory, ReferralFactory
from tests.pages import Page, typed


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.SERVICE_MANAGER, first_name="Maple", last_name="Rowan"))


def reopen(referral):
    return reverse("referrals:referral_reopen", args=[referral.reference])


def test_a_wrong_decision_is_taken_back_and_the_right_one_taken(client):
    declined = ReferralFactory(borough__code="WCC", declined=True)
    asked = Page(client.get(reopen(declined)))
    assert "A new concern about the same person is a new referral" in asked.words

    page = Page(client.post(reopen(declined), {"reason": "Born earlier"}, follow=True))

    assert "is screened again" in page.done
    assert "Maple Rowan is screening it, since 15 July 2016." in page.words
    decline = reverse("referrals:referral_decline", args=[declined.reference])
    right = {"decision": "REJECTED", "reason": "NOT_DA", "note": ""}
    client.post(decline, {**right, **typed("decided_on", date(2016, 7, 15))})
    page = Page(client.get(declined.get_absolute_url()))
    history = page.words[page.words.index("What happened") :]
    for told in ("Reopened", "Born earlier", "Declined: taken back since", "Not domestic"):
        assert told in history
    assert history.index("Not domestic abuse") < history.index("Outside the age range")


def test_only_what_ended_without_a_case_is_reopened_and_for_a_reason(client, facts):
    for referral in (ReferralFactory(), CaseFactory().referral):
        assert client.get(reopen(referral)).status_code == 409
    declined = ReferralFactory(declined=True)

    page = Page(client.post(reopen(declined), {"reason": " "}))

    assert page.errors == {"reason": "Enter what was wrong with the decision"}
    assert Referral.objects.filter(status="REJECTED").count() == 1


def test_a_caseworker_is_not_offered_it(person, client_of, facts):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    declined = ReferralFactory(declined=True, screening_by=worker)

    page = Page(client_of(worker).get(declined.get_absolute_url()))

    assert "Reopen this referral" not in page.words
