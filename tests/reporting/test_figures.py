"""The figures against a slow count, the worked examples, and a ceiling on queries."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext

from pilot import calendar, parameters
from pilot.models import Borough, DayAllocation
from pilot.parameters import read_once
from referrals.models import Referral
from reporting.days import EVERY_POST
from reporting.disclosure import DisclosureClass, cumulative
from reporting.figures import (
    HIDDEN,
    NOT_RELEASED,
    SMALL_BASE,
    STILL_RUNNING,
    WAITING,
    figures_to,
    percentage,
    table_of,
)
from reporting.indicators import (
    DAYS,
    INDICATORS,
    OUT_OF_AREA,
    PAN_BOROUGH,
    SPENDING,
    TOTAL,
    Beside,
    Place,
)
from tests.factories import (
    AssumptionFactory,
    CaseFactory,
    ConcernFactory,
    PerpetratorFactory,
    ReferralFactory,
    SessionFactory,
    release,
)
from tests.reporting.oracle import slow_days, slow_people
from tests.reporting.pilots import RandomPilot

pytestmark = pytest.mark.django_db

Q1, Q2, Q3, Q4 = calendar.pilot_quarters()
BY_CODE = {indicator.code: indicator for indicator in INDICATORS}
WHERE = {code: Place(code, "") for code in ("LBHF", "RBKC", "WCC")}
AFTERWARDS = date(2016, 12, 1)
YEAR = cumulative("2016Q3")
# On the other database one of each has to be understood.
SEEDS = [0, *(pytest.param(seed, marks=pytest.mark.one_engine) for seed in (1, 2))]


def words(period):
    """The oracle's name of a period."""
    return period if isinstance(period, str) else f"to {period[1]}"


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("today", [AFTERWARDS, date(2016, 7, 15)])
def test_people_referred_twice_are_one_of_the_different_people(facts, seed, today):
    RandomPilot(seed, today=today)
    slow = slow_people(today)

    with calendar.clock_set_to(today):
        figures = figures_to(Q4)

    referred = [figure for key, figure in figures.table.items() if key[0] == "I01"]
    counted = {
        (place, words(period)): dict(figure.beside_in_words(in_clear=False))
        for (code, place, period), figure in figures.table.items()
        if code == "I01"
    }
    assert {key: beside["different people"] for key, beside in counted.items()} == slow
    assert any(slow["PILOT", "to 2016Q3"] < each.clear.value for each in referred)


def test_somebody_referred_in_two_boroughs_is_one_person_of_the_pilot(facts):
    for borough, surname in (("LBHF", "Umberley"), ("WCC", "UMBERLEY")):
        ReferralFactory(
            received_on=date(2015, 11, 2),
            given_names="Alder",
            surname=surname,
            born_on=date(1980, 2, 3),
            borough=facts.boroughs[borough],
        )
    with calendar.clock_set_to(AFTERWARDS):
        figures = figures_to(Q1)

    def people(place):
        beside = figures.figure(BY_CODE["I01"], place).beside_in_words(in_clear=False)
        return dict(beside)["different people"]

    assert figures.figure(BY_CODE["I01"], TOTAL).clear.value == 2
    assert [people(place) for place in (*WHERE.values(), TOTAL)] == [1, 0, 1, 1]


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("today", [AFTERWARDS, date(2016, 7, 15)])
def test_days_equal_a_slow_count(facts, seed, today):
    RandomPilot(seed, today=today, referrals=0)
    slow = slow_days(today)

    with calendar.clock_set_to(today):
        figures = figures_to(Q4)

    places = figures.places(BY_CODE["I22"])
    for post in figures.days.posts:
        for place in (*places, PAN_BOROUGH):
            for quarter in figures.quarters:
                for period in (str(quarter), cumulative(str(quarter))):
                    days = figures.days.of(post.pk, place, period)
                    worked, commissioned = slow[post.pk, place.code, words(period)]
                    assert days.worked == worked
                    # Rounded once for each of up to four quarters.
                    assert abs(Fraction(days.commissioned) - commissioned) < Fraction(
                        "0.04"
                    )


def test_example_1_a_quarter_gives_the_justice_worker_64_days(facts):
    with calendar.clock_set_to(AFTERWARDS):
        days = figures_to(Q1).days

    commissioned = [
        days.of("CJW", place, "2015Q4").commissioned for place in WHERE.values()
    ]
    assert commissioned == [Decimal("25.6"), Decimal("12.8"), Decimal("25.6")]
    assert days.of("CJW", TOTAL, "2015Q4").commissioned == 64


