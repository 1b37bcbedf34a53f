"""Both sides of a case, for whoever stands across it and nobody else."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import (
    CaseClearanceFactory,
    CaseFactory,
    IntegratedReviewFactory,
    RiskUpdateFactory,
)
from tests.pages import Page

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def test_both_sides_the_link_the_reviews_and_the_clearance_stand_on_one_page(
    supporter, client_of, partner_case
):
    case = partner_case.links.get().case
    RiskUpdateFactory(case=case, level="HIGH")
    IntegratedReviewFactory(case=case, rationale="The accounts differ.")
    CaseClearanceFactory(case=case)

    address = reverse("partners:partner_sides_detail", args=[case.reference])
    words = Page(client_of(supporter).get(address)).words

    for told in (str(partner_case.person), "The accounts differ.", "Cleared", "Ex-partner"):
        assert told in words
    assert "One side is at a higher level than the team" in words


def test_a_case_with_nobody_on_record_says_what_to_do(manager, client_of):
    case = CaseFactory()
    address = reverse("partners:partner_sides_detail", args=[case.reference])

    words = Page(client_of(manager).get(address)).words

    for told in ("Nobody is on record", "None has been held yet", "Not cleared yet"):
        assert told in words
    assert client_of(case.worker).get(address).status_code == 403


def test_somebody_else_who_supports_people_is_told_that_it_is_not_there(
    person, client_of, partner_case
):
    case = partner_case.links.get().case
    other = person(Role.PARTNER_SUPPORT_WORKER)
    address = reverse("partners:partner_sides_detail", args=[case.reference])

    assert client_of(other).get(address).status_code == 404


def test_a_closed_case_asks_for_nothing_and_offers_nothing_more(manager, client_of):
    case = CaseFactory(borough__code="WCC", closed=True)
    RiskUpdateFactory(case=case, level="HIGH")
    client = client_of(manager)

    page = Page(client.get(reverse("partners:partner_sides_detail", args=[case.reference])))

    assert "His case is closed" in page.words
    assert "hold an integrated review" not in page.words.lower()
    for name in ("partner_sides_review", "partner_sides_clear"):
        address = reverse(f"partners:{name}", args=[case.reference])
        assert address not in [href for _, href in page.links]
        assert client.get(address).status_code == 409
