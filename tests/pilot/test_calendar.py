"""The pilot's clock and calendar, with the dates that break naive code."""

import itertools
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pilot import calendar
from pilot.calendar import PILOT, Period, Quarter

DAYS = st.dates(date(2014, 1, 1), date(2018, 12, 31))


def test_the_clock_follows_the_day_the_service_is_set_to(settings):
    settings.PILOT_TODAY = date(2016, 2, 29)

    assert calendar.today() == date(2016, 2, 29)
    assert calendar.now().date() == date(2016, 2, 29)


def test_without_a_set_day_the_clock_tells_the_real_time_in_london(settings):
    settings.PILOT_TODAY = None

    with time_machine.travel(datetime(2016, 7, 15, 23, 30, tzinfo=UTC), tick=False):
        assert calendar.now().isoformat() == "2016-07-16T00:30:00+01:00"
        assert calendar.today() == date(2016, 7, 16)


def test_a_moment_set_for_a_while_ends_with_it():
    with calendar.clock_set_to(datetime(2016, 3, 31, 23, 30, tzinfo=UTC)):
        assert calendar.now().isoformat() == "2016-04-01T00:30:00+01:00"
        with calendar.clock_set_to(date(2015, 12, 25)):
            assert calendar.today() == date(2015, 12, 25)
        assert calendar.today() == date(2016, 4, 1)

    assert calendar.today() == date(2016, 7, 15)


def test_the_clock_is_put_back_even_when_the_work_fails():
    with pytest.raises(ZeroDivisionError), calendar.clock_set_to(date(2015, 12, 25)):
        raise ZeroDivisionError

    assert calendar.today() == date(2016, 7, 15)


@pytest.mark.parametrize(
    ("moment", "day", "quarter"),
    [
        ("2016-03-31T22:59:00+00:00", date(2016, 3, 31), "2016Q1"),
        ("2016-03-31T23:30:00+00:00", date(2016, 4, 1), "2016Q2"),
        ("2016-06-30T22:59:00+00:00", date(2016, 6, 30), "2016Q2"),
        ("2016-06-30T23:30:00+00:00", date(2016, 7, 1), "2016Q3"),
        ("2015-10-24T23:30:00+00:00", date(2015, 10, 25), "2015Q4"),
        ("2015-12-31T23:59:00+00:00", date(2015, 12, 31), "2015Q4"),
    ],
)
def test_a_moment_counts_on_the_day_and_in_the_quarter_it_has_in_london(
    moment, day, quarter
):
    with calendar.clock_set_to(datetime.fromisoformat(moment)):
        assert calendar.today() == day
        assert calendar.day_of(datetime.fromisoformat(moment)) == day
        assert str(calendar.quarter_of(calendar.today())) == quarter


def test_the_hour_that_comes_twice_is_told_apart_and_stays_in_order():
    first = datetime(2015, 10, 25, 0, 30, tzinfo=UTC)
    shown = []
    for moment in (first, first + timedelta(hours=1)):
        with calendar.clock_set_to(moment):
            shown.append(calendar.now().isoformat())

    assert shown == ["2015-10-25T01:30:00+01:00", "2015-10-25T01:30:00+00:00"]