def test_example_1_over_the_whole_pilot_there_are_254_working_days(facts):
    with calendar.clock_set_to(AFTERWARDS):
        days = figures_to(Q4).days

    year = cumulative("2016Q3")
    by_borough = [days.of("CJW", place, year).commissioned for place in WHERE.values()]
    assert by_borough == [Decimal("101.6"), Decimal("50.8"), Decimal("101.6")]


def test_example_2_every_borough_gets_a_third_of_the_days_and_the_thirds_make_the_whole(
    facts,
):
    with calendar.clock_set_to(AFTERWARDS):
        days = figures_to(Q1).days

    each = [days.of(EVERY_POST, place, "2015Q4").commissioned for place in WHERE.values()]
    assert all(abs(share - Decimal(14) / 3 * 64 / 5) < Decimal("0.02") for share in each)
    assert (
        sum(each) == days.of(EVERY_POST, TOTAL, "2015Q4").commissioned == Decimal("179.2")
    )


def test_example_20_a_case_counts_for_engagement_when_its_42_days_have_passed(facts):
    case = CaseFactory(opened_on=date(2015, 12, 20))
    with calendar.clock_set_to(AFTERWARDS):
        figures = figures_to(Q2)

    of_case = Place(case.borough_id, "")
    assert figures.figure(BY_CODE["I04"], of_case, "2015Q4").clear.denominator == 0
    assert figures.figure(BY_CODE["I04"], of_case, "2016Q1").clear.denominator == 1


@pytest.mark.parametrize(("days", "engaged"), [(42, 1), (43, 0)])
def test_a_first_session_counts_up_to_the_forty_second_day(facts, days, engaged):
    opened_on = date(2015, 11, 2)
    CaseFactory(opened_on=opened_on, engaged_on=opened_on + timedelta(days=days))
    with calendar.clock_set_to(AFTERWARDS):
        figures = figures_to(Q1)

    clear = figures.figure(BY_CODE["I04"], TOTAL).clear
    assert (clear.numerator, clear.denominator) == (engaged, 1)


@pytest.mark.parametrize(
    ("today", "cases"), [(date(2016, 2, 14), 0), (date(2016, 2, 15), 1)]
)
def test_in_a_running_quarter_a_case_waits_for_its_42_days(facts, today, cases):
    CaseFactory(opened_on=date(2016, 1, 4))
    with calendar.clock_set_to(today):
        figures = figures_to(Q1.next())

    assert figures.figure(BY_CODE["I04"], TOTAL).clear.denominator == cases


def test_what_is_dated_after_today_does_not_count(facts):
    ReferralFactory(received_on=date(2016, 7, 15))
    ReferralFactory(received_on=date(2016, 7, 16))
    with calendar.clock_set_to(date(2016, 7, 15)):
        figures = figures_to(Q4)

    assert figures.figure(BY_CODE["I01"], TOTAL).clear.value == 1
    assert not figures.is_complete


def test_a_case_that_moved_stays_where_it_was_accepted_and_closes_where_it_is(facts):
    here, there = Borough.objects.get(pk="LBHF"), Borough.objects.get(pk="WCC")
    case = CaseFactory(
        accepted_borough=here,
        borough=there,
        opened_on=date(2016, 1, 4),
        engaged_on=date(2016, 1, 11),
        closed=True,
    )
    assert case.closed_on == date(2016, 4, 3)
    with calendar.clock_set_to(AFTERWARDS):
        figures = figures_to(Q3)

    def found(code):
        return [
            figures.to_date(BY_CODE[code], place).clear.denominator
            for place in WHERE.values()
        ]

    assert found("I04") == [1, 0, 0]
    assert found("I09") == [0, 0, 1]


def test_referrals_without_a_borough_stand_on_their_own_line(facts):
    ReferralFactory(without_borough=True, received_on=date(2015, 11, 2))
    with calendar.clock_set_to(AFTERWARDS):
        figures = figures_to(Q1)

    assert figures.figure(BY_CODE["I01"], OUT_OF_AREA).clear.value == 1
    assert figures.figure(BY_CODE["I01"], TOTAL).clear.value == 1


