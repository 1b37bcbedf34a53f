"""V-16: a worker is in one place at a time, and no session runs into the next day."""

import threading
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import actions
from cases.models import Session
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from tests.examples import examples
from tests.factories import ActivityFactory, CaseFactory, SessionFactory

DAY = date(2016, 7, 14)
Outcome = Session.Outcome
BOOK = {"kind": "MOTIV", "method": "VISIT", "outcome": Outcome.NOT_REC}
CAME = {"kind": "MOTIV", "method": "VISIT", "outcome": Outcome.ATT, "record": "Talked."}


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post__code="CJW")


def book(case, at, *, by=None, minutes=60, on=DAY):
    return actions.log_session(
        case, by=by or case.worker, on=on, starts_at=at, minutes=minutes, **BOOK
    )


def test_two_sessions_of_one_worker_do_not_overlap_and_the_one_in_the_way_is_named(
    worker, case
):
    first = book(case, time(14))
    other = CaseFactory(worker=worker, post__code="CJW")

    for at, minutes in ((time(13, 30), 31), (time(14), 5), (time(14, 59), 60)):
        with pytest.raises(TransitionRefused) as refused:
            book(other, at, minutes=minutes)
        assert str(refused.value) == (
            f"You have a session on case {case.reference} from 14:00 to 15:00 on 14 July "
            "2016 already. Change the time or the minutes here, or that one first."
        )
    for at, minutes in ((time(13), 60), (time(15), 60)):  # up to it, and right after it
        book(other, at, minutes=minutes)
    book(other, time(14), on=date(2016, 7, 15))

    assert list(case.sessions.all()) == [first]
    assert other.sessions.count() == 3


def test_who_may_not_see_the_case_in_the_way_only_learns_that_there_is_one(person, worker):
    theirs = CaseFactory(worker=worker, post__code="CJW", borough__code="RBKC")
    book(theirs, time(14))
    local = person(Role.SERVICE_MANAGER, "WCC")
    case = CaseFactory(worker=worker, post__code="CJW", borough__code="WCC")

    with pytest.raises(TransitionRefused) as refused:
        book(case, time(14), by=local)

    assert f"{worker} has another appointment from 14:00 to 15:00" in str(refused.value)
    assert theirs.reference not in str(refused.value)


def test_one_missed_cancelled_put_right_or_taken_out_keeps_nobody_away(worker, case):
    at_two = {"case": case, "on": DAY, "starts_at": time(14)}
    for outcome in ("DNA", "CANC_SHORT", "CANC_NOTICE", "CANC_SERVICE"):
        SessionFactory(missed=True, **at_two | {"outcome": outcome})
    SessionFactory(attended=True, is_replaced=True, **at_two)
    SessionFactory(attended=True, case=case, on=DAY, starts_at=None)

    assert book(case, time(14)).starts_at == time(14)


def test_a_session_ends_on_the_day_on_which_it_begins(case):
    with pytest.raises(TransitionRefused, match="60 minutes from 23:01 run past midnight"):
        book(case, time(23, 1))

    assert book(case, time(23)).ends_at == time.max


def test_whoever_comes_or_is_to_come_comes_at_a_time(case):
    for outcome in (Outcome.NOT_REC, Outcome.ATT):
        with pytest.raises(TransitionRefused, match="at what time the session starts"):
            actions.log_session(
                case, by=case.worker, on=DAY, **CAME | {"outcome": outcome}, minutes=50
            )

    missed = {**BOOK, "outcome": Outcome.DNA}
    assert actions.log_session(case, by=case.worker, on=DAY, **missed).ends_at is None


def test_a_session_that_lasted_into_the_next_appointment_is_asked_about(worker, case):
    first, second = book(case, time(14)), book(case, time(15))
    came = {"outcome": Outcome.ATT, "record": "Talked.", "version": 1}

    with pytest.raises(TransitionRefused, match="from 15:00 to 16:00"):
        actions.record_session(first, by=worker, minutes=75, **came)
    actions.record_session(first, by=worker, minutes=60, **came)

    second.refresh_from_db()
    assert second.is_booked


def test_one_booked_without_a_time_is_recorded_without_one(case):
    old = SessionFactory(case=case, starts_at=None, on=DAY)
    came = {"outcome": Outcome.ATT, "record": "Talked.", "version": 1, "minutes": 50}

    assert actions.record_session(old, by=case.worker, **came).is_attended


def test_people_of_one_meeting_are_no_clash(person):
    worker = person(Role.FAMILY_SUPPORT_WORKER)
    together = ActivityFactory()
    one, other = (
        SessionFactory(
            case=CaseFactory(worker=worker, post__code="FSW"), activity=together, on=DAY
        )
        for _ in range(2)
    )
    came = {"outcome": Outcome.ATT, "record": "Talked.", "version": 1, "minutes": 50}

    for session in (one, other):
        actions.record_session(session, by=worker, **came)

    assert Session.objects.attended().count() == 2


times = st.tuples(st.integers(0, 287), st.integers(1, 48))  # in steps of five minutes


@given(asked=st.lists(times, max_size=12))
@settings(
    max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_whatever_is_asked_for_no_minute_is_given_twice_nor_a_day_more_than_24_hours(
    case, asked
):
    with transaction.atomic():
        for start, length in asked:
            at, minutes = time(start // 12, start % 12 * 5), length * 5
            given_before = list(Session.objects.filter(case=case))
            is_free = (start + length) * 5 <= 24 * 60 and not any(
                _starts(each) < _begins(start) + timedelta(minutes=minutes)
                and _begins(start) < _starts(each) + timedelta(minutes=each.minutes)
                for each in given_before
            )
            try:
                book(case, at, minutes=minutes)
            except TransitionRefused:
                assert not is_free
            else:
                assert is_free
        given_at_last = Session.objects.filter(case=case)
        assert sum(each.minutes for each in given_at_last) <= 24 * 60
        transaction.set_rollback(True)


def _begins(start):
    return datetime(2016, 7, 14) + timedelta(minutes=start * 5)  # noqa: DTZ001  # a wall clock


def _starts(session):
    return datetime.combine(DAY, session.starts_at)


@pytest.mark.django_db(transaction=True)
def test_of_two_sessions_entered_at_the_same_moment_one_is_refused(worker):
    cases = [CaseFactory(worker=worker, post__code="CJW") for _ in range(2)]
    second_is_waiting, refusals = threading.Event(), []

    def book_the_second():
        try:
            second_is_waiting.set()
            book(cases[1], time(14, 30))
        except TransitionRefused as refusal:  # told in the test's own thread
            refusals.append(str(refusal))
        finally:
            connection.close()

    thread = threading.Thread(target=book_the_second)
    with transaction.atomic():
        book(cases[0], time(14))
        thread.start()
        second_is_waiting.wait(10)
        thread.join(0.3)  # it stands at the row, or at the door, until we are done
    thread.join(30)

    assert len(refusals) == 1
    assert Session.objects.count() == 1
