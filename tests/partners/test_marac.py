"""MARAC: when it is to be decided, by when, what was decided and what came of it."""

from datetime import date

import pytest
from django.db import IntegrityError

from cases.models import Bridge
from cases.partners import actions
from cases.partners.marac_rules import Decided, Met, is_before_a_marac, waiting
from cases.partners.models import PartnerCase, marac_waiting, with_marac
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import (
    DashAssessmentFactory,
    MaracDecisionFactory,
    PartnerCaseFactory,
)

pytestmark = pytest.mark.django_db

DAY = date(2016, 3, 1)  # a Tuesday
REFERRAL = {"decision": "REFERRED", "criterion": "SCORE"}
HIGH = frozenset({"SCORE"})


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def clock_of(partner_case):
    [read] = with_marac(PartnerCase.objects.filter(pk=partner_case.pk))
    return marac_waiting(read)


def test_the_clock_runs_two_working_days_and_passes_over_easter():
    assert Met(DAY).decide_by == date(2016, 3, 3)
    assert Met(date(2016, 3, 24)).decide_by == date(2016, 3, 30)


@pytest.mark.parametrize(
    ("decided", "waits"),
    [
        ([], True),
        ([Decided(date(2016, 2, 1), "NOT_REFERRED")], True),
        ([Decided(DAY, "NOT_REFERRED")], False),
        ([Decided(date(2016, 3, 20), "REFERRED", "PENDING")], False),
        ([Decided(date(2016, 2, 1), "REFERRED", "PENDING")], False),
        ([Decided(date(2016, 2, 1), "ALREADY")], False),
        ([Decided(date(2016, 2, 1), "REFERRED", "REJECTED")], True),
        ([Decided(date(2015, 2, 1), "REFERRED", "HEARD")], True),
    ],
)
def test_a_criterion_waits_until_somebody_decides_unless_a_marac_has_them(decided, waits):
    assert (waiting([Met(DAY, HIGH)], decided) is not None) is waits


def test_a_repeat_is_referred_again_within_the_year():
    before = [Decided(date(2016, 2, 1), "REFERRED", "HEARD")]

    assert not is_before_a_marac(Met(DAY, frozenset({"REPEAT"})), before)
    assert is_before_a_marac(Met(DAY, HIGH), before)


def test_checklists_and_the_teams_level_start_the_clock(manager):
    partner_case = PartnerCaseFactory()
    assert clock_of(partner_case) is None

    DashAssessmentFactory(partner_case=partner_case, yes=3)
    assert clock_of(partner_case) is None, "it meets no criterion"

    case = partner_case.links.get().case
    Bridge.objects.filter(case=case).update(team_risk_level="HIGH", level_set_on=DAY)
    assert clock_of(partner_case) == Met(DAY)

    earlier = date(2016, 2, 1)
    DashAssessmentFactory(partner_case=partner_case, yes=15, on=earlier, point="REVIEW")
    assert clock_of(partner_case) == Met(earlier, HIGH)

    actions.decide_marac(partner_case, by=manager, on=date(2016, 3, 2), **REFERRAL)
    assert clock_of(partner_case) is None


def test_a_referral_waits_is_heard_and_keeps_what_was_left_to_us(manager):
    marac = actions.decide_marac(PartnerCaseFactory(), by=manager, on=DAY, **REFERRAL)
    assert marac.is_waiting
    assert str(marac) == "Referred to the MARAC"

    for wrong in (None, date(2016, 2, 1)):
        with pytest.raises(TransitionRefused, match="on or after the day of the referral"):
            actions.record_marac_outcome(marac, by=manager, outcome="HEARD", heard_on=wrong)
    heard = {"heard_on": date(2016, 3, 15), "actions": "Ring on Thursday"}
    actions.record_marac_outcome(marac, by=manager, outcome="HEARD", **heard)

    assert (marac.outcome, marac.actions) == ("HEARD", "Ring on Thursday")
    assert not marac.is_waiting
    with pytest.raises(Overtaken, match="already"):
        actions.record_marac_outcome(marac, by=manager, outcome="REJECTED")


def test_what_was_not_taken_on_has_no_day_and_no_actions(manager):
    marac = MaracDecisionFactory()

    actions.record_marac_outcome(
        marac, by=manager, outcome="REJECTED", heard_on=marac.on, actions="None"
    )

    assert (marac.outcome, marac.heard_on, marac.actions) == ("REJECTED", None, "")


def test_whoever_does_not_refer_says_why_and_has_nothing_to_wait_for(manager):
    partner_case = PartnerCaseFactory()
    not_now = {"decision": "NOT_REFERRED", "criterion": "JUDGEMENT", "on": DAY}

    with pytest.raises(TransitionRefused, match="Say why"):
        actions.decide_marac(partner_case, by=manager, **not_now)
    against = {**REFERRAL, "consent": "DISAGREES"}
    with pytest.raises(TransitionRefused, match="Say why"):
        actions.decide_marac(partner_case, by=manager, on=DAY, **against)
    marac = actions.decide_marac(
        partner_case, by=manager, reason="He is in custody", **not_now
    )

    assert not marac.is_waiting
    with pytest.raises(Overtaken):
        actions.record_marac_outcome(marac, by=manager, outcome="REJECTED")


def test_a_decision_put_right_waits_to_be_heard_if_it_is_a_referral(manager):
    marac = MaracDecisionFactory(heard=True)
    other = {"decision": "ALREADY", "reason": "Heard elsewhere", "because": "Misread"}

    taken_back = actions.correct_marac(marac, by=manager, **other)
    assert (taken_back.outcome, taken_back.heard_on) == ("", None)

    again = {"decision": "REFERRED", "because": "It was ours"}
    referred = actions.correct_marac(taken_back, by=manager, **again)
    assert referred.is_waiting
    heard = {"outcome": "HEARD", "heard_on": DAY}
    actions.record_marac_outcome(referred, by=manager, **heard)
    kept = actions.correct_marac(referred, by=manager, consent="DISAGREES", **again)
    assert kept.outcome == "HEARD"


def test_two_referrals_never_wait_at_once(manager):
    marac = MaracDecisionFactory()

    with pytest.raises(TransitionRefused, match="waits to be heard"):
        actions.decide_marac(marac.partner_case, by=manager, on=DAY, **REFERRAL)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"outcome": ""}, "only_if_referred"),
        ({"decision": "ALREADY", "outcome": "PENDING"}, "only_if_referred"),
        ({"decision": "ALREADY", "reason": ""}, "why_not_referred"),
        ({"consent": "DISAGREES"}, "without_agreement"),
        ({"outcome": "HEARD"}, "is_heard_on_a_day"),
        ({"actions": "Ring them"}, "actions_only_once_heard"),
    ],
)
def test_the_database_keeps_the_rules_of_a_decision(db, wrong, name):
    with pytest.raises(IntegrityError, match=name):
        MaracDecisionFactory(**wrong)
