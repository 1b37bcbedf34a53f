"""Proposing to a council that its agreement is varied."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from pilot.models import Variation
from pilot.permissions import Role
from tests.pages import Page, typed

PAGE = reverse("pilot:contract_variation_propose")
TOLD = {"borough": "WCC", "what": "A day less", "reasons": "Fewer come"}
MAY = typed("starts_on", date(2016, 5, 1))


def test_days_of_a_post_or_money_are_asked_for_by_what_is_to_change(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    missing = Page(client.post(PAGE, {**TOLD, **MAY, "kind": "DAYS"}))
    assert set(missing.errors) == {"post", "days_per_week"}
    assert set(Page(client.post(PAGE, {**TOLD, **MAY, "kind": "AWARD"})).errors) == {
        "amount"
    }

    days = {"kind": "DAYS", "post": "CJW", "days_per_week": "1", "amount": "9"}
    done = Page(client.post(PAGE, {**TOLD, **MAY, **days}, follow=True))

    assert "Variation 1 of Westminster waits for the council" in done.done
    variation = Variation.objects.get()
    assert (variation.post_id, variation.days_per_week) == ("CJW", 1)
    assert variation.amount is None


def test_a_day_outside_the_agreement_is_refused_in_words(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    late = typed("starts_on", date(2016, 10, 1))
    sent = {**TOLD, **late, "kind": "AWARD", "amount": Decimal("100")}

    page = Page(client.post(PAGE, sent))

    assert "holds from a day inside the agreement" in page.words
    assert not Variation.objects.exists()
