"""An entry on the wrong person stays readable, and counts nowhere."""

from django.urls import reverse

from tests.factories import ContactDetailFactory, SupportOfferFactory


def test_it_is_taken_out_for_a_reason_and_once(client_of, supporter, partner_case):
    offer = SupportOfferFactory(partner_case=partner_case)
    address = reverse("partners:partner_entry_withdraw", args=[offer.reference, "offer"])
    client = client_of(supporter)

    asked, unanswered = client.get(address), client.post(address)
    response = client.post(address, {"because": "Somebody else’s"}, follow=True)

    offer.refresh_from_db()
    assert "Independent domestic violence advocate" in asked.text
    assert "Enter why it should not be here" in unanswered.text
    assert offer.is_withdrawn
    assert "is taken out" in response.text
    assert "No longer stands" in response.text
    assert client.get(address).status_code == 409


def test_a_number_is_not_shown_to_who_takes_it_out(client_of, supporter, partner_case):
    detail = ContactDetailFactory(partner_case=partner_case)
    address = reverse("partners:partner_entry_withdraw", args=[detail.reference, "detail"])

    assert detail.value not in client_of(supporter).get(address).text
