"""Recording an incident: from whom it is known, and on to another look at risk."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Incident
from pilot.permissions import Role
from tests.factories import CaseFactory, PostFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def test_an_incident_asks_for_a_risk_review(client):
    case = CaseFactory(post=PostFactory(code="CJW"))
    sent = {"what": "Threats in the street.", "kind": "THREATS", "action": ""}
    sent |= {"relationship": "EX_PARTNER", "source": "POLICE", "police_reported": "NO"}
    sent |= typed("known_on", date(2016, 7, 15))
    record = reverse("cases:case_incident_record", args=[case.reference])
    page = Page(client.get(record))
    assert page.answers["known_on_day"] == ["15"]
    assert "PARTNER" not in page.answers.get("source", [])

    response = client.post(record, sent)

    assert leads_to(response) == reverse("cases:case_risk_rate", args=[case.reference])
    assert Incident.objects.get().police_reported == "NO"
    page = Page(client.get(response.url))
    assert "Now look at risk again" in page.done
    assert page.answer("trigger") == "INCIDENT"

    wrong = sent | {"source": "PARTNER", "what": ""}
    page = Page(client.post(record, wrong))
    assert set(page.errors) == {"source", "what"}
    del wrong["source"]
    assert lost(page, wrong) == {}
