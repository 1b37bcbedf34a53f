"""The ledger: costs are divided to the penny, never beyond an award, and never changed."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pilot import actions, calendar
from pilot.accounts import accounts_of, booked_in, together
from pilot.models import (
    Agreement,
    ApportionmentKey,
    AuditEvent,
    Borough,
    Cost,
    CostShare,
    KeyShare,
)
from pilot.money import Spent, award_of, spent_by
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.examples import examples
from tests.factories import CostFactory, CostShareFactory

PAID, OWED = Cost.Kind.ACTUAL, Cost.Kind.ACCRUAL
DAY = date(2016, 1, 12)
BILL = {"kind": PAID, "on": DAY, "cost_line": "TRAVEL", "supplier": "Payroll"}


@pytest.fixture
def finance(person):
    return person(Role.DATA_AND_FINANCE_OFFICER)


@pytest.fixture
def enter(finance, facts):
    def make(amount, bears, **told):
        borough = facts.boroughs.get(bears)
        return actions.enter_cost(
            by=finance,
            amount=Decimal(amount),
            borough=borough,
            key="" if borough else bears,
            **{**BILL, "evidence": "INV 1", **told},
        )

    return make


def parts(cost):
    return {share.borough_id: str(share.amount) for share in cost.shares.all()}


def test_a_cost_of_one_borough_falls_to_it_alone(enter, finance):
    cost = enter("85.50", "WCC")

    assert parts(cost) == {"WCC": "85.50"}
    assert (cost.key, cost.recorded_by) == (None, finance)
    event = AuditEvent.objects.about(cost).get()
    assert (event.action, event.borough_id) == ("entered", "WCC")


def test_a_hundred_pounds_in_thirds_leave_the_penny_with_the_first(enter):
    assert parts(enter("100.00", "KEY_YPS")) == {
        "LBHF": "33.34",
        "RBKC": "33.33",
        "WCC": "33.33",
    }


def test_the_workers_keys_follow_their_days(enter):
    assert parts(enter("500.00", "KEY_CJW")) == {
        "LBHF": "200.00", "RBKC": "100.00", "WCC": "200.00",
    }  # fmt: skip
    assert parts(enter("400.00", "KEY_FSW")) == {
        "LBHF": "100.00", "RBKC": "200.00", "WCC": "100.00",
    }  # fmt: skip


def test_the_key_that_holds_on_the_day_divides_it(enter, finance, facts):
    was = ApportionmentKey.objects.get(code="KEY_YPS")
    two = {facts.boroughs["LBHF"]: 1, facts.boroughs["WCC"]: 3, facts.boroughs["RBKC"]: 0}
    terms = {"starts_on": date(2016, 2, 1), "source": "The group"}
    actions.change_key(was, by=finance, parts=two, **terms)

    before, after = enter("90.00", "KEY_YPS"), enter("90", "KEY_YPS", on=date(2016, 2, 1))

    assert parts(before)["RBKC"] == "30.00"
    assert parts(after) == {"LBHF": "22.50", "WCC": "67.50"}


def test_a_key_changes_after_the_day_it_holds_from_and_only_once(finance, facts):
    was = ApportionmentKey.objects.get(code="KEY_YPS")
    told = {"by": finance, "parts": {facts.boroughs["WCC"]: 1}, "source": "The group"}
    with pytest.raises(TransitionRefused, match="after the day"):
        actions.change_key(was, starts_on=was.starts_on, **told)

    actions.change_key(was, starts_on=date(2016, 2, 1), **told)

    with pytest.raises(Overtaken):
        actions.change_key(was, starts_on=date(2016, 3, 1), **told)


def test_a_posting_that_takes_a_borough_a_penny_beyond_its_award_is_refused(enter):
    enter("50000.00", "RBKC")

    with pytest.raises(TransitionRefused, match=r"Kensington and Chelsea has £0\.00 left"):
        enter("0.01", "RBKC")

    assert Cost.objects.count() == 1
    enter("0.01", "WCC")


def test_a_shared_cost_is_refused_whole_if_one_borough_cannot_bear_its_part(enter):
    enter("49999.00", "WCC")

    with pytest.raises(TransitionRefused, match=r"Westminster has £1\.00 left"):
        enter("6.00", "KEY_EQUAL")

    assert Cost.objects.count() == 1


def test_what_is_owed_counts_against_the_award_until_it_is_reversed(enter, finance):
    owed = enter("50000", "LBHF", kind=OWED)
    with pytest.raises(TransitionRefused):
        enter("1", "LBHF")

    actions.reverse_cost(owed, by=finance, on=date(2016, 2, 1), reason="It is paid")
    enter("50000", "LBHF", on=date(2016, 2, 1))

    assert spent_by("borough") == {("LBHF",): Spent(paid=Decimal(50000))}


def test_a_variation_of_the_agreement_raises_what_may_be_spent(enter, facts):
    Agreement.objects.filter(borough="WCC").update(value=Decimal(40000))
    assert award_of(facts.boroughs["WCC"], DAY) == 40000
    assert award_of(facts.boroughs["WCC"], date(2015, 9, 30)) == 0

    with pytest.raises(TransitionRefused):
        enter("40000.01", "WCC")


@pytest.mark.parametrize(
    ("bears", "told", "said"),
    [
        ("WCC", {"on": date(2015, 9, 30)}, "inside the agreement"),
        ("WCC", {"on": date(2016, 7, 16)}, "today or in the past"),
        ("WCC", {"kind": Cost.Kind.REVERSAL}, "paid or is owed"),
        ("KEY_NONE", {}, "No key"),
        ("", {}, "one borough’s, or shared"),
    ],
)
def test_what_cannot_be_is_refused(enter, bears, told, said):
    with pytest.raises(TransitionRefused, match=said):
        enter("10", bears, **told)

    assert not Cost.objects.exists()


def test_half_a_penny_is_no_amount(enter):
    with pytest.raises(TransitionRefused, match="whole pence"):
        enter("1.005", "WCC")


def test_after_the_agreement_a_bill_may_be_owed_and_nothing_is_paid_for(enter):
    late = date(2016, 10, 3)
    with calendar.clock_set_to(date(2016, 11, 1)):
        with pytest.raises(TransitionRefused, match="inside the agreement"):
            enter("10", "WCC", on=late)
        enter("10", "WCC", on=late, kind=OWED)
        [account] = accounts_of(Borough.objects.filter(pk="WCC"))

    assert account.quarters[-1].spent.owed == 10


def test_a_reversal_takes_back_every_part_and_names_why(enter, finance):
    cost = enter("100.00", "KEY_YPS")

    back = actions.reverse_cost(cost, by=finance, on=date(2016, 1, 13), reason="Twice")

    assert parts(back) == {"LBHF": "-33.34", "RBKC": "-33.33", "WCC": "-33.33"}
    assert (back.reverses, back.reason, back.kind) == (cost, "Twice", "REVERSAL")
    assert set(spent_by("borough").values()) == {Spent()}
    assert AuditEvent.objects.about(cost).latest("pk").action == "reversed"


def test_an_entry_is_reversed_once_and_a_reversal_never(enter, finance):
    cost = enter("10", "WCC")
    back = actions.reverse_cost(cost, by=finance, on=DAY, reason="Twice")

    with pytest.raises(Overtaken):
        actions.reverse_cost(cost, by=finance, on=DAY, reason="Twice")
    with pytest.raises(TransitionRefused, match="not reversed"):
        actions.reverse_cost(back, by=finance, on=DAY, reason="Twice")


@pytest.mark.parametrize("on", [date(2016, 1, 11), date(2016, 7, 16)])
def test_a_reversal_is_dated_from_the_cost_to_today(enter, finance, on):
    with pytest.raises(TransitionRefused, match="from 12 January 2016 to today"):
        actions.reverse_cost(enter("10", "WCC"), by=finance, on=on, reason="Twice")


def test_finance_of_one_borough_enters_no_cost_that_others_share(person, facts):
    keeper = person(Role.DATA_AND_FINANCE_OFFICER, "WCC")
    told = {**BILL, "evidence": "INV 1", "amount": Decimal(9)}

    with pytest.raises(PermissionDenied):
        actions.enter_cost(by=keeper, key="KEY_EQUAL", **told)
    actions.enter_cost(by=keeper, borough=facts.boroughs["WCC"], **told)


@pytest.mark.parametrize("model", [Cost, CostShare])
@pytest.mark.parametrize("change", ["update", "delete"])
def test_the_database_refuses_to_change_or_delete_the_ledger(facts, model, change):
    CostShareFactory()
    rows = model.objects.all()

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows._raw_delete("default") if change == "delete" else rows.update(amount=1)

    assert model.objects.get().amount == 120


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"amount": -5},
        {"kind": "REVERSAL", "amount": -5},
        {"kind": "GIFT"},
        {"cost_line": "LUNCH"},
        {"supplier": ""},
        {"reason": "No reversal"},
    ],
)
def test_the_database_refuses_an_entry_that_cannot_be(facts, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        CostFactory(**wrong)


ENTRIES = st.tuples(
    st.sampled_from(["enter", "owe", "reverse"]),
    st.sampled_from(["LBHF", "RBKC", "WCC", "KEY_CJW", "KEY_FSW", "KEY_YPS"]),
    st.decimals(Decimal("0.01"), 40000, places=2),
    st.dates(calendar.PILOT.start, date(2016, 7, 15)),
    st.sampled_from(["SALARY", "TRAVEL"]),
)


@settings(
    max_examples=examples(12), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(ENTRIES, max_size=8))
@example(
    steps=[
        ("enter", "WCC", Decimal("85.50"), DAY, "TRAVEL"),
        ("owe", "KEY_YPS", Decimal("100.01"), DAY, "SALARY"),
        ("reverse", "", 0, DAY, ""),
    ]
)
def test_after_any_sequence_of_entries_everything_reconciles(enter, finance, steps):
    with transaction.atomic():
        taken = 0
        for what, bears, amount, on, line in steps:
            with suppress(TransitionRefused):
                if what == "reverse" and (cost := Cost.objects.order_by("pk").first()):
                    actions.reverse_cost(
                        cost, by=finance, on=date(2016, 7, 15), reason="Again"
                    )
                else:
                    kind = OWED if what == "owe" else PAID
                    enter(amount, bears, on=on, cost_line=line, kind=kind)
                taken += 1
        assert Cost.objects.count() == taken, "what is refused leaves nothing"
        _reconcile()
        transaction.set_rollback(True)


def _reconcile():
    accounts = accounts_of(Borough.objects.order_by("place"))
    pilot = together(accounts)
    for cost in Cost.objects.prefetch_related("shares"):
        assert sum(share.amount for share in cost.shares.all()) == cost.amount
    whole = sum(Cost.objects.values_list("amount", flat=True))
    assert pilot.spent().total == whole
    for account in (*accounts, pilot):
        total = account.spent().total
        assert 0 <= total <= account.award
        assert total + account.left == account.award
        assert sum(each.spent.total for each in account.quarters) == total
        assert sum(each.profile for each in account.quarters) == account.award
        assert sum(each.variance for each in account.quarters) == -account.left
        for row in account.grid:
            assert sum(spent.total for _, spent in row.quarters) == row.spent.total
        assert sum(row.spent.total for row in account.grid) == total
        assert account.outturn == total, "nothing more is expected"
        for each in account.quarters:
            assert account.spent(period=booked_in(each.quarter)) == each.spent


def test_two_keys_of_one_day_and_no_parts_at_all_are_refused(facts):
    was = ApportionmentKey.objects.get(code="KEY_YPS")
    same = {"code": was.code, "title": was.title, "starts_on": was.starts_on}
    with pytest.raises(IntegrityError), transaction.atomic():
        ApportionmentKey.objects.create(**same, source="Another")
    with pytest.raises(IntegrityError), transaction.atomic():
        KeyShare.objects.filter(key=was).update(parts=0)
