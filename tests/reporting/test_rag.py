"""Green, amber, red and grey: dictionary 8.3, at and beside every threshold."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot.permissions import Role
from reporting.disclosure import SUPPRESSED_BECAUSE
from reporting.figures import HIDDEN, WAITING, Figure, Numbers, Version, percentage
from reporting.indicators import INDICATORS, Place
from reporting.models import Target
from reporting.rag import (
    Judgement,
    Rag,
    against_target,
    has_small_base,
    of_days,
    of_money,
    rag_of,
)
from tests.factories import ParameterChangeFactory

TODAY = date(2016, 7, 15)
WESTMINSTER = Place("WCC", "Westminster")
BY_CODE = {each.code: each for each in INDICATORS}
GREEN, AMBER, RED, GREY = Rag.GREEN, Rag.AMBER, Rag.RED, Rag.GREY


def figure(code, numerator, denominator=None, *, published=None, uncovered=0):
    """A figure of one place, published as it is unless something else is said."""
    value = numerator if denominator is None else percentage(numerator, denominator)
    clear = Numbers(numerator, denominator, value)
    return Figure(
        indicator=BY_CODE[code],
        place=WESTMINSTER,
        clear=clear,
        published=published or clear,
        beside=(),
        uncovered=uncovered,
        spread={},
        average=None,
        averaged=0,
        published_average=None,
        submitted=Version(TODAY, clear, published or clear, uncovered),
    )


def target(value, direction=Target.Direction.HIGHER):
    return Target(value=None if value is None else Decimal(value), direction=direction)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (200, GREEN),
        (100, GREEN),
        (95, GREEN),
        ("94.9", AMBER),
        (80, AMBER),
        ("79.9", RED),
        (0, RED),
    ],
)
def test_more_is_better(value, expected):
    found = against_target(Decimal(value), Decimal(100), lower_is_better=False)

    assert found == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(0, GREEN), (100, GREEN), (105, GREEN), ("105.1", AMBER), (120, AMBER), (121, RED)],
)
def test_less_is_better_is_the_mirror_of_it(value, expected):
    assert against_target(Decimal(value), Decimal(100), lower_is_better=True) == expected


@given(st.integers(0, 400), st.integers(1, 200))
def test_both_directions_mirror_each_other_at_the_target(value, goal):
    mirrored = 2 * goal - value

    assert against_target(value, Decimal(goal), lower_is_better=False) == against_target(
        mirrored, Decimal(goal), lower_is_better=True
    )


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 200))
def test_more_is_never_worse_where_more_is_better(one, other, goal):
    order = [RED, AMBER, GREEN]
    less, more = sorted((one, other))

    found = [
        order.index(against_target(each, Decimal(goal), lower_is_better=False))
        for each in (less, more)
    ]

    assert found == sorted(found)


@pytest.mark.parametrize(
    ("expected", "colour"),
    [
        ("89.99", RED),
        ("90", AMBER),
        ("94.99", AMBER),
        ("95", GREEN),
        ("100", GREEN),
        ("100.01", AMBER),
        ("102", AMBER),
        ("102.01", RED),
    ],
)
def test_money_is_green_between_95_and_100_percent_of_the_budget(expected, colour):
    assert of_money(Decimal(expected), Decimal(100)) == Judgement(colour)


def test_without_a_forecast_money_has_no_colour():
    assert of_money(None, Decimal(100)) == Judgement(GREY, "no forecast")
    assert of_money(None, Decimal(100)).in_words == "Grey: no forecast"


def test_days_are_judged_by_those_commissioned():
    assert of_days(Decimal("9.5"), Decimal(10)) == Judgement(GREEN)
    assert of_days(Decimal("9.25"), Decimal(10)).in_words == "Amber"
    assert of_days(Decimal(1), Decimal(0)).rag == GREY


def test_a_figure_that_meets_its_target_is_green():
    judged = rag_of(figure("I05", 12), target(12), in_clear=False, is_over=True)

    assert judged == Judgement(GREEN)


def test_a_target_that_wants_less_is_judged_the_other_way_round():
    low = target(12, Target.Direction.LOWER)

    assert rag_of(figure("I05", 20), low, in_clear=True, is_over=True).rag == RED
    assert rag_of(figure("I05", 2), low, in_clear=True, is_over=True).rag == GREEN


@pytest.mark.parametrize("none", [None, target(None)])
def test_without_a_target_it_is_grey(none):
    judged = rag_of(figure("I05", 12), none, in_clear=False, is_over=True)

    assert judged == Judgement(GREY, "no target set")


def test_a_quarter_that_still_runs_is_not_judged():
    judged = rag_of(figure("I05", 3), target(12), in_clear=True, is_over=False)

    assert judged == Judgement(GREY, "the quarter is not over")


def test_nothing_to_count_is_grey():
    judged = rag_of(figure("I04", 0, 0), target(50), in_clear=True, is_over=True)

    assert judged == Judgement(GREY, "none to count")


def test_a_base_under_ten_is_grey_for_both():
    small = Numbers(7, 9, HIDDEN, "No percentage is given on a base below 10.")
    of_nine = figure("I04", 7, 9, published=small)
    expected = Judgement(GREY, "base under 10")

    for in_clear in (True, False):
        assert rag_of(of_nine, target(50), in_clear=in_clear, is_over=True) == expected
    assert rag_of(
        figure("I04", 8, 10), target(50), in_clear=True, is_over=True
    ) == Judgement(GREEN)


def test_low_coverage_is_grey_with_its_reason():
    low = figure("I02", 8, 10, uncovered=7)
    enough = figure("I02", 8, 10, uncovered=6)

    for in_clear in (True, False):
        judged = rag_of(low, target(50), in_clear=in_clear, is_over=True)
        assert judged.rag == GREY
        assert judged.because.startswith("low coverage: under 60%")
        assert rag_of(enough, target(50), in_clear=in_clear, is_over=True).rag == GREEN


@pytest.mark.parametrize(
    "published",
    [
        Numbers(HIDDEN, None, HIDDEN, SUPPRESSED_BECAUSE),
        Numbers(HIDDEN, 12, HIDDEN, SUPPRESSED_BECAUSE),
        Numbers(11, 12, HIDDEN, SUPPRESSED_BECAUSE),
        Numbers(WAITING, WAITING, WAITING, "Not released yet."),
    ],
)
@pytest.mark.parametrize("goal", [None, 1, 50])
def test_a_hidden_number_has_no_colour_whatever_its_target(published, goal):
    hidden = figure("I04", 11, 12, published=published)

    assert rag_of(hidden, target(goal), in_clear=False, is_over=True) is None
    assert rag_of(hidden, target(goal), in_clear=True, is_over=True) is not None


@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 100))
def test_what_is_hidden_never_changes_what_is_said(one, other, goal):
    hidden = Numbers(HIDDEN, None, HIDDEN, SUPPRESSED_BECAUSE)

    said = [
        rag_of(
            figure("I05", count, published=hidden),
            target(goal),
            in_clear=False,
            is_over=True,
        )
        for count in (one, other)
    ]

    assert said == [None, None]


def test_a_count_has_no_base():
    assert not has_small_base(Numbers(3, None, 3))
    assert not has_small_base(Numbers(0, 0, None))
    assert has_small_base(Numbers(3, 9, HIDDEN))
    assert not has_small_base(Numbers(WAITING, WAITING, WAITING))


@pytest.mark.django_db
def test_the_thresholds_are_parameters_p_15_p_29(person):
    person(Role.SERVICE_MANAGER)
    ParameterChangeFactory(code="P-15", was="80, 95", value="50, 70")
    ParameterChangeFactory(code="P-29", was="90, 95, 100, 102", value="80, 85, 110, 120")

    assert against_target(70, Decimal(100), lower_is_better=False) == GREEN
    assert against_target(50, Decimal(100), lower_is_better=False) == AMBER
    assert against_target(130, Decimal(100), lower_is_better=True) == GREEN
    assert of_money(Decimal(110), Decimal(100)) == Judgement(GREEN)
    assert of_money(Decimal(120), Decimal(100)) == Judgement(AMBER)