def test_a_row_on_no_line_of_the_table_stops_the_count(facts):
    """The identity of dictionary 1.3 cannot be broken silently."""
    ReferralFactory(without_borough=True, received_on=date(2016, 1, 11))
    without_a_line = replace(BY_CODE["I01"], elsewhere=None)

    with pytest.raises(LookupError, match="I01"):
        table_of(without_a_line, (Q2,), tuple(WHERE.values()), AFTERWARDS)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_lines_of_every_measure_add_up_to_the_pilot_total(facts, seed):
    """LBHF, RBKC, WCC, pan-borough and out of area: dictionary 1.3, over every period."""

    def measures(figure):
        return (
            figure.clear.numerator,
            figure.clear.denominator or 0,
            figure.uncovered,
            sum(figure.spread.values()),
        )

    RandomPilot(seed, today=AFTERWARDS, referrals=40)
    with calendar.clock_set_to(AFTERWARDS):
        figures = figures_to(Q4)
    quarters = [str(quarter) for quarter in figures.quarters]

    for indicator in INDICATORS:
        *lines, total = figures.places(indicator)
        for period in (*quarters, *map(cumulative, quarters)):
            parts = [measures(figures.figure(indicator, line, period)) for line in lines]
            together = tuple(map(sum, zip(*parts, strict=True)))
            assert measures(figures.figure(indicator, total, period)) == together
        if not indicator.is_level:
            each = [measures(figures.figure(indicator, total, name)) for name in quarters]
            together = tuple(map(sum, zip(*each, strict=True)))
            assert measures(figures.to_date(indicator, total)) == together


def test_waiting_referrals_and_missing_records_are_listed_beside_the_figures(facts):
    ReferralFactory(received_on=date(2015, 11, 2))
    SessionFactory(case__opened_on=date(2015, 11, 2))
    with calendar.clock_set_to(AFTERWARDS):
        figures = figures_to(Q1)

    referred = figures.figure(BY_CODE["I01"], TOTAL).beside_in_words(in_clear=True)
    attended = figures.figure(BY_CODE["I22"], TOTAL).beside_in_words(in_clear=True)
    assert dict(referred)["still waiting for a decision"] == 1
    assert dict(attended) == {
        "not recorded yet": 1,
        "cancelled with notice": 0,
        "cancelled by us": 0,
    }


def test_open_cases_by_post_stand_in_the_order_of_the_posts_each_time_they_are_asked():
    assert list(BY_CODE["C01"].spread.labels) == ["CJW", "FSW", "YPS"]


def test_counts_of_a_status_stay_with_the_provider(facts):
    figures = figures_to(Q1)

    def published(code):
        figure = figures.figure(BY_CODE[code], TOTAL)
        return [label for label, _ in figure.beside_in_words(in_clear=False)]

    assert published("I01") == [
        "different people",
        "from a source not known, or not on the list",
    ]
    assert published("I03") == []
    assert published("I22") == [
        "not recorded yet",
        "cancelled with notice",
        "cancelled by us",
    ]


def test_counts_beside_a_figure_are_for_headline_figures_only():
    young = Beside(label="of these, young people", where=Q(), disclosure=DisclosureClass.A)

    with pytest.raises(ValueError, match="I05"):
        replace(BY_CODE["I05"], beside=(young,))


@pytest.mark.parametrize(
    ("numerator", "denominator", "percent"),
    [(1, 3, "33.3"), (2, 3, "66.7"), (1, 16, "6.3"), (5, 5, "100.0"), (0, 5, "0.0")],
)
def test_percentages_are_rounded_half_up_to_one_decimal(numerator, denominator, percent):
    assert percentage(numerator, denominator) == Decimal(percent)


def test_a_percentage_of_nothing_is_no_number():
    assert percentage(0, 0) is None


def test_a_small_number_of_supported_people_is_hidden_and_so_is_what_gives_it_away(facts):
    for code, count in {"LBHF": 12, "RBKC": 3, "WCC": 9}.items():
        for _ in range(count):
            PerpetratorFactory(supported_on=date(2015, 12, 1), supported_borough_id=code)
    with calendar.clock_set_to(AFTERWARDS):
        release(Q1)
        figures = figures_to(Q1)

    supported = [
        figures.figure(BY_CODE["I05"], place) for place in (*WHERE.values(), TOTAL)
    ]
    assert [each.clear.value for each in supported] == [12, 3, 9, 24]
    assert [each.published.value for each in supported] == [12, HIDDEN, HIDDEN, 24]


