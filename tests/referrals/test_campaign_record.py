"""Recording what was done for the campaign."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import CampaignActivity
from tests.pages import Page, leads_to, lost, typed

RECORD = reverse("referrals:campaign_record")
POSTERS = {
    "title": "Posters in surgeries",
    "channel": "POSTER",
    "boroughs": ["LBHF", "RBKC"],
    "audience": "Men who see a GP",
    **typed("starts_on", date(2016, 2, 1)),
}


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.FAMILY_SUPPORT_WORKER))


def test_an_activity_is_recorded_with_or_without_numbers(client):
    page = Page(client.get(RECORD))
    assert page.answers["boroughs"] == ["LBHF", "RBKC", "WCC"]
    numbers = {"reach": "1200", "measure": "SEEN", "cost": "85.50", "contacts": "0"}

    client.post(RECORD, POSTERS)
    more = {**POSTERS, **numbers, **typed("ends_on", date(2016, 3, 31))}
    response = client.post(RECORD, more)

    bare, full = CampaignActivity.objects.order_by("pk")
    assert leads_to(response) == full.get_absolute_url()
    assert (bare.ends_on, bare.reach, bare.cost) == (date(2016, 2, 1), None, None)
    assert (full.reach, full.measure, full.contacts) == (1200, "SEEN", 0)
    assert (full.cost, full.ends_on) == (Decimal("85.50"), date(2016, 3, 31))
    shown = Page(client.get(full.get_absolute_url())).words
    assert "1,200 times seen online" in shown
    assert "£85.50" in shown


def test_each_wrong_answer_is_explained_and_none_is_lost(client):
    assert set(Page(client.post(RECORD, {})).errors) == {
        *("title", "channel", "boroughs", "audience", "starts_on"),
    }
    for changes, field, message in (
        (typed("starts_on", date(2015, 9, 1)), "starts_on", "must be inside the pilot"),
        (typed("ends_on", date(2016, 1, 31)), "ends_on", "on or after its start"),
        ({"reach": "40"}, "measure", "Select what the number counts"),
        ({"measure": "SEEN"}, "reach", "Enter how many, or take away"),
        ({"reach": "many", "measure": "SEEN"}, "reach", "Enter how many as a number"),
        ({"cost": "cheap"}, "cost", "Enter the cost in pounds"),
        ({"cost": "1.999"}, "cost", "2 decimals or fewer"),
        ({"contacts": "-1"}, "contacts", "must be 0 or more"),
        ({"reach": "9" * 20, "measure": "SEEN"}, "reach", "must be 2147483647 or less"),
    ):
        sent = POSTERS | changes
        page = Page(client.post(RECORD, sent))
        assert message in page.errors[field], (changes, page.errors)
        assert lost(page, {"title": sent["title"], "audience": sent["audience"]}) == {}
    assert not CampaignActivity.objects.exists()
