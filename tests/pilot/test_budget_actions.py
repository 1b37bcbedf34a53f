"""An award is divided anew for a reason, in lines that come to it exactly."""

from decimal import Decimal

import pytest

from pilot import actions
from pilot.accounts import account_of
from pilot.models import Budget
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused

AGREED = {"is_assumed": False, "source": "The group", "reason": "They agreed"}
LINES = {("SALARY", 2015): Decimal(30000), ("IT", 2016): Decimal(20000)}


@pytest.fixture
def divide(person, facts):
    finance = person(Role.DATA_AND_FINANCE_OFFICER)

    def make(version, lines=LINES):
        borough = facts.boroughs["WCC"]
        return actions.divide_budget(
            borough, by=finance, version=version, lines=lines, **AGREED
        )

    return make


def test_a_new_division_stands_and_the_old_one_stays(divide, facts):
    was = account_of(facts.boroughs["WCC"]).budget

    now = divide(was.pk, {**LINES, ("OTHER", 2015): Decimal(0)})

    account = account_of(facts.boroughs["WCC"])
    assert (account.budget, account.budget_of) == (now, LINES)
    assert (now.replaces, now.correction_reason) == (was, "They agreed")
    assert was.lines.count() == 2
    assert [each.profile for each in account.quarters] == [15000, 15000, 10000, 10000]


def test_a_first_division_replaces_nothing(divide, facts):
    Budget.objects.filter(borough="WCC").update(is_replaced=True)

    assert divide(0).replaces is None


@pytest.mark.parametrize("amount", ["19999.99", "20000.01"])
def test_lines_that_do_not_come_to_the_award_are_refused(divide, facts, amount):
    was = account_of(facts.boroughs["WCC"]).budget

    with pytest.raises(TransitionRefused, match=r"the award is £50,000\.00"):
        divide(was.pk, {**LINES, ("IT", 2016): Decimal(amount)})

    assert account_of(facts.boroughs["WCC"]).budget == was


def test_of_two_who_divide_it_one_is_told(divide, facts):
    was = account_of(facts.boroughs["WCC"]).budget
    divide(was.pk)

    with pytest.raises(Overtaken):
        divide(was.pk)
