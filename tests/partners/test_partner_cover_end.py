"""The manager ends a cover, at once."""

from django.urls import reverse

from tests.factories import PartnerAllocationFactory


def test_a_cover_ends_at_once_and_once(client_of, manager, partner_case):
    cover = PartnerAllocationFactory(partner_case=partner_case, cover=True)
    address = reverse("partners:partner_cover_end", args=[cover.reference])
    client = client_of(manager)

    asked, ended = client.get(address), client.post(address, follow=True)

    cover.refresh_from_db()
    assert "End the cover now" in asked.text
    assert cover.ended_by == manager
    assert "has ended" in ended.text
    assert client.get(address).status_code == 404
