"""Risks are scored, the scores show a trend, and no score is ever changed."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from pilot import actions
from pilot.models import ContractRisk, RiskScore
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import ContractRiskFactory, RiskScoreFactory

NEXT = date(2016, 9, 1)
RISK = {"kind": "DATA", "what": "A laptop is lost", "mitigation": "It is encrypted"}
OWNED = {"owner": "Service manager", "review_on": NEXT}


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def scored(risk, manager, likelihood, impact):
    told = {"likelihood": likelihood, "impact": impact, "note": "Looked at again"}
    actions.score_risk(risk, by=manager, version=risk.version, review_on=NEXT, **told)
    return ContractRisk.objects.with_scores().get(pk=risk.pk)


def test_a_risk_starts_with_a_score_and_later_ones_show_the_trend(manager):
    first = {"likelihood": 2, "impact": 3, "note": "Few laptops"}
    risk = actions.add_risk(by=manager, **RISK, **OWNED, **first)
    risk = ContractRisk.objects.with_scores().get(pk=risk.pk)
    assert (risk.latest.score, risk.latest.level, risk.trend) == (6, "Low", "Scored once")

    risk = scored(risk, manager, 4, 4)
    assert (risk.latest.score, risk.latest.level, risk.trend) == (16, "High", "Rising")
    risk = scored(risk, manager, 2, 4)
    assert (risk.latest.level, risk.trend) == ("Medium", "Falling")
    assert scored(risk, manager, 4, 2).trend == "As before"
    assert risk.scores.count() == 4


def test_of_two_people_who_score_at_once_one_is_told(manager):
    risk = ContractRiskFactory()
    scored(ContractRisk.objects.get(pk=risk.pk), manager, 1, 1)

    with pytest.raises(Overtaken):
        scored(risk, manager, 5, 5)

    assert RiskScore.objects.filter(risk=risk).count() == 1


def test_a_risk_is_changed_and_closed_and_then_scored_no_more(manager):
    risk = ContractRiskFactory(review_on=date(2016, 7, 14))
    assert risk.is_overdue
    told = {"by": manager, "because": "The post is filled"}
    actions.change_risk(risk, version=1, owner="Director", **told)
    assert risk.owner == "Director"

    actions.close_risk(risk, version=2, **told)

    assert (risk.closed_on, risk.is_overdue) == (date(2016, 7, 15), False)
    assert risk in ContractRisk.objects.closed()
    assert risk not in ContractRisk.objects.open()
    with pytest.raises(TransitionRefused, match="closed"):
        scored(risk, manager, 1, 1)
    with pytest.raises(TransitionRefused, match="closed already"):
        actions.close_risk(risk, version=3, **told)


def test_the_database_refuses_to_change_or_delete_a_score(db):
    score = RiskScoreFactory()
    for refused in (
        lambda: RiskScore.objects.filter(pk=score.pk).update(impact=1),
        score.delete,
        lambda: RiskScoreFactory(likelihood=6),
        lambda: RiskScoreFactory(impact=0),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            refused()


@given(likelihood=st.integers(1, 5), impact=st.integers(1, 5))
def test_a_score_is_their_product_and_its_word_never_falls_as_it_rises(likelihood, impact):
    words = ["Low", "Medium", "High"]
    score = RiskScore(likelihood=likelihood, impact=impact)
    higher = RiskScore(likelihood=min(likelihood + 1, 5), impact=impact)

    assert score.score == likelihood * impact
    assert words.index(score.level) <= words.index(higher.level)
    assert (score.level == "High") == (score.score >= 15)
