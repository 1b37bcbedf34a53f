"""Support ends for a reason of its own."""

from datetime import date

from django.urls import reverse

from cases.partners.models import PartnerCase
from tests.pages import typed


def sent(**more):
    told = {"reason": "COMPLETED", "note": "It is done."}
    return {**told, **typed("closed_on", date(2016, 6, 1)), **more}


def test_it_closes_and_nothing_on_it_changes_any_more(client_of, supporter, partner_case):
    address = reverse("partners:partner_case_close", args=[partner_case.reference])
    client = client_of(supporter)

    response = client.post(address, sent(), follow=True)

    partner_case.refresh_from_db()
    assert partner_case.status == PartnerCase.Status.CLOSED
    assert "is closed" in response.text
    assert client.get(address).status_code == 409


def test_a_reason_that_is_not_true_is_refused_in_words(client_of, supporter, partner_case):
    address = reverse("partners:partner_case_close", args=[partner_case.reference])

    page = client_of(supporter).post(address, sent(reason="NOT_REACHED"))

    assert page.status_code == 409
    assert "Nobody has tried to reach them" in page.text


def test_it_closes_not_before_it_opened(client_of, supporter, partner_case):
    address = reverse("partners:partner_case_close", args=[partner_case.reference])

    page = client_of(supporter).post(address, sent(**typed("closed_on", date(2016, 1, 2))))

    assert "on or after the day the partner case opened" in page.text
