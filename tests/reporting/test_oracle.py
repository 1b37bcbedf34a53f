"""Every figure against a slow count, over pilots that are looked for and made smaller.

The pilots hold what goes wrong in real ones: entries put right or taken out, referrals that
nobody decided, cases that closed, reopened or moved, what was recorded late, and answers
that nobody knows. The lists behind the numbers and the sums of their places and quarters
are looked at in the same pilots.
"""

import random
from collections import Counter
from datetime import date
from decimal import Decimal
from fractions import Fraction
from statistics import mean

import pytest
from django.db import transaction
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pilot import calendar
from pilot.models import Borough
from reporting.disclosure import cumulative
from reporting.figures import figures_to
from reporting.indicators import INDICATORS, OUT_OF_AREA, PAN_BOROUGH, TOTAL, Place
from reporting.lists import cohort_of, counted_rows, parts_of, rows_of
from reporting.spending import spending_to
from tests.factories import (
    BoroughFactory,
    CostShareFactory,
    ForecastFactory,
    ForecastMonthFactory,
)
from tests.reporting.oracle import slow_count, slow_spending
from tests.reporting.pilots import RandomPilot
from tests.reporting.pilots_of_support import some_support

pytestmark = pytest.mark.django_db

QUARTERS = calendar.pilot_quarters()
LAST = QUARTERS[-1]
AFTERWARDS = date(2016, 12, 31)
YEAR = ("PILOT", "to 2016Q3")
LARGE, SIZES = (60, 6), [(1, 0), (0, 1), (4, 1), (6, 0), (3, 2)]
DAYS = st.sampled_from([AFTERWARDS, date(2016, 7, 15), date(2016, 2, 10)])


def a_pilot(chance, today, size):
    """A pilot of so many referrals, and people supported of each borough, on that day."""
    referrals, supported = size
    RandomPilot(chance, today=today, referrals=referrals, days=0)
    some_support(chance, each=supported)


