"""What was decided of an assumption: once, by whom, and what it was before."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from pilot import actions
from pilot.models import Assumption, AssumptionDecision
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused

AGREED, REJECTED = Assumption.Status.AGREED, Assumption.Status.REJECTED


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def decide(assumption, manager, status=AGREED, on=date(2016, 3, 21)):
    return actions.decide_assumption(
        assumption,
        by=manager,
        status=status,
        decided_by="Contract Management Group",
        decided_on=on,
        reason="It fits equal funding",
    )


def test_each_decision_is_added_and_keeps_what_was_before(manager):
    assumption = Assumption.objects.get(pk="A-02")

    decide(assumption, manager)
    decide(assumption, manager, REJECTED)

    assert assumption.status == REJECTED
    decisions = AssumptionDecision.objects.values_list("was", "status", "recorded_by")
    assert list(decisions) == [
        ("AGREED", "REJECTED", manager.pk),
        ("ASSUMED", "AGREED", manager.pk),
    ]


def test_the_same_again_one_to_come_and_an_overtaken_one_are_refused(manager):
    assumption, stale = (Assumption.objects.get(pk="A-02") for _ in range(2))
    with pytest.raises(TransitionRefused, match="once it has been taken"):
        decide(assumption, manager, on=date(2016, 7, 16))
    decide(assumption, manager)

    with pytest.raises(TransitionRefused, match="A-02 is agreed already"):
        decide(assumption, manager)
    with pytest.raises(Overtaken):
        decide(stale, manager, REJECTED)


def test_the_database_refuses_a_decision_without_a_reason(manager):
    decision = decide(Assumption.objects.get(pk="A-02"), manager)
    rows = AssumptionDecision.objects.filter(pk=decision.pk)
    for wrong in ({"reason": ""}, {"status": "MAYBE"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)
