"""P-02 and P-03: how far the evidence has come that somebody does not engage."""

from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import actions
from cases.engagement_rules import Appointment, Try, absences, evidence_of, no_contact
from cases.models import Session
from pilot import calendar
from tests.factories import CaseFactory, ContactAttemptFactory, SessionFactory, at

FIRST = date(2016, 2, 1)  # a Monday
CAME, MISSED, OTHER = {"came": True}, {"missed": True}, {}


def tried(*attempts):
    """Attempts as "how, and how many working days after the first"."""
    return [
        Try(calendar.add_working_days(FIRST, days), method) for method, days in attempts
    ]


def seen(*times):
    """Appointments, one a week."""
    return [
        Appointment(FIRST + timedelta(weeks=number), **came)
        for number, came in enumerate(times)
    ]


def test_worked_example_18_call_call_letter_over_11_working_days():
    evidence = no_contact(tried(("PHONE", 0), ("PHONE", 4), ("LETTER", 11)), [])

    assert evidence.complete_on == calendar.add_working_days(FIRST, 11)
    assert evidence.in_words == ("3 attempts, 2 methods, 11 working days")


@pytest.mark.parametrize(
    ("attempts", "in_words"),
    [
        ((), "0 of 3 attempts, 0 of 2 methods, 0 of 10 working days"),
        (
            (("PHONE", 0), ("PHONE", 6)),
            "2 of 3 attempts, 1 of 2 methods, 6 of 10 working days",
        ),
        (
            (("PHONE", 0), ("PHONE", 5), ("LETTER", 9)),
            "3 attempts, 2 methods, 9 of 10 working days",
        ),
        (
            (("PHONE", 0), ("PHONE", 5), ("PHONE", 10)),
            "3 attempts, 1 of 2 methods, 10 working days",
        ),
        (
            (("PHONE", 0), ("LETTER", 10)),
            "2 of 3 attempts, 2 methods, 10 working days",
        ),
    ],
)
def test_what_is_still_missing_is_said_and_none_of_it_is_enough(attempts, in_words):
    evidence = no_contact(tried(*attempts), [])

    assert evidence.in_words == in_words
    assert evidence.complete_on is None
    assert evidence.has_begun is bool(attempts)


def test_attempts_count_from_the_day_after_they_were_last_in_touch():
    attempts = tried(("PHONE", 0), ("TEXT", 5), ("LETTER", 10))

    assert no_contact(attempts, []).complete_on
    assert no_contact(attempts, [FIRST]).attempts.have == 2
    assert not no_contact(attempts, [attempts[-1].on]).has_begun


def test_a_bank_holiday_is_no_working_day():
    before_easter = date(2016, 3, 21)
    tries = [Try(before_easter, "PHONE"), Try(date(2016, 3, 29), "TEXT")]

    assert no_contact(tries, []).working_days.have == 4


@pytest.mark.parametrize(
    ("times", "in_a_row", "of_the_last", "week"),
    [
        ((), 0, 0, None),
        ((MISSED,), 1, 1, None),
        ((MISSED, MISSED), 2, 2, 1),
        ((MISSED, OTHER, MISSED), 1, 2, None),
        ((MISSED, OTHER, MISSED, OTHER, MISSED), 1, 3, 4),
        ((MISSED, CAME, MISSED, CAME, MISSED), 1, 3, 4),
        ((MISSED, MISSED, CAME), 0, 2, None),
        ((MISSED, CAME, MISSED, CAME, MISSED, CAME), 0, 3, None),
        ((MISSED, MISSED, MISSED, CAME, OTHER), 0, 3, None),
        ((MISSED, CAME, CAME, CAME, CAME, CAME, MISSED, CAME, MISSED), 1, 2, None),
    ],
)
def test_absences_count_in_a_row_and_of_the_last_six_since_they_last_came(
    times, in_a_row, of_the_last, week
):
    evidence = absences(seen(*times))

    assert (evidence.in_a_row.have, evidence.of_the_last.have) == (in_a_row, of_the_last)
    on = None if week is None else FIRST + timedelta(weeks=week)
    assert evidence.complete_on == on
    assert evidence.came_to_the_latest is (times[-1:] == (CAME,))


def test_of_whoever_came_to_the_latest_there_is_nothing_to_show():
    assert not absences(seen(MISSED, CAME)).has_begun
    evidence = absences(seen(MISSED, CAME, MISSED))
    assert evidence.has_begun
    assert evidence.in_words == "1 of 2 missed in a row, 2 of 3 missed of the last 6"