def average(definition, values):
    """The mean or the median of these values, as it is printed."""
    listed = sorted(Fraction(value) for value in values.elements())
    if not listed:
        return None
    middle = listed[(len(listed) - 1) // 2], listed[len(listed) // 2]
    exact = Fraction(sum(middle), 2) if definition.is_median else mean(listed)
    size = 10 if definition.is_median else 100
    away = Fraction(1, 2) if exact >= 0 else Fraction(-1, 2)
    return Decimal(int(exact * size + away)) / size


def equals_a_slow_count(figures, today):
    slow = slow_count(today)
    for (code, place, period), figure in figures.table.items():
        name = period if isinstance(period, str) else f"to {period[1]}"
        where = (code, place, name)
        counted, indicator = slow[where], figure.indicator
        assert figure.clear.numerator == counted.hits, where
        if indicator.is_rate:
            assert figure.clear.denominator == counted.out_of, where
        if indicator.uncovered is not None:
            assert figure.uncovered == counted.unknown, where
        if indicator.spread:
            assert +Counter(figure.spread) == +counted.answers, where
        if indicator.average:
            assert figure.average == average(indicator.average, counted.values), where
        beside = {each.label: count for each, count in figure.beside if not each.distinct}
        assert beside == {label: counted.beside[label] for label in beside}, where
        assert set(counted.beside) <= set(beside), where
    expected = {
        (indicator.code, place.code)
        for indicator in INDICATORS
        for place in figures.places(indicator)
    }
    assert {key[:2] for key in figures.table} == expected
    assert len(figures.table) == len(expected) * 8


def adds_up(figures):
    """The lines make the pilot total, and the quarters the figure to date (1.3)."""
    for indicator in INDICATORS:
        *parts, total = figures.places(indicator)
        for quarter in QUARTERS:
            for period in (str(quarter), cumulative(str(quarter))):
                whole = figures.figure(indicator, total, period)
                lines = [figures.figure(indicator, each, period) for each in parts]
                assert _numbers(whole) == _sum(lines), (indicator.code, period)
        for place in (*parts, total):
            quarters = [figures.figure(indicator, place, str(each)) for each in QUARTERS]
            if indicator.is_level:
                quarters = quarters[-1:]
            so_far = figures.to_date(indicator, place)
            assert _numbers(so_far) == _sum(quarters), (indicator.code, place)


def fits_within(figures):
    """No figure has more rows than the one that counts each of them too."""
    known = {indicator.code: indicator for indicator in INDICATORS}
    for part in filter(lambda each: each.within, INDICATORS):
        whole = known[part.within]
        is_lagged = part.lag or part.lag_parameter
        for quarter in QUARTERS:
            to_date = cumulative(str(quarter))
            for period in [to_date] if is_lagged else [str(quarter), to_date]:
                for place in (*figures.boroughs, TOTAL):
                    few = figures.figure(part, place, period).clear
                    many = figures.figure(whole, place, period).clear
                    most = many.numerator if whole.is_in_clear else many.denominator
                    assert (few.denominator or few.numerator) <= most, (part.code, period)


def _numbers(figure):
    beside = {
        f"beside {number}": count
        for number, (each, count) in enumerate(figure.beside)
        if not each.distinct
    }
    return +Counter(
        {
            "numerator": figure.clear.numerator,
            "denominator": figure.clear.denominator or 0,
            "uncovered": figure.uncovered,
            **beside,
            **{f"answer {code}": count for code, count in figure.spread.items()},
        }
    )


def _sum(figures):
    return sum(map(_numbers, figures), Counter())


def has_lists_as_long(figures, chance):
    """Of some numbers the list, and of a quarter and a place every row of every figure."""
    for indicator in chance.sample(INDICATORS, 5):
        place = chance.choice(figures.places(indicator))
        quarter, is_to_date = chance.choice(QUARTERS), chance.choice([False, True])
        name = cumulative(str(quarter)) if is_to_date else str(quarter)
        figure = figures.figure(indicator, place, name)
        cohort = cohort_of(indicator, quarter, is_to_date=is_to_date)
        for part in parts_of(indicator).values():
            listed = [*rows_of(indicator, place, cohort, part)]
            assert len(listed) == part.of(figure), (indicator.code, place, name, part)
    quarter = chance.choice(QUARTERS)
    place = chance.choice([*figures.boroughs, OUT_OF_AREA, PAN_BOROUGH, TOTAL])
    found = counted_rows(quarter, place)
    for indicator in INDICATORS:
        if place in figures.places(indicator):
            figure = figures.figure(indicator, place, str(quarter))
            rows = found[indicator.code]
            assert sum(row.in_numerator for row in rows) == figure.clear.numerator
            denominator = figure.clear.denominator or 0
            assert sum(row.in_denominator for row in rows) == denominator
            assert sum(row.is_uncovered for row in rows) == figure.uncovered


@pytest.mark.usefixtures("facts")
@example(chance=random.Random(2015), today=AFTERWARDS, size=LARGE)
@example(chance=random.Random(2016), today=date(2016, 7, 15), size=LARGE)
@given(chance=st.randoms(use_true_random=False), today=DAYS, size=st.sampled_from(SIZES))
@settings(
    derandomize=True,
    max_examples=12,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_every_figure_is_what_a_slow_count_gives(chance, today, size):
    with transaction.atomic(), calendar.clock_set_to(today):
        a_pilot(chance, today, size)
        figures = figures_to(LAST)
        equals_a_slow_count(figures, today)
        adds_up(figures)
        fits_within(figures)
        has_lists_as_long(figures, chance)
        transaction.set_rollback(True)


def test_there_is_something_to_count_of_every_figure(facts):
    with calendar.clock_set_to(AFTERWARDS):
        a_pilot(random.Random(2015), AFTERWARDS, (60, 14))
        slow = slow_count(AFTERWARDS)

    year = {key[0]: counted for key, counted in slow.items() if key[1:] == YEAR}
    assert year.keys() == {indicator.code for indicator in INDICATORS}
    assert {code for code, counted in year.items() if not counted.out_of} == set()


@pytest.mark.usefixtures("facts")
@given(
    costs=st.lists(
        st.tuples(
            st.sampled_from(["LBHF", "RBKC", "WCC"]),
            st.dates(date(2015, 10, 1), date(2016, 12, 20)),
            st.integers(1, 90000),
        ),
        max_size=12,
    ),
    expected=st.dictionaries(
        st.sampled_from(["LBHF", "RBKC", "WCC"]),
        st.dictionaries(st.integers(1, 9), st.integers(0, 500000), min_size=1, max_size=4),
    ),
    today=st.sampled_from([date(2016, 7, 15), AFTERWARDS]),
)
@settings(
    derandomize=True,
    max_examples=10,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
def test_spending_is_what_a_slow_count_of_the_ledger_gives(costs, expected, today):
    with transaction.atomic(), calendar.clock_set_to(today):
        for code, on, pence in costs:
            amount = Decimal(pence) / 100
            borough = BoroughFactory(code=code)
            CostShareFactory(borough=borough, cost__on=on, cost__amount=amount)
        for code, months in expected.items():
            forecast = ForecastFactory(borough=BoroughFactory(code=code))
            for month, pence in months.items():
                starts_on = date(2016, month, 1)
                amount = Decimal(pence) / 100
                ForecastMonthFactory(forecast=forecast, starts_on=starts_on, amount=amount)
        boroughs = [Place(row.code, row.name) for row in Borough.objects.all()]
        slow, spending = slow_spending(today), spending_to(QUARTERS, boroughs)

        for place in (*boroughs, TOTAL):
            for quarter in QUARTERS:
                for period in (str(quarter), cumulative(str(quarter))):
                    name = period if isinstance(period, str) else f"to {period[1]}"
                    spent, planned = slow[place.code, name]
                    found = spending.of(place, period)
                    assert found.spent == spent, (place, name)
                    assert abs(Fraction(found.profile) - planned) < Fraction("0.03")
            assert spending.outturn(place).expected == slow[place.code], place
        transaction.set_rollback(True)
