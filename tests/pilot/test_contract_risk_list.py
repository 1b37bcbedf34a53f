"""The register of risks: the one to be looked at next first."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import BoroughFactory, ContractRiskFactory, RiskScoreFactory
from tests.pages import Page

PAGE = reverse("pilot:contract_risk_list")


def test_members_see_scores_and_trends_and_officers_their_own_and_what_is_shared(
    person, client_of
):
    late = {"what": "A post falls empty", "review_on": date(2016, 7, 1)}
    risk = ContractRiskFactory(borough=BoroughFactory(code="WCC"), **late)
    RiskScoreFactory(risk=risk, on=date(2016, 1, 12), likelihood=1)
    RiskScoreFactory(risk=risk)
    ContractRiskFactory(borough=BoroughFactory(code="LBHF"), what="Their rooms are let")

    member = Page(client_of(person(Role.CONTRACT_GROUP_MEMBER)).get(PAGE)).words
    officer = Page(client_of(person(Role.AUTHORISED_OFFICER, "LBHF")).get(PAGE)).words

    said = "A post falls empty Staffing Westminster Medium 12 of 25 Rising Service manager"
    assert f"{said} 1 Jul 2016 Overdue" in member
    assert member.index("A post falls empty") < member.index("Their rooms are let")
    challenge = "The direct award is challenged by judicial review Reputation All three Low"
    for words in (challenge, "Their rooms are let Staffing Hammersmith and Fulham Not"):
        assert words in officer
    assert "A post falls empty" not in officer
    assert "Record a risk" not in officer


def test_what_is_closed_stands_in_a_list_of_its_own(person, client_of):
    ContractRiskFactory(what="It is over", closed_on=date(2016, 5, 1))
    client = client_of(person(Role.SERVICE_MANAGER))

    assert "It is over" not in Page(client.get(PAGE)).words
    assert "Closed 1 May 2016" in Page(client.get(f"{PAGE}?tab=closed")).words
