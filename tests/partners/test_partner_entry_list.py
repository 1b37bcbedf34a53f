"""Every entry of one kind, what stands no longer struck through."""

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from tests.factories import ContactDetailFactory, SupportOfferFactory


def test_all_of_a_kind_are_listed_and_looking_is_remembered(
    client_of, supporter, partner_case
):
    SupportOfferFactory(partner_case=partner_case)
    gone = {"is_replaced": True, "withdrawal_reason": "Another’s"}
    SupportOfferFactory(partner_case=partner_case, kind="REFUGE", **gone)
    address = reverse("partners:partner_entry_list", args=[partner_case.reference, "offer"])

    page = client_of(supporter).get(address).text

    assert "Taken out: Another’s" in page
    assert "Waiting for an answer" in page
    assert AuditEvent.objects.get(action="read entries of").detail["kind"] == "offer"


@pytest.mark.parametrize(
    "kind", ["plan", "contact", "answer", "safety", "dash", "grid", "outcome", "link"]
)
def test_each_kind_has_its_list_and_another_word_none(
    client_of, supporter, partner_case, kind
):
    client = client_of(supporter)
    address = "partners:partner_entry_list"

    assert (
        client.get(reverse(address, args=[partner_case.reference, kind])).status_code == 200
    )
    assert (
        client.get(reverse(address, args=[partner_case.reference, "session"])).status_code
        == 404
    )


def test_addresses_stay_hidden_in_their_list_too(client_of, supporter, unlocked):
    detail = ContactDetailFactory(partner_case=unlocked)
    address = reverse("partners:partner_entry_list", args=[unlocked.reference, "detail"])

    assert detail.value not in client_of(supporter).get(address).text
