"""Whose case it is about, and who supported them."""

from django.urls import reverse

from tests.factories import PartnerAllocationFactory


def test_links_and_workers_are_shown_and_the_manager_ends_a_cover(
    client_of, supporter, manager, partner_case
):
    cover = PartnerAllocationFactory(partner_case=partner_case, cover=True)
    address = reverse("partners:partner_case_history", args=[partner_case.reference])

    own = client_of(supporter).get(address).text
    managed = client_of(manager).get(address).text

    assert partner_case.links.get().case.reference in own
    assert "Ex-partner of" in own
    assert f"/covers/{cover.reference}/end/" not in own
    assert f"/covers/{cover.reference}/end/" in managed
    assert "Give it to somebody else" in managed