def test_the_hour_that_never_comes_is_an_hour_later_once_it_is_stored(settings):
    settings.PILOT_TODAY = date(2016, 3, 27)  # the clocks go forward, on Easter Sunday

    with time_machine.travel(datetime(2016, 1, 4, 1, 30, tzinfo=UTC), tick=False):
        stored = calendar.now().astimezone(UTC).astimezone(calendar.LONDON)

    assert stored.isoformat() == "2016-03-27T02:30:00+01:00"


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        (date(2016, 3, 24), 1, date(2016, 3, 29)),  # Good Friday, a weekend, Easter Monday
        (date(2015, 12, 23), 1, date(2015, 12, 24)),
        (date(2015, 12, 23), 2, date(2015, 12, 29)),  # Boxing Day is a Saturday: 28 is off
        (date(2015, 12, 31), 1, date(2016, 1, 4)),
        (date(2016, 4, 29), 1, date(2016, 5, 3)),
        (date(2016, 5, 27), 1, date(2016, 5, 31)),
        (date(2016, 8, 26), 1, date(2016, 8, 30)),
        (date(2016, 7, 11), 5, date(2016, 7, 18)),
        (date(2016, 7, 16), 1, date(2016, 7, 18)),  # from a Saturday
        (date(2016, 7, 16), 0, date(2016, 7, 16)),
    ],
)
def test_working_days_step_over_weekends_and_bank_holidays(day, count, due):
    assert calendar.add_working_days(day, count) == due


def test_the_bank_holidays_of_the_pilot_are_englands():
    weekdays = [
        day
        for year in (2015, 2016)
        for day in sorted(calendar.bank_holidays(year))
        if day.weekday() < 5
    ]

    assert weekdays == [
        date(2015, 1, 1),
        date(2015, 4, 3),
        date(2015, 4, 6),
        date(2015, 5, 4),
        date(2015, 5, 25),
        date(2015, 8, 31),
        date(2015, 12, 25),
        date(2015, 12, 28),
        date(2016, 1, 1),
        date(2016, 3, 25),
        date(2016, 3, 28),
        date(2016, 5, 2),
        date(2016, 5, 30),
        date(2016, 8, 29),
        date(2016, 12, 26),
        date(2016, 12, 27),
    ]


def test_the_list_of_bank_holidays_reaches_past_next_year():
    years = range(2015, timezone.now().year + 2)

    counts = {
        year: sum(day.weekday() < 5 for day in calendar.bank_holidays(year))
        for year in years
    }

    assert min(counts.values()) >= 8, counts


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_working_days_of_two_stretches_add_up(start, first, second):
    middle = start + timedelta(days=first)
    end = middle + timedelta(days=second)

    assert calendar.working_days(Period(start, middle)) + calendar.working_days(
        Period(middle, end)
    ) == calendar.working_days(Period(start, end))


@given(DAYS, st.integers(0, 20), st.integers(0, 20))
def test_adding_working_days_in_two_steps_or_in_one_is_the_same(day, first, second):
    stepwise = calendar.add_working_days(calendar.add_working_days(day, first), second)

    assert stepwise == calendar.add_working_days(day, first + second)


@pytest.mark.parametrize(
    ("day", "count", "before"),
    [
        (date(2016, 3, 29), 1, date(2016, 3, 24)),  # Easter Monday, a weekend, Good Friday
        (date(2016, 7, 15), 5, date(2016, 7, 8)),
        (date(2016, 7, 17), 1, date(2016, 7, 15)),  # from a Sunday
        (date(2016, 7, 17), 0, date(2016, 7, 17)),
    ],
)
def test_working_days_are_counted_back_over_weekends_and_bank_holidays(day, count, before):
    assert calendar.subtract_working_days(day, count) == before


@given(DAYS, st.integers(1, 30))
def test_a_day_so_many_working_days_ago_is_the_last_from_which_so_many_have_passed(
    day, count
):
    before = calendar.subtract_working_days(day, count)

    assert calendar.is_working_day(before)
    assert calendar.working_days(Period(before, day)) == count


@given(DAYS, st.integers(1, 30))
def test_as_many_working_days_lie_between_as_were_added(day, count):
    due = calendar.add_working_days(day, count)
    after_day = Period(day + timedelta(days=1), due + timedelta(days=1))

    assert calendar.is_working_day(due)
    assert calendar.working_days(after_day) == count


@given(DAYS)
def test_each_day_lies_in_the_quarter_it_names_and_in_no_other(day):
    quarter = calendar.quarter_of(day)

    assert day in quarter.period
    assert day not in quarter.next().period
    assert day not in quarter.previous().period


