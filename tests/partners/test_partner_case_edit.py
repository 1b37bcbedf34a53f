"""Who provides the support, and whether they are to be contacted."""

from django.urls import reverse

from cases.partners.models import PartnerCase


def sent(**more):
    return {"delivered_by": "ANGELOU", "scope": "YES", "version": 1, **more}


def test_it_is_set_out(client_of, supporter, partner_case):
    address = reverse("partners:partner_case_edit", args=[partner_case.reference])

    response = client_of(supporter).post(address, sent(), follow=True)

    partner_case.refresh_from_db()
    assert partner_case.get_delivered_by_display() == "The Angelou Partnership"
    assert "is saved" in response.text


def test_out_of_scope_needs_its_coded_reason(client_of, supporter, partner_case):
    address = reverse("partners:partner_case_edit", args=[partner_case.reference])

    page = client_of(supporter).post(address, sent(scope="NO"))

    assert "Select why they are not to be contacted" in page.text


def test_two_at_once_lose_nothing(client_of, supporter, partner_case):
    address = reverse("partners:partner_case_edit", args=[partner_case.reference])
    PartnerCase.objects.update(version=2, delivered_by="OTHER")

    page = client_of(supporter).post(address, sent())

    assert page.status_code == 409
    assert "Another service" in page.text
    assert "The Angelou Partnership" in page.text
