"""Figures of partner support: the same as counted slowly, and nothing but counts."""

import random
from datetime import date, timedelta

import pytest

from cases.actions import keep_engagement
from cases.partners.figures import COLUMNS
from pilot import calendar
from pilot.parameters import read_once
from reporting.disclosure import DisclosureClass
from reporting.figures import figures_to
from reporting.indicators import INDICATORS, count
from reporting.indicators.safety import ABUSE_ENDED, LESS_ABUSE, SAFETY
from tests.factories import (
    CaseFactory,
    DashAssessmentFactory,
    MaracDecisionFactory,
    PartnerCaseFactory,
    PartnerOutcomeFactory,
    SessionFactory,
    SeverityGridFactory,
)
from tests.reporting.oracle import slow_count
from tests.reporting.test_figures import words

pytestmark = pytest.mark.django_db

AFTERWARDS = date(2016, 12, 31)
LAST = calendar.pilot_quarters()[-1]
OF_SUPPORT = (*SAFETY, LESS_ABUSE, *ABUSE_ENDED)
CODES = {indicator.code for indicator in OF_SUPPORT}
SCALES = ("respect", "space", "safety", "parenting", "awareness", "childhood")
FEELINGS = ("MUCH_SAFER", "SAFER", "SAME", "LESS_SAFE", "DK", "DECLINED", "NOT_ASKED")


def his_case(dice, borough, opened):
    """His case: open or closed, with somebody who came to it or not."""
    case = {"borough__code": borough, "opened_on": opened}
    if dice.random() < 0.7:
        case |= {
            "closed": True,
            "closed_on": opened + timedelta(days=dice.randint(60, 200)),
        }
    case = CaseFactory(**case)
    if dice.random() < 0.8:
        SessionFactory(case=case, attended=True, on=opened)
        keep_engagement(case)
    return case


def some_support(seed):
    """Partner cases of every kind, at random inside the pilot year."""
    dice = random.Random(seed)

    def sometimes(start, most, chance=0.7):
        if dice.random() > chance:
            return None
        return start + timedelta(days=dice.randint(0, most))

    for borough in ("LBHF", "RBKC", "WCC") * 6:
        opened = date(2015, 10, 5) + timedelta(days=dice.randint(0, 260))
        tried = sometimes(opened, 12)
        talked = tried and sometimes(tried, 10)
        scope = dice.choice(("YES", "YES", "NOT_KNOWN", "NO"))
        closed = sometimes(opened + timedelta(days=40), 100, 0.3)
        ended = {"closed": True, "closed_on": closed} if closed else {}
        case = PartnerCaseFactory(
            borough__code=borough,
            opened_on=opened,
            link__case=his_case(dice, borough, opened),
            scope=scope,
            out_of_scope="UNSAFE" if scope == "NO" else "",
            first_attempt_on=tried,
            first_contact_on=talked,
            accepted_on=talked and sometimes(talked, 40),
            **ended,
        )
        exits = dice.sample(["REVIEW", "REVIEW", "EXIT", "FOLLOW_UP"], 4)
        points = ["START"] * dice.randint(0, 1) + exits
        on = opened
        for point in points[: dice.randint(0, 5)]:
            on += timedelta(days=dice.randint(0, 45))
            day = {"partner_case": case, "on": on, "point": point}
            criteria = dice.choice(([], ["REPEAT"], ["SCORE"]))
            DashAssessmentFactory(yes=dice.randint(0, 24), criteria=criteria, **day)
            groups = ("physical", "sexual", "stalking", "controlling")
            grid = {group: dice.choice((0, 1, 2, 3, 9)) for group in groups}
            SeverityGridFactory(**grid, **day)
            answers = {name: dice.choice(("1", "2", "5", "DECLINED")) for name in SCALES}
            PartnerOutcomeFactory(feels_safer=dice.choice(FEELINGS), **answers, **day)
            if dice.random() < 0.6:
                days = timedelta(days=dice.randint(0, 5))
                kind = dice.choice(("REFERRED", "REFERRED", "ALREADY", "NOT_REFERRED"))
                MaracDecisionFactory(partner_case=case, decision=kind, on=on + days)


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("today", [AFTERWARDS, date(2016, 5, 17)])
def test_every_figure_of_support_is_what_a_slow_count_gives(facts, seed, today):
    some_support(seed)
    with calendar.clock_set_to(today):
        slow = slow_count(today)
        figures = figures_to(LAST)

    found = 0
    for (code, place, period), figure in figures.table.items():
        if code in CODES:
            counted = slow[code, place, words(period)]
            found += counted.out_of
            assert figure.clear.numerator == counted.hits, (code, place, period)
            assert figure.clear.denominator == counted.out_of, (code, place, period)
            if figure.indicator.uncovered is not None:
                assert figure.uncovered == counted.unknown, (code, place, period)
    assert found > 100, "there was something to count"


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