def test_a_headline_figure_is_published_in_clear_without_a_percentage_of_too_few(facts):
    for _ in range(2):
        ReferralFactory(accepted=True, received_on=date(2015, 11, 2))
    with calendar.clock_set_to(AFTERWARDS):
        figure = figures_to(Q1).figure(BY_CODE["I03"], TOTAL)

    assert figure.clear == (2, 2, Decimal("100.0"), "")
    assert figure.published == (2, 2, HIDDEN, parameters.filled(SMALL_BASE))


def test_that_everything_was_on_time_says_nothing_of_a_person_and_is_told(facts):
    """Twelve of twelve were tried in time, and came in time: only the latter is of them."""
    for _ in range(12):
        CaseFactory(
            opened_on=date(2015, 10, 20),
            engaged_on=date(2015, 10, 27),
            referral__received_on=date(2015, 10, 19),
        )
    Referral.objects.update(tried_after=1)
    with calendar.clock_set_to(AFTERWARDS):
        release(Q1)
        figures = figures_to(Q1)

    on_time, engaged = (
        figures.figure(BY_CODE[code], TOTAL).published for code in ("I21", "I04")
    )
    assert on_time == (12, 12, Decimal("100.0"), "")
    assert engaged.numerator == HIDDEN


def test_days_to_resolve_a_concern_are_of_nobody_and_shown_on_any_base(facts):
    ConcernFactory(borough__code="WCC", resolved=True)
    ConcernFactory(borough__code="WCC", answered=True)
    with calendar.clock_set_to(AFTERWARDS):
        figures = figures_to(Q4)

    resolved = figures.figure(BY_CODE["C12"], WHERE["WCC"])
    assert resolved.clear.value == resolved.published.value == 1
    assert resolved.average == resolved.published_average == Decimal("3.0")


def test_a_rate_of_nobody_is_published_as_no_number(facts):
    with calendar.clock_set_to(AFTERWARDS):
        release(Q1)
        figure = figures_to(Q1).figure(BY_CODE["I04"], TOTAL)

    assert figure.published == (0, 0, None, "")


@pytest.mark.one_engine  # what is hidden is worked out from counts that were read
@pytest.mark.parametrize("seed", range(6))
def test_what_is_published_is_what_is_true_or_hidden(facts, seed):
    RandomPilot(seed, today=AFTERWARDS, referrals=90)
    with calendar.clock_set_to(AFTERWARDS):
        release()
        figures = figures_to(Q4)

    for figure in figures.table.values():
        hidden = HIDDEN in figure.published[:3]
        assert hidden == bool(figure.published.note)
        for shown, true in zip(figure.published[:3], figure.clear[:3], strict=True):
            assert shown in (true, HIDDEN)
        if figure.indicator.disclosure is DisclosureClass.B:
            for shown in figure.published[:2]:
                assert shown not in (1, 2, 3, 4)


@pytest.mark.one_engine
def test_a_quarter_added_later_leaves_the_earlier_answers_as_they_were(facts):
    RandomPilot(7, today=AFTERWARDS, referrals=90)
    with calendar.clock_set_to(AFTERWARDS):
        release()
        early, late = figures_to(Q2), figures_to(Q4)

    assert early.table == {key: late.table[key] for key in early.table}


@pytest.mark.one_engine
@pytest.mark.parametrize("seed", range(2))
def test_outcomes_of_a_running_quarter_are_not_shown(facts, seed):
    today = date(2016, 7, 15)
    RandomPilot(seed, today=today, referrals=90)
    with calendar.clock_set_to(today):
        release()
        figures = figures_to(Q4)

    for (_, _, period), figure in figures.table.items():
        is_running = period in (str(Q4), cumulative(str(Q4)))
        waits = is_running and figure.indicator.disclosure is DisclosureClass.B
        assert (figure.published.note == STILL_RUNNING) == waits
        if waits:
            base = WAITING if figure.indicator.is_rate else None
            assert figure.published[:3] == (WAITING, base, WAITING)
            assert WAITING not in figure.clear


def test_an_outcome_is_not_shown_before_its_quarter_is_released(facts):
    for code in WHERE:
        for _ in range(12):
            PerpetratorFactory(supported_on=date(2016, 5, 3), supported_borough_id=code)
    with calendar.clock_set_to(AFTERWARDS):
        figure = figures_to(Q3).figure(BY_CODE["I05"], TOTAL)

    assert figure.published == (WAITING, None, WAITING, NOT_RELEASED)
    assert (figure.submitted, figure.restated) == (None, None)


