"""Changing what is known of a risk, or closing it."""

from django.urls import reverse

from pilot.models import ContractRisk
from pilot.permissions import Role
from tests.factories import ContractRiskFactory
from tests.pages import Page

TOLD = {"kind": "DATA", "what": "A laptop is lost", "mitigation": "It is encrypted"}


def test_it_is_changed_and_then_closed_and_a_stale_page_shows_both(person, client_of):
    client, risk = client_of(person(Role.SERVICE_MANAGER)), ContractRiskFactory()
    page = reverse("pilot:contract_risk_change", args=[risk.pk])
    sent = {**TOLD, "owner": "Director", "because": "They moved", "version": 1}

    done = Page(client.post(page, sent, follow=True))
    assert "Who answers for it Director" in done.words
    stale = client.post(page, {**sent, "owner": "Board"})
    assert stale.status_code == 409
    assert "Director" in Page(stale).words

    closing = {**sent, "version": 2, "is_closed": "on", "because": "It is over"}
    assert "it is a risk no longer" in Page(client.post(page, closing, follow=True)).words
    assert ContractRisk.objects.closed().get() == risk
