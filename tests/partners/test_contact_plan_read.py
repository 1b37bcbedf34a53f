"""A button: "I have read this plan". It unlocks contact for that person and that day."""

from datetime import date

from django.urls import reverse

from cases.partners.actions import has_read_plan, plan_of
from tests.factories import SafeContactPlanFactory


def test_reading_it_unlocks_contact_for_who_read_it(
    client_of, supporter, manager, partner_case
):
    address = reverse("partners:contact_plan_read", args=[plan_of(partner_case).reference])

    response = client_of(supporter).post(address, follow=True)

    assert "you can make contact today" in response.text
    assert has_read_plan(partner_case, supporter)
    assert not has_read_plan(partner_case, manager)


def test_an_older_plan_is_read_no_more(client_of, supporter, partner_case):
    old = plan_of(partner_case)
    SafeContactPlanFactory(partner_case=partner_case, on=date(2016, 6, 1))
    address = reverse("partners:contact_plan_read", args=[old.reference])

    page = client_of(supporter).post(address)

    assert page.status_code == 409
    assert "newer safe-contact plan" in page.text
