"""The list of variations: a council's own, and all of them for the provider."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import BoroughFactory, VariationFactory
from tests.pages import Page

PAGE = reverse("pilot:contract_variation_list")


def test_an_officer_sees_the_own_council_s_and_the_manager_proposes(person, client_of):
    VariationFactory(borough=BoroughFactory(code="WCC"), number=1, what="More days")
    VariationFactory(borough=BoroughFactory(code="LBHF"), number=1, what="Fewer days")

    officer = Page(client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(PAGE)).words
    manager = Page(client_of(person(Role.SERVICE_MANAGER)).get(PAGE)).words

    assert "Variation 1 of Westminster More days 4 April 2016 Proposed" in officer
    assert "Fewer days" not in officer
    assert "Propose a variation" not in officer
    assert "Fewer days" in manager
    assert "Propose a variation" in manager


def test_an_agreement_that_was_never_varied_says_so(person, client_of):
    page = Page(client_of(person(Role.APPROVER)).get(PAGE))
    assert "No agreement has been varied" in page.words
