"""What a figure reads is taken from the query that counts it."""

import pytest

from pilot import calendar
from pilot.models import Borough
from reporting.indicators import INDICATORS
from reporting.management.commands.recompute_facts import KEPT
from reporting.returns.reads import SAID_BY, Reads, reads_of

pytestmark = pytest.mark.django_db
Q1 = calendar.pilot_quarters()[0]


@pytest.fixture
def reads(facts):
    return reads_of(Borough.objects.get(pk="LBHF"), Q1)


def test_every_figure_reads_the_kind_of_row_it_counts(reads):
    for indicator in INDICATORS:
        asked = reads[indicator.code]
        assert asked.rows <= asked.kinds, indicator.code
        assert asked.fields, indicator.code
    assert reads["I23"].rows == {"pilot.workday"}


def test_a_figure_reads_the_fields_of_its_query_and_what_they_repeat(reads):
    engaged = reads["I04"]

    assert engaged.asks("cases.case", frozenset({"engaged_after"}))
    assert not engaged.asks("cases.case", frozenset({"worker", "status"}))
    assert not engaged.asks("cases.casenote", None)
    assert engaged.is_told("cases.case", "cases.session", None)
    assert not engaged.is_told("cases.case", "cases.stagerating", None)


def test_a_figure_of_sessions_repeats_of_their_case_its_borough_alone(reads):
    attendance = reads["I22"]

    assert attendance.is_told("cases.session", "cases.case", frozenset({"borough"}))
    assert not attendance.is_told("cases.session", "cases.case", frozenset({"worker"}))
    assert not attendance.is_told("cases.session", "cases.case", None)
    assert not attendance.compared


def test_a_figure_of_first_cases_asks_which_is_first_and_nothing_else_of_the_others(reads):
    for code in ("I02", "I25"):
        assert reads[code].asks("cases.case", frozenset({"is_first"})), code
        assert not reads[code].is_told("cases.case", "cases.case", frozenset({"worker"}))
    assert not reads["I25"].compared & {"cases.case"}


def test_a_figure_of_the_latest_measure_compares_those_of_a_case(reads):
    assert "partners.dashassessment" in reads["I12"].compared


def test_a_kind_that_it_counts_without_asking_its_fields_is_asked_altogether():
    counted = Reads(frozenset({"cases.case"}), {}, frozenset())

    assert counted.asks("cases.case", frozenset({"worker"}))


def test_every_fact_kept_on_a_row_says_of_which_records_it_is_a_repetition():
    alone = {"pilot.concern"}  # its own thread says it, and its own events
    for model, fields in KEPT.items():
        kind = model._meta.label_lower
        if kind not in alone:
            assert set(fields) <= SAID_BY[kind].keys(), kind
