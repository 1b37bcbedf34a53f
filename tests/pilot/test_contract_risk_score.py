"""Scoring a risk again."""

from datetime import date

from django.urls import reverse

from pilot.models import ContractRisk
from pilot.permissions import Role
from tests.pages import Page, typed

TOLD = {"likelihood": "3", "impact": "3", "note": "A letter came"}
NEXT = typed("review_on", date(2016, 10, 1))


def test_a_new_score_stands_beside_the_old_and_a_stale_page_is_told(person, client_of):
    client, risk = client_of(person(Role.SERVICE_MANAGER)), ContractRisk.objects.get()
    page = reverse("pilot:contract_risk_score", args=[risk.pk])
    assert "Scored 3 of 25 on 1 October 2015" in Page(client.get(page)).words

    done = Page(client.post(page, {**TOLD, **NEXT, "version": 1}, follow=True))
    again = Page(client.post(page, {**TOLD, **NEXT, "note": "Two", "version": 1}))

    assert "The score is saved" in done.done
    assert "Looked at again 1 October 2016" in done.words
    assert "Somebody else has just changed" in again.words
    assert risk.scores.count() == 2
