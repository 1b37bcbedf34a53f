"""Invented money: costs and their parts, budgets, forecasts, comments."""

from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from pilot.models import (
    ApportionmentKey,
    Budget,
    BudgetLine,
    CarryForward,
    Cost,
    CostShare,
    CostSheet,
    Forecast,
    ForecastMonth,
    KeyShare,
    VarianceComment,
)
from tests.factories.pilot import BoroughFactory, UserFactory, at


class ApportionmentKeyFactory(DjangoModelFactory):
    class Meta:
        model = ApportionmentKey

    code = "KEY_TRIAL"
    title = "A trial of another division"
    starts_on = factory.Sequence(lambda n: date.fromordinal(735872 + n))
    source = "Invented for a test"


class KeyShareFactory(DjangoModelFactory):
    class Meta:
        model = KeyShare

    key = factory.SubFactory(ApportionmentKeyFactory)
    borough = factory.SubFactory(BoroughFactory)
    parts = 1


class CostFactory(DjangoModelFactory):
    """A cost that was paid; its parts are rows of their own."""

    class Meta:
        model = Cost

    kind = Cost.Kind.ACTUAL
    on = date(2016, 1, 12)
    cost_line = "TRAVEL"
    amount = Decimal("120.00")
    supplier = "Rowan Print"
    evidence = factory.Sequence(lambda n: f"INV {n}")
    recorded_at = at(date(2016, 1, 13))
    recorded_by = factory.SubFactory(UserFactory)


class CostShareFactory(DjangoModelFactory):
    """The part that falls to a borough: the whole of a cost, unless told."""

    class Meta:
        model = CostShare

    cost = factory.SubFactory(CostFactory)
    borough = factory.SubFactory(BoroughFactory)
    on = factory.SelfAttribute("cost.on")
    amount = factory.SelfAttribute("cost.amount")


class CostSheetFactory(DjangoModelFactory):
    """A file of one row, which is no cost."""

    class Meta:
        model = CostSheet

    digest = factory.Sequence(lambda n: f"{n:064x}")
    rows = [
        [
            *("Day", "Paid or owed", "Cost line", "Amount", "Who bears it"),
            *("Who is paid", "What shows it"),
        ],
        ["27/01/2016", "Paid", "Lunch", "9.50", "WCC", "Fares", "FARES 1"],
    ]
    uploaded_at = at(date(2016, 7, 14))
    uploaded_by = factory.SubFactory(UserFactory)


class BudgetFactory(DjangoModelFactory):
    class Meta:
        model = Budget

    borough = factory.SubFactory(BoroughFactory)
    is_assumed = False
    source = "Invented for a test"
    recorded_at = at(date(2015, 10, 1))


class BudgetLineFactory(DjangoModelFactory):
    class Meta:
        model = BudgetLine

    budget = factory.SubFactory(BudgetFactory)
    cost_line = "SALARY"
    financial_year = 2015
    amount = Decimal("50000.00")


class ForecastFactory(DjangoModelFactory):
    class Meta:
        model = Forecast

    borough = factory.SubFactory(BoroughFactory)
    made_at = at(date(2016, 7, 6))
    made_by = factory.SubFactory(UserFactory)


class ForecastMonthFactory(DjangoModelFactory):
    class Meta:
        model = ForecastMonth

    forecast = factory.SubFactory(ForecastFactory)
    starts_on = date(2016, 8, 1)
    amount = Decimal("4000.00")


class VarianceCommentFactory(DjangoModelFactory):
    class Meta:
        model = VarianceComment

    borough = factory.SubFactory(BoroughFactory)
    quarter = "2015Q4"
    text = "The third post was filled late"
    recorded_at = at(date(2016, 1, 12))
    recorded_by = factory.SubFactory(UserFactory)


class CarryForwardFactory(DjangoModelFactory):
    class Meta:
        model = CarryForward

    borough = factory.SubFactory(BoroughFactory)
    financial_year = 2015
    amount = Decimal("900.00")
    approved_on = date(2016, 4, 12)
    approver = "MOPAC grants manager"
    evidence = "Letter of 12 April 2016"
    recorded_at = at(date(2016, 4, 12))
    recorded_by = factory.SubFactory(UserFactory)