# Against a slow count of every way to satisfy the rule

days = st.integers(0, 40).map(lambda number: FIRST + timedelta(days=number))
tries = st.lists(st.tuples(days, st.sampled_from("abc")).map(lambda t: Try(*t)), max_size=7)


@settings(max_examples=60)
@given(tries=tries, in_touch=st.lists(days, max_size=2))
def test_no_contact_agrees_with_trying_every_set_of_attempts(tries, in_touch):
    run = [each for each in tries if all(each.on > day for day in in_touch)]
    enough = [
        max(each.on for each in chosen)
        for size in range(3, len(run) + 1)
        for chosen in combinations(run, size)
        if len({each.method for each in chosen}) >= 2
        if _working_days_apart(chosen) >= 10
    ]

    evidence = no_contact(tries, in_touch)

    assert evidence.complete_on == min(enough, default=None)
    assert evidence.attempts.have == len(run)


def _working_days_apart(chosen):
    days = sorted(each.on for each in chosen)
    holidays = {date(2016, 3, 25), date(2016, 3, 28)}
    between = [days[0] + timedelta(n + 1) for n in range((days[-1] - days[0]).days)]
    return sum(day.weekday() < 5 and day not in holidays for day in between)


@settings(max_examples=60)
@given(times=st.lists(st.sampled_from([CAME, MISSED, OTHER]), max_size=14))
def test_absences_agree_with_looking_at_every_stretch_of_appointments(times):
    expected = seen(*times)
    last_came = max((n for n, each in enumerate(expected) if each.came), default=-1)
    enough = []
    for start in range(len(expected)):
        for end in range(start + 1, min(start + 6, len(expected)) + 1):
            stretch = expected[start:end]
            missed = sum(each.missed for each in stretch)
            neighbours = len(stretch) == missed == 2
            if end - 1 > last_came and stretch[-1].missed and (neighbours or missed >= 3):
                enough.append(stretch[-1].on)

    assert absences(expected).complete_on == min(enough, default=None)


# From a case


@pytest.mark.django_db
def test_the_evidence_of_a_case_leaves_out_what_does_not_stand_or_is_excused():
    case = CaseFactory(post__code="YPS")
    worker = case.worker
    for day, method, outcome in (
        (18, "PHONE", "NO_ANSWER"),
        (25, "LETTER", "NO_ANSWER"),
        (29, "PHONE", "WRONG_DETAILS"),
        (29, "TEXT", "DECLINED"),
    ):
        on = date(2016, 1, day)
        ContactAttemptFactory(case=case, on=on, method=method, outcome=outcome)
    wrong = ContactAttemptFactory(case=case, on=date(2016, 2, 1), outcome="REACHED")
    assert not evidence_of(case).has_begun

    actions.withdraw_attempt(wrong, by=worker, because="Another person’s")

    evidence = evidence_of(case)
    assert evidence.in_words == ["4 attempts, 3 methods, 9 of 10 working days"]
    assert not evidence.is_complete
    ContactAttemptFactory(case=case, on=date(2016, 2, 1))
    assert evidence_of(case).complete_on == date(2016, 2, 1)

    for week, more in enumerate(
        (
            {"is_excused": True},
            {},
            {"outcome": "CANC_SERVICE"},
            {"kind": Session.Kind.PARENT},
            {"outcome": "NOT_REC", "recorded_at": None, "recorded_by": None},
            {},
        )
    ):
        on = date(2016, 3, 1) + timedelta(weeks=week)
        SessionFactory(case=case, missed=True, on=on, **more)
    evidence = evidence_of(case)
    told = "2 missed in a row, 2 of 3 missed of the last 6"
    assert evidence.absences.in_words == told
    assert evidence.absences.complete_on == date(2016, 4, 5)
    assert evidence.complete_on == date(2016, 2, 1)
    assert len(evidence.in_words) == 2


@pytest.mark.django_db
def test_whoever_calls_an_appointment_off_is_in_touch_on_the_day_they_do():
    case = CaseFactory()
    ContactAttemptFactory(case=case, on=date(2016, 2, 1))
    ContactAttemptFactory(case=case, on=date(2016, 2, 10))
    SessionFactory(
        case=case,
        missed=True,
        outcome="CANC_NOTICE",
        on=date(2016, 2, 20),
        recorded_at=at(date(2016, 2, 3)),
    )

    assert evidence_of(case).no_contact.attempts.have == 1
