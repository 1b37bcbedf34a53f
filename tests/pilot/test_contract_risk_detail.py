"""One risk with every score it was given."""

from datetime import date

from pilot.models import ContractRisk
from pilot.permissions import Role
from tests.factories import RiskScoreFactory
from tests.pages import Page


def test_scores_stand_latest_first_with_who_gave_them(person, client_of):
    risk = ContractRisk.objects.get()
    score = RiskScoreFactory(risk=risk, note="A letter came", likelihood=5, impact=5)

    member, manager = (
        Page(client_of(person(role)).get(risk.get_absolute_url()))
        for role in (Role.CONTRACT_GROUP_MEMBER, Role.SERVICE_MANAGER)
    )

    now = f"12 April 2016 5 5 High 25 of 25 A letter came {score.scored_by}"
    then = "1 October 2015 1 3 Low 3 of 25 Report 10.2: by judicial review only"
    assert member.words.index(now) < member.words.index(then)
    assert "Trend Rising" in member.words
    assert "Score it today" not in member.words
    assert "Score it today" in manager.words


def test_one_that_is_overdue_or_closed_says_so(person, client_of):
    client, risk = client_of(person(Role.SERVICE_MANAGER)), ContractRisk.objects.get()
    risk.review_on = date(2016, 7, 1)
    risk.save()
    assert (
        "should have been looked at again"
        in Page(client.get(risk.get_absolute_url())).words
    )

    risk.closed_on = date(2016, 7, 2)
    risk.save()
    page = Page(client.get(risk.get_absolute_url())).words
    assert "Closed on 2 July 2016" in page
    assert "Score it today" not in page
