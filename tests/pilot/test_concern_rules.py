"""The clocks of a concern, around holidays, the leap day, clock changes and pauses."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pilot import calendar
from pilot.concern_rules import (
    Clock,
    Pause,
    Reading,
    days_taken,
    due_day,
    in_brief,
    next_clock,
    next_due,
    pauses_in,
    readings,
)
from pilot.models import Concern
from tests.factories import ParameterChangeFactory, at

DAYS = st.dates(date(2015, 10, 1), date(2016, 9, 30))
COUNTS = st.integers(1, 40)


@st.composite
def ended_pauses(draw):
    starts_on = draw(DAYS)
    return Pause(starts_on, starts_on + timedelta(days=draw(st.integers(0, 30))))


PAUSES = st.lists(ended_pauses(), max_size=4)


@pytest.mark.parametrize(
    ("raised_at", "working_days", "due_on"),
    [
        ("2016-07-11T09:00:00+00:00", 2, date(2016, 7, 13)),  # an ordinary Monday
        ("2016-07-15T16:00:00+00:00", 2, date(2016, 7, 19)),  # a Friday
        ("2016-07-16T10:00:00+00:00", 2, date(2016, 7, 19)),  # a Saturday
        ("2015-12-23T10:00:00+00:00", 2, date(2015, 12, 29)),  # Boxing Day is on the 28th
        ("2015-12-24T10:00:00+00:00", 5, date(2016, 1, 5)),  # Christmas and New Year
        ("2016-03-23T10:00:00+00:00", 2, date(2016, 3, 29)),  # Good Friday, Easter Monday
        ("2016-04-29T10:00:00+00:00", 2, date(2016, 5, 4)),  # early May
        ("2016-05-27T10:00:00+00:00", 10, date(2016, 6, 13)),  # spring
        ("2016-08-26T10:00:00+00:00", 2, date(2016, 8, 31)),  # summer
        ("2016-02-26T10:00:00+00:00", 1, date(2016, 2, 29)),  # the leap day counts
        ("2016-02-29T10:00:00+00:00", 2, date(2016, 3, 2)),
        ("2015-10-24T23:30:00+00:00", 1, date(2015, 10, 26)),  # the night clocks go back
        ("2015-10-23T22:59:00+00:00", 1, date(2015, 10, 26)),
        ("2015-10-22T23:30:00+00:00", 1, date(2015, 10, 26)),  # Friday in London already
        ("2016-03-24T23:30:00+00:00", 1, date(2016, 3, 29)),  # before clocks go forward
        ("2016-03-30T23:30:00+00:00", 1, date(2016, 4, 1)),  # the 31st in London already
        ("2016-07-10T23:30:00+00:00", 2, date(2016, 7, 13)),  # Monday in London already
    ],
)
def test_the_last_day_of_a_clock(raised_at, working_days, due_on):
    moment = datetime.fromisoformat(raised_at)

    assert due_day(calendar.day_of(moment), working_days) == due_on


@pytest.mark.parametrize(
    ("pauses", "due_on"),
    [
        ([], date(2016, 7, 13)),
        ([Pause(date(2016, 7, 12), date(2016, 7, 14))], date(2016, 7, 15)),
        ([Pause(date(2016, 7, 11), date(2016, 7, 12))], date(2016, 7, 13)),  # day one
        ([Pause(date(2016, 7, 12), date(2016, 7, 12))], date(2016, 7, 13)),  # no whole day
        ([Pause(date(2016, 7, 16), date(2016, 7, 18))], date(2016, 7, 13)),  # afterwards
        (
            [
                Pause(date(2016, 7, 12), date(2016, 7, 14)),
                Pause(date(2016, 7, 13), date(2016, 7, 15)),
            ],
            date(2016, 7, 18),  # a day on which two pauses lie is left out once
        ),
        ([Pause(date(2016, 7, 12))], None),
        ([Pause(date(2016, 7, 13))], None),
        ([Pause(date(2016, 7, 14))], date(2016, 7, 13)),  # it was due before
    ],
)
def test_no_day_of_a_pause_counts(pauses, due_on):
    assert due_day(date(2016, 7, 11), 2, pauses) == due_on


@given(DAYS, COUNTS)
def test_without_a_pause_a_clock_counts_what_the_calendar_counts(day, count):
    assert due_day(day, count) == calendar.add_working_days(day, count)


@given(DAYS, COUNTS, PAUSES)
def test_a_clock_ends_on_a_working_day_on_which_it_runs(day, count, pauses):
    due_on = due_day(day, count, pauses)

    assert calendar.is_working_day(due_on)
    assert not any(due_on in pause for pause in pauses)


@given(DAYS, COUNTS, PAUSES, ended_pauses())
def test_another_pause_never_shortens_a_clock(day, count, pauses, another):
    assert due_day(day, count, [*pauses, another]) >= due_day(day, count, pauses)


@given(DAYS, COUNTS, PAUSES)
def test_a_longer_clock_never_ends_sooner(day, count, pauses):
    assert due_day(day, count + 1, pauses) > due_day(day, count, pauses)


@given(DAYS, COUNTS, PAUSES)
def test_as_many_working_days_run_as_the_clock_has(day, count, pauses):
    due_on = due_day(day, count, pauses)

    ran = calendar.Period(day + timedelta(days=1), due_on + timedelta(days=1)).days()
    counted = [
        each
        for each in ran
        if calendar.is_working_day(each) and not any(each in pause for pause in pauses)
    ]
    assert len(counted) == count


def told(*entries):
    return [(kind, at(date(2016, 7, day))) for kind, day in entries]


@pytest.mark.parametrize(
    ("entries", "pauses"),
    [
        (told(("RAISED", 1)), []),
        (told(("PAUSED", 4)), [Pause(date(2016, 7, 4))]),
        (
            told(("PAUSED", 4), ("MESSAGE", 5), ("RESUMED", 6), ("PAUSED", 8)),
            [Pause(date(2016, 7, 4), date(2016, 7, 6)), Pause(date(2016, 7, 8))],
        ),
        (told(("PAUSED", 4), ("RESOLVED", 7)), [Pause(date(2016, 7, 4), date(2016, 7, 7))]),
        (
            told(("PAUSED", 4), ("CLOSED", 7), ("REOPENED", 8), ("CLOSED", 9)),
            [Pause(date(2016, 7, 4), date(2016, 7, 7))],
        ),
    ],
)
def test_pauses_are_read_from_the_thread(entries, pauses):
    assert pauses_in(entries) == pauses


def test_the_day_of_a_pause_is_londons():
    late = datetime(2016, 7, 4, 23, 30, tzinfo=UTC)

    assert pauses_in([("PAUSED", late)]) == [Pause(date(2016, 7, 5))]


def a_concern(status="RAISED", **times):
    moments = {name: at(date(2016, 7, day)) for name, day in times.items()}
    return Concern(
        status=status, clocks_start_on=date(2016, 7, 1), due_on=date(2016, 7, 5), **moments
    )


@pytest.mark.django_db
def test_each_clock_says_its_day_in_words():
    concern = a_concern("ACKNOWLEDGED", acknowledged_at=6)

    assert [(each.in_words, each.is_late) for each in readings(concern, [])] == [
        ("Acknowledgement on Wednesday 6 July 2016, due Tuesday 5 July 2016", True),
        ("Response due Friday 15 July 2016", False),
        ("Resolution due Friday 12 August 2016", False),
    ]


def test_a_clock_is_late_from_the_day_after_its_last():
    reading = Reading(Clock.ANSWER, date(2016, 7, 15), None, False)

    assert (reading.is_late, reading.in_words) == (
        False,
        "Response due Friday 15 July 2016",
    )
    with calendar.clock_set_to(date(2016, 7, 16)):
        assert (reading.is_late, reading.in_words) == (
            True,
            "Response was due Friday 15 July 2016",
        )


def test_a_clock_that_was_in_time_or_paused_or_needed_no_more_says_so():
    day = date(2016, 7, 6)
    in_time, paused, over = (
        Reading(Clock.ANSWER, date(2016, 7, 15), day, False),
        Reading(Clock.RESOLVE, None, None, False),
        Reading(Clock.RESOLVE, date(2016, 7, 1), None, True),
    )

    assert not any(each.is_late for each in (in_time, paused, over))
    assert in_time.in_words == "Response on Wednesday 6 July 2016"
    assert paused.in_words == "Resolution waits: the clocks are paused"
    assert over.in_words == "Resolution not needed: closed before"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("concern", "clock", "due_on", "said"),
    [
        (
            a_concern(),
            Clock.ACKNOWLEDGE,
            date(2016, 7, 5),
            "Acknowledgement was due Tuesday 5 July 2016",
        ),
        (
            a_concern("ACKNOWLEDGED", acknowledged_at=4),
            Clock.ANSWER,
            date(2016, 7, 15),
            "Response was due Tuesday 5 July 2016",  # what its row says
        ),
        (
            a_concern("IN_PROGRESS", acknowledged_at=4, answered_at=5),
            Clock.RESOLVE,
            date(2016, 8, 12),
            "Resolution was due Tuesday 5 July 2016",
        ),
        (
            a_concern("RESOLVED", acknowledged_at=4, answered_at=5, resolved_at=6),
            None,
            None,
            "Resolved: for the officer to close",
        ),
        (a_concern("CLOSED", closed_at=6), None, None, "Closed"),
    ],
)
def test_what_is_next_of_a_concern(concern, clock, due_on, said):
    assert (next_clock(concern), next_due(concern, []), in_brief(concern)) == (
        clock,
        due_on,
        said,
    )


@pytest.mark.django_db
def test_nothing_is_due_while_a_pause_lasts():
    assert next_due(a_concern(), [Pause(date(2016, 7, 4))]) is None


@pytest.mark.django_db
def test_a_number_that_changes_leaves_a_concern_the_days_it_was_given():
    ParameterChangeFactory(code="P-26", starts_on=date(2016, 7, 11), value="5", was="2")
    before, since = date(2016, 7, 8), date(2016, 7, 11)

    assert Clock.ACKNOWLEDGE.due_on(before) == date(2016, 7, 12)
    assert Clock.ACKNOWLEDGE.due_on(since) == date(2016, 7, 18)


@given(DAYS, COUNTS, PAUSES)
def test_what_took_until_the_last_day_of_a_clock_took_its_days(starts_on, count, pauses):
    due_on = due_day(starts_on, count, pauses)

    assert days_taken(starts_on, due_on, pauses) == count
    assert days_taken(starts_on, due_on + timedelta(days=1), pauses) > count
    assert days_taken(starts_on, starts_on, pauses) == 0
