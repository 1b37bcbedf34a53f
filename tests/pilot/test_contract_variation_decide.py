"""A council decides a variation of its agreement."""

from datetime import date

from django.urls import reverse

from pilot.models import Variation
from pilot.permissions import Role
from tests.factories import BoroughFactory, VariationFactory, at
from tests.pages import Page, typed

TOLD = {"is_approved": "yes", "decided_as": "Authorised officer", "because": "It fits"}


def test_the_officer_approves_it_once(person, client_of):
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    variation = VariationFactory(borough=BoroughFactory(code="WCC"))
    page = reverse("pilot:contract_variation_decide", args=[variation.pk])
    early = {**TOLD, **typed("decided_on", at(date(2016, 3, 1)).date())}
    assert "decided on a day from 14 March 2016" in Page(client.post(page, early)).words
    assert set(Page(client.post(page, {})).errors) == {
        "is_approved", "decided_as", "decided_on", "because",
    }  # fmt: skip

    sent = {**TOLD, **typed("decided_on", date(2016, 7, 14))}
    done = Page(client.post(page, sent, follow=True))

    assert ": approved" in done.done
    assert Variation.objects.get().status == "APPROVED"
    assert client.get(page).status_code == 409