@given(st.integers(1901, 2998), st.integers(1, 4))
def test_quarters_follow_each_other_without_gap_or_overlap(year, number):
    quarter = Quarter(year, number)

    assert quarter.period.end == quarter.next().period.start
    assert quarter.previous().next() == quarter == quarter.next().previous()
    assert quarter.previous() < quarter < quarter.next()
    assert Quarter.parse(str(quarter)) == quarter
    assert 90 <= len(quarter.period) <= 92


def test_the_four_quarters_make_up_the_pilot_exactly():
    quarters = calendar.pilot_quarters()

    assert [str(quarter) for quarter in quarters] == [
        "2015Q4",
        "2016Q1",
        "2016Q2",
        "2016Q3",
    ]
    assert [day for quarter in quarters for day in quarter.period.days()] == list(
        PILOT.days()
    )
    assert [calendar.cumulative(quarter).last for quarter in quarters] == [
        date(2015, 12, 31),
        date(2016, 3, 31),
        date(2016, 6, 30),
        date(2016, 9, 30),
    ]
    assert {calendar.cumulative(quarter).start for quarter in quarters} == {PILOT.start}


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        (date(2015, 9, 30), False),
        (date(2015, 10, 1), True),
        (date(2016, 2, 29), True),
        (date(2016, 9, 30), True),
        (date(2016, 10, 1), False),
    ],
)
def test_the_pilot_holds_its_first_day_and_its_last(day, inside):
    assert (day in PILOT) is inside


@pytest.mark.parametrize(
    ("text", "label", "of_the_pilot", "of_the_councils"),
    [
        ("2015Q4", "October to December 2015", "Quarter 1 of the pilot", "2015/16 Q3"),
        ("2016Q1", "January to March 2016", "Quarter 2 of the pilot", "2015/16 Q4"),
        ("2016Q2", "April to June 2016", "Quarter 3 of the pilot", "2016/17 Q1"),
        (" 2016q3 ", "July to September 2016", "Quarter 4 of the pilot", "2016/17 Q2"),
        ("2016Q4", "October to December 2016", "Outside the pilot", "2016/17 Q3"),
        ("2000Q1", "January to March 2000", "Outside the pilot", "1999/00 Q4"),
    ],
)
def test_a_quarter_says_which_it_is_for_the_pilot_and_for_the_councils(
    text, label, of_the_pilot, of_the_councils
):
    quarter = Quarter.parse(text)

    assert quarter.label == label
    assert quarter.pilot_label == of_the_pilot
    assert quarter.finance_label == of_the_councils


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Q4",
        "2015",
        "2015Q5",
        "2015Q0",
        "2015-Q4",
        "15Q4",
        "2015Q44",
        "٢٠١٥Q4",
        "0000Q1",
    ],
)
def test_what_is_not_a_quarter_is_refused_with_how_to_write_one(text):
    with pytest.raises(ValueError, match=r"like 2015Q4|There is no year"):
        Quarter.parse(text)


@pytest.mark.parametrize("text", ["1900Q1", "2999Q4"])
def test_the_first_and_the_last_quarter_that_can_be_written_have_days(text):
    quarter = Quarter.parse(text)

    assert quarter.previous().period.end == quarter.period.start
    assert quarter.period.end == quarter.next().period.start


@pytest.mark.parametrize(("year", "number"), [(2016, 0), (2016, 5), (0, 4), (10000, 1)])
def test_a_quarter_that_no_calendar_has_is_refused(year, number):
    with pytest.raises(ValueError, match=f"There is no quarter {number} of {year}"):
        Quarter(year, number)


@pytest.mark.parametrize(
    ("day", "quarter"),
    [
        (date(2014, 5, 1), "2015Q4"),
        (date(2015, 10, 1), "2015Q4"),
        (date(2016, 5, 1), "2016Q2"),
        (date(2016, 9, 30), "2016Q3"),
        (date(2018, 1, 1), "2016Q3"),
    ],
)
def test_a_day_outside_the_pilot_is_shown_its_nearest_quarter(day, quarter):
    assert str(calendar.pilot_quarter_of(day)) == quarter


