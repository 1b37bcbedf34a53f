"""The lists behind the numbers: as long as each number says, row by row and all at once."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pilot import calendar
from pilot.parameters import read_once
from reporting.disclosure import cumulative
from reporting.figures import figures_to
from reporting.indicators import INDICATORS, OUT_OF_AREA, PAN_BOROUGH, TOTAL
from reporting.lists import cohort_of, counted_rows, parts_of, rows_of
from tests.reporting.pilots import RandomPilot
from tests.reporting.pilots_of_support import some_support

pytestmark = pytest.mark.django_db

QUARTERS = calendar.pilot_quarters()
LAST = QUARTERS[-1]
AFTERWARDS, WITHIN = date(2016, 12, 1), date(2016, 7, 15)


def some_pilot(seed, today):
    with calendar.clock_set_to(today):
        RandomPilot(seed, today=today, referrals=40)
        some_support(seed)


def test_every_list_is_as_long_as_its_number_says(facts):
    some_pilot(1, WITHIN)
    with calendar.clock_set_to(WITHIN):
        figures = figures_to(LAST)
        rows = 0
        for indicator in INDICATORS:
            places = figures.places(indicator)
            for place, quarter, is_to_date in (
                (places[0], QUARTERS[1], False),
                (places[-2], LAST, True),
                (places[-1], QUARTERS[2], True),
            ):
                name = cumulative(str(quarter)) if is_to_date else str(quarter)
                figure = figures.figure(indicator, place, name)
                cohort = cohort_of(indicator, quarter, is_to_date=is_to_date)
                for part in parts_of(indicator).values():
                    where = (indicator.code, place.code, name, part.word)
                    listed = rows_of(indicator, place, cohort, part)
                    rows += len(listed)
                    assert len(listed) == len([*listed]) == part.of(figure), where
    assert rows > 500, "there was something to list"


@pytest.mark.one_engine
@pytest.mark.parametrize("today", [AFTERWARDS, WITHIN])
def test_the_rows_that_a_return_keeps_are_those_that_its_figures_count(facts, today):
    some_pilot(2, today)
    with calendar.clock_set_to(today):
        figures = figures_to(LAST)
        for quarter in QUARTERS:
            for place in (*figures.boroughs, OUT_OF_AREA, PAN_BOROUGH, TOTAL):
                found = counted_rows(quarter, place)
                assert list(found) == [each.code for each in INDICATORS]
                for indicator in INDICATORS:
                    if place not in figures.places(indicator):
                        continue
                    figure = figures.figure(indicator, place, str(quarter))
                    rows = found[indicator.code]
                    counted = [
                        sum(getattr(row, number) for row in rows)
                        for number in ("in_numerator", "in_denominator", "is_uncovered")
                    ]
                    numbers = [
                        figure.clear.numerator,
                        figure.clear.denominator or 0,
                        figure.uncovered,
                    ]
                    assert counted == numbers, (indicator.code, place.code, quarter)
                    assert len({row.key for row in rows}) == len(rows)


@pytest.mark.one_engine
def test_all_rows_of_a_quarter_are_one_query(facts):
    def queries():
        found = CaptureQueriesContext(connection)
        with found, read_once({}), calendar.clock_set_to(AFTERWARDS):
            counted_rows(LAST, TOTAL)
        return len(found)

    some_pilot(3, AFTERWARDS)
    assert queries() == 1
