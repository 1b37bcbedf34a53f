"""His side reads cleared, or not; this side keeps why."""

import pytest
from django.urls import reverse

from tests.factories import CaseFactory
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def test_a_case_with_nobody_on_record_is_cleared_for_a_reason_and_taken_back(
    manager, client_of
):
    client = client_of(manager)
    case = CaseFactory()
    address = reverse("partners:partner_sides_clear", args=[case.reference])

    asked = Page(client.post(address, {"ground": "NOBODY"}))
    assert asked.errors == {"reason": "Enter what you know"}
    assert "ground" in Page(client.post(address, {"ground": "CONTACT"})).errors
    client.post(address, {"ground": "NOBODY", "reason": "Lives alone"})
    case.bridge.refresh_from_db()
    assert case.bridge.is_cleared

    assert "Take the clearance back" in Page(client.get(address)).heading
    client.post(address, {"reason": "A new partner"})
    case.bridge.refresh_from_db()
    assert not case.bridge.is_cleared


def test_somebody_untried_is_warned_of_before_anybody_types(
    supporter, client_of, partner_case
):
    case = partner_case.links.get().case
    address = reverse("partners:partner_sides_clear", args=[case.reference])
    client = client_of(supporter)

    assert "has not been tried yet" in Page(client.get(address)).words
    assert client.post(address, {"ground": "CONTACT"}).status_code == 409
