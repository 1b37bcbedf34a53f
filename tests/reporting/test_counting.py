"""What is counted is asked in one question, never in that of another day."""

from datetime import date

import pytest
from django.db import connection

from pilot import calendar
from reporting.indicators import INDICATORS, context
from reporting.indicators.counting import count, question_of
from tests.factories import ParameterChangeFactory, PartnerOutcomeFactory, ReferralFactory

TODAY = date(2016, 7, 15)
FIGURES = {indicator.code: indicator for indicator in INDICATORS}


def test_no_figures_are_made_of_nothing():
    assert count([], TODAY).by_day == {}


def test_a_count_of_who_comes_and_goes_has_no_rows_of_its_own():
    with pytest.raises(LookupError, match="those that come, and those that go"):
        context._nothing()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite compiles no query")
@pytest.mark.django_db
def test_the_database_does_not_compile_the_query_of_all_figures():
    with connection.cursor() as cursor:
        cursor.execute("SHOW jit")
        assert cursor.fetchone() == ("off",)


def test_a_question_is_written_once_for_a_day():
    first = question_of(INDICATORS, TODAY)

    assert question_of(INDICATORS, TODAY) is first
    assert question_of(INDICATORS, date(2016, 7, 14)).values != first.values
    with calendar.clock_set_to(date(2016, 7, 16)):
        assert question_of(INDICATORS, TODAY).values != first.values


@pytest.mark.django_db
def test_a_parameter_counts_as_soon_as_it_is_changed():
    ReferralFactory(accepted=True, tried_after=4, first_tried_on=date(2016, 1, 20))

    assert numbers("I21") == [(1, 1)]
    ParameterChangeFactory(code="P-05", value="3", starts_on=TODAY)
    assert numbers("I21") == [(0, 1)]


@pytest.mark.django_db
def test_an_answer_waits_for_the_next_one_from_the_day_on_which_there_could_be_one():
    PartnerOutcomeFactory(on=date(2016, 6, 20))

    assert numbers("I14a") == []
    with calendar.clock_set_to(date(2016, 7, 18)):
        assert numbers("I14a") == [(0, 0)]


def test_what_stands_at_the_end_of_a_quarter_to_come_is_what_stands_today():
    caseload, last = FIGURES["C01"], calendar.pilot_quarters()[-1]

    early = caseload.cohort(last.period, date(2016, 2, 10))

    assert early == calendar.Period(calendar.PILOT.start, date(2016, 2, 11))


def numbers(code):
    """Numerator and base of each borough and day, as of the same last day."""
    found = count([FIGURES[code]], date(2016, 7, 31)).by_day[code]
    return [(tally.numerator, tally.denominator) for tally in found.values()]


def test_a_figure_that_asks_one_question_asks_no_other():
    asking = [each for each in INDICATORS if each.asks]
    assert asking
    for each in asking:
        wheres = [each.numerator, each.denominator, each.uncovered]
        wheres += [beside.where for beside in each.beside]
        asked = {lookup for where in wheres if where for lookup, _ in where.children}
        assert asked <= {each.asks, f"{each.asks}__in"}, each.code
        connected = {where.connector for where in wheres if where and len(where) > 1}
        assert connected <= {"AND"}, each.code
