"""Figures of partner support: the same as counted slowly, and nothing but counts."""

from datetime import date

import pytest

from cases.partners.figures import COLUMNS
from pilot import calendar
from pilot.parameters import read_once
from reporting.disclosure import DisclosureClass
from reporting.indicators import INDICATORS, count
from reporting.indicators.safety import ABUSE_ENDED, LESS_ABUSE, SAFETY
from tests.reporting.pilots_of_support import some_support

pytestmark = pytest.mark.django_db

AFTERWARDS = date(2016, 12, 31)
LAST = calendar.pilot_quarters()[-1]
OF_SUPPORT = (*SAFETY, LESS_ABUSE, *ABUSE_ENDED)
CODES = {indicator.code for indicator in OF_SUPPORT}


def test_what_crosses_the_wall_is_a_reference_a_day_a_borough_and_an_answer(facts):
    some_support(1)

    for indicator in OF_SUPPORT:
        answers = indicator.spread.labels if indicator.spread else {}
        for row in indicator.rows():
            assert tuple(row) == COLUMNS
            assert row["counted_for"] in ("LBHF", "RBKC", "WCC")
            assert row["is_met"] in (True, False, None)
            assert row["answer"] in ("", *answers)


def test_the_six_measures_stay_six_and_all_of_them_are_counted_at_once(
    facts, django_assert_num_queries
):
    some_support(1)

    with read_once({}), django_assert_num_queries(1):
        counted = count(OF_SUPPORT, AFTERWARDS)
    assert sum(code.startswith("I14") for code in counted.by_day) == 6


def test_outcomes_leave_the_provider_only_as_class_b(facts):
    assert {indicator.disclosure for indicator in SAFETY} == {DisclosureClass.B}
    assert {indicator.outcome.code for indicator in SAFETY} == {"5.5.2"}
    assert set(SAFETY) <= set(INDICATORS)
