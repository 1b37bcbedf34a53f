"""What a borough's money comes to: plan, spending, variance, year end and forecast."""

from datetime import date
from decimal import Decimal

import pytest

from pilot import calendar
from pilot.accounts import Rag, account_of, accounts_of, rag_of, together
from pilot.models import Borough, Budget
from tests.factories import (
    BudgetLineFactory,
    CarryForwardFactory,
    CostFactory,
    CostShareFactory,
    ForecastMonthFactory,
    ParameterChangeFactory,
    VarianceCommentFactory,
)


@pytest.fixture
def borough(facts):
    return facts.boroughs["WCC"]


def spend(amount, on, kind="ACTUAL", line="TRAVEL"):
    told = {"cost__amount": Decimal(amount), "cost__on": on, "cost__cost_line": line}
    return CostShareFactory(borough__code="WCC", cost__kind=kind, **told).cost


def take_back(cost, on):
    back = CostFactory(
        kind="REVERSAL", reverses=cost, reason="Paid", amount=-cost.amount, on=on
    )
    return CostShareFactory(cost=back, borough__code="WCC")


@pytest.mark.parametrize(
    ("amount", "rag"),
    [
        ("94.99", "AMBER"), ("95", "GREEN"), ("100", "GREEN"), ("100.01", "AMBER"),
        ("102", "AMBER"), ("102.01", "RED"), ("90", "AMBER"), ("89.99", "RED"),
    ],
)  # fmt: skip
def test_a_colour_says_how_near_to_plan_it_came(amount, rag):
    assert rag_of(Decimal(amount), Decimal(100)) is Rag[rag]
    assert rag_of(Decimal(amount), Decimal(0)) is Rag.GREY


def test_a_colour_is_by_what_is_in_force(db):
    ParameterChangeFactory(code="P-29", was="90, 95, 100, 102", value="50, 60, 70, 80")

    assert rag_of(Decimal(70), Decimal(100)) is Rag.GREEN
    assert rag_of(Decimal(80), Decimal(100)) is Rag.AMBER
    assert rag_of(Decimal(95), Decimal(100)) is Rag.RED


def test_the_awards_are_150_000_in_three_equal_parts_with_a_straight_line(facts):
    accounts = accounts_of(Borough.objects.order_by("place"))
    pilot = together(accounts)

    assert [account.award for account in accounts] == [50000] * 3
    assert pilot.award == 150000
    for account in accounts:
        assert [each.profile for each in account.quarters] == [12500] * 4
        assert account.budget.is_assumed
    assert [name for _, name in pilot.lines] == ["Not divided"]
    assert pilot.grid[0].left is None


def test_a_quarter_is_explained_only_when_it_is_over_and_off_plan(borough):
    spend("12400", date(2015, 12, 31))
    spend("13000", date(2016, 1, 1))

    first, second, third, running = account_of(borough).quarters

    assert (first.variance, first.rag, first.needs_comment) == (-100, Rag.GREEN, False)
    assert (second.variance, second.rag, second.needs_comment) == (500, Rag.RED, True)
    assert (third.variance, third.rag) == (-12500, Rag.RED)
    assert (running.rag, running.needs_comment) == (Rag.GREY, False)

    VarianceCommentFactory(borough=borough, quarter="2016Q1", text="A bill came early")
    second = account_of(borough).quarters[1]
    assert (second.comment.text, second.needs_comment) == ("A bill came early", False)


def test_the_year_end_counts_what_was_owed_then_and_asks_for_an_approval(borough):
    spend("24000", date(2016, 3, 31))
    owed = spend("300", date(2016, 3, 31), kind="ACCRUAL")
    take_back(owed, date(2016, 4, 14))
    spend("300", date(2016, 4, 14))

    year = account_of(borough).year_end

    assert (year.budget, year.spent.paid, year.spent.owed) == (25000, 24000, 300)
    assert (year.unspent, year.approved, year.is_at_risk) == (700, 0, True)
    with calendar.clock_set_to(date(2016, 3, 31)):
        assert not account_of(borough).year_end.is_at_risk, "the year still runs"
    CarryForwardFactory(borough=borough, amount=Decimal(700))
    assert not account_of(borough).year_end.is_at_risk


