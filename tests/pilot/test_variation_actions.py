"""A change of an agreement is proposed by the provider and decided by its council."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from pilot import actions
from pilot.models import AuditEvent, Variation
from pilot.money import award_of
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import VariationFactory

MAY, TODAY = date(2016, 5, 1), date(2016, 7, 15)
MORE = {"kind": "AWARD", "what": "Interpreting", "reasons": "More is asked for"}
DECISION = {"decided_on": TODAY, "decided_as": "Authorised officer", "because": "It fits"}


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def officer(person):
    return person(Role.AUTHORISED_OFFICER, "WCC")


@pytest.fixture
def propose(manager, facts):
    def make(**told):
        asked = {**MORE, "amount": Decimal("1500.50"), "starts_on": MAY, **told}
        return actions.propose_variation(facts.boroughs["WCC"], by=manager, **asked)

    return make


def test_an_approved_variation_raises_the_award_from_its_day_on(propose, officer, facts):
    wcc = facts.boroughs["WCC"]
    first, second = propose(), propose(amount=Decimal("0.50"))
    assert (first.number, second.number) == (1, 2)
    assert award_of(wcc, TODAY) == 50000

    for variation in (first, second):
        actions.decide_variation(variation, by=officer, is_approved=True, **DECISION)

    assert award_of(wcc, TODAY) == Decimal("51501.00")
    assert award_of(wcc, date(2016, 4, 30)) == 50000
    assert award_of(facts.boroughs["RBKC"], TODAY) == 50000
    assert (first.decided_by, first.decided_as) == (officer, "Authorised officer")


def test_a_refused_or_withdrawn_one_changes_nothing_and_is_decided_once(
    propose, manager, officer, facts
):
    refused, withdrawn = propose(), propose()
    actions.decide_variation(refused, by=officer, is_approved=False, **DECISION)
    actions.withdraw_variation(withdrawn, by=manager, because="A grant came")

    assert award_of(facts.boroughs["WCC"], TODAY) == 50000
    assert refused.status == Variation.Status.REFUSED
    assert withdrawn.decided_because == "A grant came"
    with pytest.raises(TransitionRefused, match="cannot become"):
        actions.decide_variation(refused, by=officer, is_approved=True, **DECISION)
    with pytest.raises(Overtaken):
        actions.withdraw_variation(withdrawn, by=manager, because="Again")
    assert AuditEvent.objects.about(refused).count() == 2


def test_the_council_alone_decides_and_another_council_does_not(propose, manager, person):
    variation = propose()

    for nobody in (manager, person(Role.AUTHORISED_OFFICER, "RBKC")):
        with pytest.raises(PermissionDenied):
            actions.decide_variation(variation, by=nobody, is_approved=True, **DECISION)


@pytest.mark.parametrize("day", [date(2016, 7, 14), date(2016, 7, 16)])
def test_it_is_decided_after_it_was_proposed_and_not_in_the_future(propose, officer, day):
    told = {**DECISION, "decided_on": day}
    with pytest.raises(TransitionRefused, match="a day from 15 July 2016 to today"):
        actions.decide_variation(propose(), by=officer, is_approved=True, **told)


@pytest.mark.parametrize("day", [date(2015, 9, 30), date(2016, 10, 1)])
def test_it_holds_from_a_day_inside_the_agreement(propose, day):
    with pytest.raises(TransitionRefused, match="inside the agreement"):
        propose(starts_on=day)


@pytest.mark.parametrize(
    "wrong",
    [
        {"of_money": True, "amount": Decimal(0)},
        {"of_money": True, "amount": None},
        {"post": None},
        {"days_per_week": Decimal("5.5")},
        {"status": "APPROVED"},
        {"kind": "TERMS"},
    ],
)
def test_the_database_refuses_a_variation_that_says_too_little(facts, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        VariationFactory(**wrong)
