"""Forecasts, comments on a variance, and approvals to carry money forward."""

from datetime import date
from decimal import Decimal

import pytest

from pilot import actions, calendar
from pilot.calendar import Quarter
from pilot.models import AuditEvent, CarryForward, Forecast, VarianceComment
from pilot.permissions import Role
from pilot.transitions import TransitionRefused

FIRST = Quarter(2015, 4)
APPROVAL = {
    "financial_year": 2015,
    "approved_on": date(2016, 4, 12),
    "approver": "Grants manager",
    "evidence": "Letter",
}


@pytest.fixture
def finance(person):
    return person(Role.DATA_AND_FINANCE_OFFICER)


@pytest.fixture
def borough(facts):
    return facts.boroughs["WCC"]


def test_a_forecast_says_what_each_month_to_come_will_cost(finance, borough):
    months = dict.fromkeys((date(2016, month, 1) for month in (7, 8, 9)), Decimal(4000))
    assert actions.months_to_come(borough) == list(months)

    first = actions.make_forecast(borough, by=finance, months=months)
    second = actions.make_forecast(borough, by=finance, months=months)

    assert list(Forecast.objects.latest_first()) == [second, first]
    assert second.months.count() == 3
    assert AuditEvent.objects.about(second).get().detail == {"months": 3}


def test_a_forecast_of_other_months_is_refused(finance, borough):
    with pytest.raises(TransitionRefused, match="each month to come"):
        actions.make_forecast(borough, by=finance, months={date(2016, 7, 1): Decimal(1)})


def test_after_the_agreement_there_is_nothing_to_forecast(finance, borough):
    with calendar.clock_set_to(date(2016, 10, 1)):
        assert actions.months_to_come(borough) == []
        with pytest.raises(TransitionRefused):
            actions.make_forecast(borough, by=finance, months={})
    with calendar.clock_set_to(date(2015, 9, 1)):
        assert actions.months_to_come(borough)[0] == date(2015, 10, 1)


def test_a_variance_is_explained_and_said_again_for_a_reason(finance, borough):
    first = actions.explain_variance(borough, FIRST, by=finance, text="Late start")
    with pytest.raises(TransitionRefused, match="Say why"):
        actions.explain_variance(borough, FIRST, by=finance, text="A vacancy")

    second = actions.explain_variance(
        borough, FIRST, by=finance, text="A vacancy", reason="More exact"
    )

    assert list(VarianceComment.objects.standing()) == [second]
    assert (second.replaces, first.text) == (first, "Late start")


def test_a_quarter_that_runs_is_not_explained(finance, borough):
    with pytest.raises(TransitionRefused, match="when it is over"):
        actions.explain_variance(borough, Quarter(2016, 3), by=finance, text="Early")


def test_an_approval_to_carry_forward_is_recorded_and_put_right(finance, borough):
    first = actions.record_carry_forward(
        borough, by=finance, amount=Decimal(900), **APPROVAL
    )
    second = actions.record_carry_forward(
        borough, by=finance, amount=Decimal(800), reason="A slip", **APPROVAL
    )

    assert list(CarryForward.objects.standing()) == [second]
    assert (second.replaces, second.amount) == (first, 800)