def test_a_period_is_half_open_inside_and_closed_in_words():
    period = Period(date(2016, 2, 1), date(2016, 3, 1))

    assert period.last == date(2016, 2, 29)
    assert period.label == "1 February 2016 to 29 February 2016"
    assert len(period) == 29
    assert date(2016, 3, 1) not in period


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(ValueError, match="cannot end before it starts"):
        Period(date(2016, 2, 2), date(2016, 2, 1))


@pytest.mark.parametrize(
    ("last", "end"),
    [
        (date(2016, 1, 1), date(2016, 2, 1)),  # before it began: nothing of it yet
        (date(2016, 2, 1), date(2016, 2, 2)),
        (date(2016, 2, 10), date(2016, 2, 11)),
        (date(2016, 2, 29), date(2016, 3, 1)),
        (date(2016, 7, 15), date(2016, 3, 1)),
    ],
)
def test_a_period_still_running_is_clipped_to_the_day_reached(last, end):
    february = Period(date(2016, 2, 1), date(2016, 3, 1))

    assert february.clipped_to(last) == Period(date(2016, 2, 1), end)


def test_a_lagged_cohort_is_clipped_at_the_start_of_the_pilot():
    first, second, *_ = calendar.pilot_quarters()

    assert first.period.lagged(28) == Period(PILOT.start, date(2015, 12, 4))
    assert second.period.lagged(28) == Period(date(2015, 12, 4), date(2016, 3, 4))
    assert first.period.lagged(200) == Period(PILOT.start, PILOT.start)


@given(st.integers(0, 120))
def test_lagged_cohorts_of_following_quarters_meet(days):
    cohorts = [quarter.period.lagged(days) for quarter in calendar.pilot_quarters()]

    for earlier, later in itertools.pairwise(cohorts):
        assert earlier.end == later.start


@given(st.dates(PILOT.start, PILOT.last), st.integers(1, 10))
def test_a_cohort_lagged_by_working_days_ends_with_the_last_that_had_them_all(last, days):
    cohort = Period(PILOT.start, last + timedelta(days=1)).lagged_by_working_days(days)

    newest = max(
        day
        for n in range(40)
        if calendar.is_working_day(day := last - timedelta(days=n))
        and calendar.add_working_days(day, days) <= last
    )
    assert cohort.end == max(PILOT.start, newest + timedelta(days=1))


@given(st.integers(1, 12))
def test_cohorts_lagged_by_working_days_meet_and_start_with_the_pilot(days):
    cohorts = [
        quarter.period.lagged_by_working_days(days) for quarter in calendar.pilot_quarters()
    ]

    assert cohorts[0].start == PILOT.start
    for earlier, later in itertools.pairwise(cohorts):
        assert earlier.end == later.start


@pytest.mark.parametrize(
    ("born_on", "day", "age"),
    [
        (date(2000, 2, 29), date(2017, 2, 28), 16),
        (date(2000, 2, 29), date(2017, 3, 1), 17),
        (date(2000, 2, 29), date(2016, 2, 28), 15),
        (date(2000, 2, 29), date(2016, 2, 29), 16),
        (date(1998, 7, 15), date(2016, 7, 14), 17),
        (date(1998, 7, 15), date(2016, 7, 15), 18),
        (date(2016, 7, 15), date(2016, 7, 15), 0),
    ],
)
def test_an_age_changes_on_the_birthday_and_on_1_march_for_a_leap_day(born_on, day, age):
    assert calendar.age_on(day, born_on=born_on) == age


def test_a_date_is_written_as_people_write_it():
    assert calendar.in_words(date(2016, 5, 3)) == "3 May 2016"
