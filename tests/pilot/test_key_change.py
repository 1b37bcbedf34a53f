"""Changing a key from a day on."""

from datetime import date

from django.urls import reverse

from pilot.models import ApportionmentKey
from pilot.permissions import Role
from tests.pages import Page, typed


def test_a_key_is_changed_from_a_day_on(person, client_of):
    client = client_of(person(Role.DATA_AND_FINANCE_OFFICER))
    key = ApportionmentKey.objects.get(code="KEY_FSW")
    address = reverse("pilot:key_change", args=[key.pk])
    assert Page(client.get(address)).answer("parts_RBKC") == "2"
    told = {"source": "The group", **typed("starts_on", date(2016, 5, 1))}
    nothing = dict.fromkeys(("parts_LBHF", "parts_RBKC", "parts_WCC"), "0")

    refused = Page(client.post(address, {**told, **nothing}))
    assert refused.errors == {"parts_LBHF": "Enter the parts of a borough"}
    early = {**told, **typed("starts_on", date(2015, 10, 1))}
    parts = {**nothing, "parts_WCC": "1"}
    assert "after the day" in Page(client.post(address, {**early, **parts})).words

    client.post(address, {**told, **parts})

    assert ApportionmentKey.objects.filter(code="KEY_FSW").count() == 2
    assert client.get(address).status_code == 404, "another one holds now"
