"""A council's agreement with everything on record about it."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ApprovalFactory, MembershipFactory, VariationFactory
from tests.pages import Page


def page_of(code):
    return reverse("pilot:contract_agreement", args=[code])


def test_an_officer_reads_everything_of_their_own_council(person, client_of, facts):
    officer = person(Role.AUTHORISED_OFFICER, "LBHF")
    former = {"ended": True, "role": Role.AUTHORISED_OFFICER, "borough__code": "LBHF"}
    MembershipFactory(**former)
    ApprovalFactory(borough__code="LBHF", approver="Head of Safety")
    ApprovalFactory(borough__code="WCC", approver="Somebody elsewhere")
    VariationFactory(borough=facts.boroughs["LBHF"], number=1)

    page = Page(client_of(officer).get(page_of("LBHF")))

    for words in (
        "State Draft",
        "Underspend of the 2014/15 London Crime Prevention Fund",
        "Shared Services VAWG Strategic Partnership",
        "No upload of the bid to CapitalEsourcing is on record yet",
        f"{officer} 1 October 2015 Now",
        "1 October 2015 30 June 2016",
        "Variation 1: Half a day more of the Criminal Justice Worker Proposed",
        "The contract is awarded: Cabinet Member, on the advice of the Client Director",
        "Contract standing orders are waived: Head of Procurement (interim) (for all",
        "Head of Safety",
        "Domestic abuse perpetrator pilot, Hammersmith and Fulham",
    ):
        assert words in page.words, words
    assert "Somebody elsewhere" not in page.words
    assert "Complete the agreement" not in page.words


def test_where_nobody_is_appointed_the_page_says_so(person, client_of, facts):
    facts.agreements["WCC"].e_sourcing_uploaded_on = date(2015, 8, 3)
    facts.agreements["WCC"].save()

    page = Page(client_of(person(Role.SERVICE_MANAGER)).get(page_of("WCC")))

    assert "Nobody is appointed" in page.words
    assert "The agreement has not been varied" in page.words
    assert "No upload" not in page.words
    assert "Complete the agreement" in page.words
