"""The review: what is below the higher side cannot be chosen."""

from datetime import date

import pytest
from django.urls import reverse

from cases.partners.actions import hold_review
from tests.factories import CaseFactory, RiskUpdateFactory
from tests.pages import Page, typed

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]

SAID = {"present": "All", "rationale": "Both differ.", "decisions": "Go on"}


def test_a_review_offers_only_levels_from_the_higher_side_up(
    supporter, client_of, partner_case
):
    client = client_of(supporter)
    case = partner_case.links.get().case
    RiskUpdateFactory(case=case, level="MEDIUM")
    address = reverse("partners:partner_sides_review", args=[case.reference])
    day = typed("on", date(2016, 7, 1))

    assert "Standard" not in Page(client.get(address)).texts.get("id_level", "")
    refused = Page(client.post(address, {"level": "STANDARD", **SAID, **day}))
    assert "level" in refused.errors
    assert refused.answer("present") == "All"
    too_early = {"level": "HIGH", **SAID, **typed("on", date(2015, 10, 1))}
    assert "on" in Page(client.post(address, too_early)).errors
    kept = client.post(address, {"level": "HIGH", **SAID, **day})

    assert kept.status_code == 302
    case.bridge.refresh_from_db()
    assert case.bridge.team_risk_level == "HIGH"


def test_his_worker_reads_the_level_and_to_speak_to_partner_support(client_of, manager):
    case = CaseFactory()
    told = {"level": "HIGH", "on": date(2016, 7, 1), **SAID}
    hold_review(case, by=manager, **told)

    address = reverse("cases:case_people", args=[case.reference])
    words = Page(client_of(case.worker).get(address)).words

    assert "speak to partner support" in words
    assert "Both differ." not in words