def test_a_year_overspent_leaves_nothing_to_carry(borough):
    spend("25001", date(2016, 3, 31))

    assert account_of(borough).year_end.unspent == 0


def test_the_outturn_takes_the_latest_forecast_for_the_months_to_come(borough):
    spend("30000", date(2016, 6, 30))
    spend("1000", date(2016, 7, 4))
    old = ForecastMonthFactory(forecast__borough=borough, amount=Decimal(9999)).forecast
    latest = ForecastMonthFactory(
        forecast__borough=borough,
        forecast__made_at=calendar.end_of(date(2016, 7, 7)),
        starts_on=date(2016, 6, 1),
        amount=Decimal(5000),
    ).forecast
    for month in (7, 8, 9):
        ForecastMonthFactory(forecast=latest, starts_on=date(2016, month, 1))

    account = account_of(borough)

    assert account.forecast == latest != old
    assert [month.month for month, _ in account.expected] == [7, 8, 9], "June is over"
    assert account.outturn == 30000 + 3 * 4000
    assert account.outturn_rag is Rag.RED


def test_what_is_spent_this_month_beyond_the_forecast_counts(borough):
    made = ForecastMonthFactory(
        forecast__borough=borough, starts_on=date(2016, 7, 1), amount=Decimal(500)
    ).forecast
    ForecastMonthFactory(forecast=made, starts_on=date(2016, 8, 1), amount=Decimal(100))
    assert account_of(borough).outturn == 600

    spend("800", date(2016, 7, 4))

    account = account_of(borough)
    assert account.outturn == 900
    assert account.outturn_rag is Rag.RED


def test_what_is_taken_back_of_an_earlier_month_is_not_expected_again(borough):
    ForecastMonthFactory(
        forecast__borough=borough, starts_on=date(2016, 7, 1), amount=Decimal(300)
    )
    june, july = spend("500", date(2016, 6, 10)), spend("100", date(2016, 7, 4))
    assert account_of(borough).outturn == 500 + 300

    take_back(june, date(2016, 7, 5))
    assert account_of(borough).outturn == 300
    take_back(july, date(2016, 7, 5))
    assert account_of(borough).outturn == 300, "what was meant for July still is"


def test_nine_tenths_of_an_award_warn(borough):
    spend("44999.99", date(2016, 1, 4))
    assert not account_of(borough).is_nearly_spent

    spend("0.01", date(2016, 1, 4))

    account = account_of(borough)
    assert account.is_nearly_spent
    assert account.used == 90


def test_a_divided_budget_has_a_row_for_each_line_used(borough):
    Budget.objects.filter(borough=borough).update(is_replaced=True)
    line = BudgetLineFactory(budget__borough=borough, amount=Decimal(30000))
    BudgetLineFactory(budget=line.budget, cost_line="IT", financial_year=2016, amount=20000)
    spend("70", date(2016, 1, 4), line="OTHER")

    rows = {
        row.name: (row.budget, row.spent.total, row.left)
        for row in account_of(borough).grid
    }

    assert rows == {
        "Salaries": (30000, 0, 30000),
        "Computers and telephones": (20000, 0, 20000),
        "Other": (0, 70, -70),
    }


def test_a_borough_without_a_budget_has_nothing_planned(borough):
    Budget.objects.filter(borough=borough).update(is_replaced=True)

    account = account_of(borough)

    assert [each.profile for each in account.quarters] == [0] * 4
    assert account.quarters[0].rag is Rag.GREY


def test_the_accounts_cost_the_same_queries_however_much_there_is(
    facts, django_assert_num_queries
):
    boroughs = list(Borough.objects.order_by("place"))
    for day in range(1, 20):
        spend("10", date(2016, 1, day))

    with django_assert_num_queries(9):
        assert together(accounts_of(boroughs)).spent().total == 190
