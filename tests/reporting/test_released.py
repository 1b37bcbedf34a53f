"""What is read from the releases: averages, levels and coverage as they left."""

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from pilot import calendar
from reporting.disclosure import SUPPRESSED_BECAUSE
from reporting.figure import EVERYTHING, HIDDEN, Numbers, version_of
from reporting.figures import figures_to
from reporting.indicators import CONFIDENCE, CONTEXT, INDICATORS, TOTAL, Place, Tally
from tests.factories import CaseFactory, ReferralFactory, release
from tests.reporting.pilots import RandomPilot

pytestmark = pytest.mark.django_db

Q1, Q2, Q3, Q4 = calendar.pilot_quarters()
AFTERWARDS = date(2016, 12, 1)
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
OPEN, ENGAGED, ATTENDED = CONTEXT[0], BY_CODE["I04"], BY_CODE["I22"]
EARLY = BY_CODE["I02"]
WESTMINSTER = Place("WCC", "Westminster")


@pytest.fixture(autouse=True)
def afterwards(facts):
    """Every quarter is over."""
    with calendar.clock_set_to(AFTERWARDS):
        yield


def version(indicator, numerator, denominator, *, hidden=(), uncovered=0, **others):
    shown = {part: part not in hidden for part in EVERYTHING}
    tally = Tally(numerator, denominator, uncovered=uncovered)
    return version_of(indicator, tally, on=AFTERWARDS, shown=shown, **others)


def test_a_percentage_is_shown_beside_parts_that_are_all_shown():
    assert version(ENGAGED, 7, 19).published == (7, 19, Decimal("36.8"), "")


@pytest.mark.parametrize(
    ("hidden", "published"),
    [
        (["numerator", "rest"], (HIDDEN, 19, HIDDEN, SUPPRESSED_BECAUSE)),
        (["rest"], (7, 19, HIDDEN, SUPPRESSED_BECAUSE)),
        (["denominator"], (7, HIDDEN, HIDDEN, SUPPRESSED_BECAUSE)),
    ],
)
def test_a_percentage_hides_with_any_of_its_parts(hidden, published):
    assert version(ENGAGED, 7, 19, hidden=hidden).published == published


def test_a_percentage_of_fewer_than_ten_is_hidden_and_its_parts_are_not():
    assert version(ENGAGED, 0, 9).published[:3] == (0, 9, HIDDEN)


def test_a_percentage_of_nothing_hides_nothing():
    assert version(ENGAGED, 0, 0).published == Numbers(0, 0, None)


@pytest.mark.parametrize(
    ("hidden", "averaged", "published"),
    [([], 19, "0.42"), ([], 9, HIDDEN), (["rest"], 19, HIDDEN)],
)
def test_a_mean_hides_with_the_parts_and_on_a_small_base(hidden, averaged, published):
    found = version(
        CONFIDENCE, 7, 19, hidden=hidden, average=Decimal("0.42"), averaged=averaged
    )

    assert found.average == Decimal("0.42")
    assert found.published_average == (HIDDEN if published is HIDDEN else Decimal("0.42"))


@pytest.mark.parametrize(
    ("denominator", "uncovered", "is_low"), [(12, 9, True), (12, 8, False), (0, 0, False)]
)
def test_coverage_under_sixty_per_cent_is_low(denominator, uncovered, is_low):
    assert version(EARLY, 0, denominator, uncovered=uncovered).is_low_coverage is is_low


def test_a_count_has_no_coverage():
    assert not version(BY_CODE["I05"], 7, 0).is_low_coverage


def test_every_average_is_released_as_it_was_counted():
    RandomPilot(3, today=AFTERWARDS, referrals=120)

    release(Q4)

    found = [
        (figure, figure.submitted)
        for figure in figures_to(Q4).table.values()
        if figure.averaged and not figure.indicator.is_in_clear
    ]
    assert len(found) > 10
    assert all(figure.average == submitted.average for figure, submitted in found)
    assert Counter(f.published_average == HIDDEN for f, _ in found).keys() == {True, False}


def test_how_many_are_open_adds_up_to_nothing_over_the_quarters():
    for _ in range(7):
        CaseFactory(borough__code="WCC", opened_on=date(2015, 11, 2))

    release(Q2)

    figures = figures_to(Q2)
    assert OPEN.is_level
    for quarter in (Q1, Q2):
        assert figures.figure(OPEN, WESTMINSTER, str(quarter)).published.value == 7
    assert figures.to_date(OPEN, WESTMINSTER).published.value == 7


def test_low_coverage_is_told_outside_with_a_percentage_that_is_shown():
    for flag in ["YES"] * 6 + ["NO"] * 6 + ["UNKNOWN"] * 12:
        ReferralFactory(borough__code="WCC", received_on=date(2015, 11, 2), early_flag=flag)
    before = figures_to(Q1).figure(EARLY, TOTAL)

    release(Q1)

    after = figures_to(Q1).figure(EARLY, TOTAL)
    assert before.is_low_coverage
    assert not before.is_low_coverage_outside
    assert after.published.value == Decimal("50.0")
    assert after.is_low_coverage_outside


def test_of_a_headline_figure_coverage_is_what_it_is_now():
    figure = figures_to(Q1).figure(ATTENDED, TOTAL)

    assert figure.is_low_coverage_outside is figure.is_low_coverage is False
