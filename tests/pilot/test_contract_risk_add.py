"""Recording a risk with its first score."""

from datetime import date

from django.urls import reverse

from pilot.models import ContractRisk
from pilot.permissions import Role
from tests.pages import Page, typed

PAGE = reverse("pilot:contract_risk_add")
TOLD = {
    "borough": "ALL",
    "kind": "DATA",
    "what": "A laptop is lost",
    "mitigation": "It is encrypted",
    "owner": "Service manager",
    "likelihood": "2",
    "impact": "4",
    "note": "Few laptops",
    **typed("review_on", date(2016, 9, 1)),
}


def test_a_risk_stands_with_its_score(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    past = {**TOLD, "impact": "6", **typed("review_on", date(2016, 7, 1))}
    assert set(Page(client.post(PAGE, past)).errors) == {"impact", "review_on"}

    done = Page(client.post(PAGE, TOLD, follow=True))

    assert "The risk is recorded" in done.done
    assert "Score Medium 8 of 25" in done.words
    assert ContractRisk.objects.get(what="A laptop is lost").borough is None
