"""Protected characteristics: pilot-wide, to date, in groups, and released like the rest."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import EqualityRecord
from pilot import calendar
from pilot.parameters import read_once
from reporting.disclosure import SUPPRESSED_BECAUSE
from reporting.equality import CHARACTERISTICS, TOGETHER, equality_to
from reporting.figures import HIDDEN, NOT_RELEASED, WAITING, figures_to
from reporting.indicators import EQUALITY_COMPLETE, TOTAL
from tests.factories import CaseFactory, UserFactory, release

pytestmark = pytest.mark.django_db

Q1, Q2, *_ = calendar.pilot_quarters()
AFTERWARDS = date(2016, 12, 1)
ETHNICITY, SEX, AGE, DISABILITY = (each.code for each in CHARACTERISTICS[:4])


@pytest.fixture(autouse=True)
def afterwards(facts):
    with calendar.clock_set_to(AFTERWARDS):
        yield


def accepted(count, *, on=date(2015, 11, 2), born_on=date(1980, 6, 1), **answers):
    """So many people who say this of themselves."""
    for _ in range(count):
        case = CaseFactory(
            opened_on=on, perpetrator__born_on=born_on, referral__received_on=on
        )
        if answers:
            EqualityRecord.objects.create(
                perpetrator=case.perpetrator,
                asked_on=on,
                asked_by=UserFactory(),
                **answers,
            )


def table(code, quarter=Q1):
    return next(
        each
        for each in equality_to(figures_to(quarter))
        if each.characteristic.code == code
    )


def rows(code, quarter=Q1, column="clear"):
    return {row.group: getattr(row, column) for row in table(code, quarter).rows}


def test_answers_are_counted_in_groups_and_the_missing_ones_too():
    accepted(2, ethnicity="E11-01")
    accepted(1, ethnicity="E11-04")
    accepted(3, ethnicity="E11-15")
    accepted(1, ethnicity="DECLINED")
    accepted(1)

    assert rows(ETHNICITY) == {
        "White": 3,
        "Mixed": 0,
        "Asian": 0,
        "Black": 3,
        "Other": 0,
        "Not stated": 2,
        TOGETHER: 8,
    }


def test_a_person_counts_once_however_many_cases_they_have():
    accepted(1, sex="M")
    person = EqualityRecord.objects.get().perpetrator
    CaseFactory(perpetrator=person, opened_on=date(2016, 2, 1))

    assert rows(SEX, Q2) == {"Female": 0, "Male": 1, "Not stated": 0, TOGETHER: 1}


@pytest.mark.parametrize(
    ("born_on", "band"),
    [
        (date(1997, 11, 2), "18 to 24"),
        (date(1997, 11, 3), "10 to 17"),
        (date(1970, 11, 3), "35 to 44"),
        (date(1970, 11, 2), "45 and over"),
        (None, "Not stated"),
    ],
)
def test_the_age_is_that_of_the_day_of_the_referral(born_on, band):
    accepted(1, born_on=born_on)

    assert rows(AGE)[band] == 1


@pytest.mark.parametrize(
    ("condition", "effect", "group"),
    [
        ("YES", "LOT", "Disabled"),
        ("YES", "LITTLE", "Disabled"),
        ("YES", "NONE", "Not disabled"),
        ("NO", "NOT_ASKED", "Not disabled"),
        ("YES", "NOT_ASKED", "Not stated"),
        ("NOT_KNOWN", "LOT", "Not stated"),
    ],
)
def test_disability_is_derived_as_on_the_record(condition, effect, group):
    accepted(1, condition=condition, effect=effect)

    derived = {True: "Disabled", False: "Not disabled", None: "Not stated"}
    assert rows(DISABILITY)[group] == 1
    assert derived[EqualityRecord.objects.get().is_disabled] == group


def test_nothing_is_published_before_the_release():
    accepted(20, sex="M")

    assert set(rows(SEX, column="published").values()) == {WAITING}
    assert table(SEX).note == NOT_RELEASED


def test_a_small_group_is_hidden_and_what_would_tell_it():
    accepted(20, sex="M")
    accepted(9)
    accepted(3, sex="F")

    release(Q1)

    assert rows(SEX, column="published") == {
        "Female": HIDDEN,
        "Male": 20,
        "Not stated": HIDDEN,
        TOGETHER: 32,
    }
    assert table(SEX).note == SUPPRESSED_BECAUSE
    assert table(SEX).submitted_on == AFTERWARDS


def test_a_small_total_stands_as_in_the_headlines_and_hides_its_groups():
    accepted(4, sex="M")

    release(Q1)

    shown = rows(SEX, column="published")
    assert shown.pop(TOGETHER) == 4
    assert set(shown.values()) == {HIDDEN}


def test_every_question_says_the_same_of_how_many_there_are_together():
    accepted(12, sex="M", ethnicity="E11-01")
    accepted(9, sex="F", ethnicity="E11-15")
    release(Q1)
    accepted(1, sex="F", ethnicity="E11-15")
    accepted(6, sex="M", ethnicity="E11-01")
    release(Q1)

    totals = {
        each.characteristic.code: (each.rows[-1].published, each.rows[-1].restated)
        for each in equality_to(figures_to(Q1))
    }

    assert set(totals.values()) == {(21, 28)}
    assert HIDDEN in rows(SEX, column="restated").values()


def test_how_many_were_accepted_is_one_number_in_the_quality_of_records_too():
    # As many as the headline figures say: hidden there, it would stand here all the same.
    for code, count in {"LBHF": 12, "RBKC": 9, "WCC": 4}.items():
        for _ in range(count):
            CaseFactory(
                borough__code=code,
                opened_on=date(2015, 11, 2),
                referral__received_on=date(2015, 11, 2),
            )

    release(Q1)

    quality = figures_to(Q1).to_date(EQUALITY_COMPLETE, TOTAL)
    assert quality.published.denominator == 25
    assert rows(SEX, column="published")[TOGETHER] == 25


def test_one_person_more_tells_nothing_of_the_quality_of_records():
    accepted(20, sex="M")
    release(Q1)
    accepted(1, sex="M")
    release(Q1)

    quality = figures_to(Q1).to_date(EQUALITY_COMPLETE, TOTAL)
    assert set(quality.restated.published[:3]) == {HIDDEN}


def test_the_answer_of_one_is_told_by_no_number_that_comes_later():
    # How many there are is known of every quarter: one, so the five women are four and one.
    second = date(2016, 2, 1)
    accepted(1, sex="F")
    release(Q1)
    accepted(4, sex="F", on=second)
    accepted(5, sex="M", on=second)
    accepted(5, on=second)
    release(Q2)

    shown = {row.group: row.published for row in table(SEX, Q2).rows}
    assert shown.pop(TOGETHER) == 15
    assert shown["Female"] == HIDDEN


def test_a_later_answer_shows_beside_the_first_or_not_at_all():
    accepted(20, sex="M")
    accepted(9, sex="F")
    accepted(8)
    release(Q1)
    accepted(6, sex="F")
    accepted(7, sex="M")
    release(Q1)
    first = rows(SEX, column="published"), rows(SEX, column="restated")
    accepted(1, sex="F")
    release(Q1)

    submitted = {"Female": 9, "Male": 20, "Not stated": 8, TOGETHER: 37}
    assert first == (submitted, {**submitted, "Female": 15, "Male": 27, TOGETHER: 50})
    assert rows(SEX, column="published") == submitted
    assert rows(SEX, column="restated")["Female"] == HIDDEN
    assert table(SEX).restated_on == AFTERWARDS


def test_one_query_more_than_the_figures_whatever_there_is():
    def queries():
        figures = figures_to(Q2)
        with CaptureQueriesContext(connection) as found, read_once():
            equality_to(figures)
        return len(found)

    accepted(2, sex="M")
    assert queries() == 1
    accepted(30, sex="F", ethnicity="E11-05")
    release(Q2)
    assert queries() == 1