def test_a_running_quarter_changes_nothing_of_what_was_released_before(facts):
    for code, count in {"LBHF": 12, "RBKC": 3, "WCC": 9}.items():
        for _ in range(count):
            PerpetratorFactory(supported_on=date(2016, 5, 3), supported_borough_id=code)
    with calendar.clock_set_to(date(2016, 7, 1)):
        release()
        before = figures_to(Q3)
    PerpetratorFactory(supported_on=date(2016, 7, 4), supported_borough_id="WCC")
    with calendar.clock_set_to(date(2016, 7, 15)):
        after = figures_to(Q4)

    for key, figure in before.table.items():
        assert figure.published == after.table[key].published


@pytest.mark.parametrize(
    ("today", "latest"),
    [(date(2015, 12, 31), Q1), (date(2016, 1, 1), Q1), (date(2016, 7, 15), Q3)],
)
def test_the_latest_complete_quarter_is_the_first_while_none_is_over(facts, today, latest):
    with calendar.clock_set_to(today):
        figures = figures_to(calendar.quarter_of(today))

    assert figures.latest_complete == latest


def test_the_number_of_queries_is_the_same_for_2_rows_and_for_50(facts):
    def queries():
        found = CaptureQueriesContext(connection)
        with found, read_once(), calendar.clock_set_to(AFTERWARDS):
            figures = figures_to(Q4)
            assert figures.days.posts
            assert figures.spending.table
        return len(found)

    RandomPilot(1, today=AFTERWARDS, referrals=2)
    few = queries()
    RandomPilot(2, today=AFTERWARDS, referrals=50)

    # All that is counted from rows, boroughs, releases, days in three, money in six, and
    # the parameters.
    assert queries() == few == 13


def test_an_allocation_that_ends_gives_no_days_after_it(facts):
    DayAllocation.objects.filter(post="CJW").delete()
    ends = date(2015, 10, 2)  # a Friday: two working days
    DayAllocation.objects.create(
        post_id="CJW", borough_id="WCC", days_per_week=5, starts_on=Q1.period.start,
        ends_on=ends, source="Invented",
    )  # fmt: skip
    with calendar.clock_set_to(AFTERWARDS):
        days = figures_to(Q2).days

    assert days.of("CJW", WHERE["WCC"], "2015Q4").commissioned == 2
    assert days.of("CJW", WHERE["WCC"], "2016Q1").commissioned == 0


def test_splits_that_nobody_has_agreed_are_marked(facts):
    DayAllocation.objects.filter(post="YPS", borough="WCC").update(
        assumption=AssumptionFactory(code="A-02"), is_locked=False
    )
    DayAllocation.objects.filter(post="CJW").update(assumption=None)
    days = figures_to(Q1).days

    assert days.is_assumed("YPS", WHERE["WCC"])
    assert not days.is_assumed("CJW", WHERE["LBHF"])


def test_the_registry_says_everything_that_is_printed_beside_a_number():
    abuse = ["I07", *(f"I07{each}" for each in "abcd")]
    identified = ["I01", "I02", "I03", "I04", "I05", "I06", *abuse, "I08", "I08b", "I09"]
    identified.insert(identified.index("I05"), "I04b")
    identified.append("F01")
    safety = ["I10", "I11", "I11b", "I12", "I13", *(f"I14{each}" for each in "abcdef")]
    capacity = ["I16", "I17", "I18", "I19", "I20"]
    context = [*(f"C0{number}" for number in range(1, 10)), "C10", "C11", "C12"]
    assert list(BY_CODE) == [
        *identified, *safety, "I15", *capacity, "I21", "I22", "I25", "I25b", *context
    ]  # fmt: skip
    for definition in (*INDICATORS, DAYS, SPENDING):
        assert definition.outcome.label
        assert "Period: by " in definition.definition
        assert ("Out of" in definition.definition) == bool(definition.denominator_words)
    for indicator in INDICATORS:
        assert (indicator.uncovered is None) == (not indicator.uncovered_words)


def test_all_twenty_five_indicators_are_defined():
    codes = {
        each.code[:3] for each in (*INDICATORS, DAYS, SPENDING) if each.code.startswith("I")
    }
    assert codes == {f"I{number:02}" for number in range(1, 26)}
