"""An appointment moves: the old one says who asked and why, the new one where from."""

from datetime import date, datetime, time

import pytest

from cases import actions
from cases.models import Session
from cases.models.session import AskedBy
from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from referrals.models import Referral
from tests.factories import (
    CaseBoroughFactory,
    CaseFactory,
    PractitionerFactory,
    SessionFactory,
)

Outcome = Session.Outcome
TO = {"on": date(2016, 7, 25), "starts_at": time(10)}
TODAY = date(2016, 7, 15)


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post__code="FSW")


@pytest.fixture
def booked(case):
    return SessionFactory(case=case, booked=True, minutes=45)  # on 22 July at 14:00


def at(day, hour, minute):
    return datetime(2016, 7, day, hour, minute, tzinfo=calendar.LONDON)


def move(session, **more):
    asked = {"asked_by": "THEM", "asked_on": TODAY, "reason": "Shift changed"}
    known = {"version": 1, **TO, **asked}
    return actions.move_session(session, by=session.worker, **known | more)


def test_one_with_a_parent_moves_though_the_young_person_may_not_be_contacted(person):
    """V-12 is about whoever does not know of the referral: the parent does."""
    case = CaseFactory(worker=person(Role.YOUNG_PERPETRATOR_SPECIALIST), post__code="YPS")
    Referral.objects.filter(pk=case.referral_id).update(awareness="NO")
    case.referral.refresh_from_db()
    with_parent = SessionFactory(case=case, booked=True, kind=Session.Kind.PARENT)
    with_them = SessionFactory(case=case, booked=True, on=date(2016, 7, 21))

    assert move(with_parent).rescheduled_from == with_parent
    with pytest.raises(TransitionRefused, match="safe to contact"):
        move(with_them, on=date(2016, 7, 26))


def test_the_old_one_stays_with_who_asked_and_why_and_the_new_one_follows_it(booked):
    new = move(booked)

    booked.refresh_from_db()
    assert (booked.on, booked.outcome) == (date(2016, 7, 22), Outcome.CANC_NOTICE)
    assert (booked.record, booked.minutes) == ("Shift changed", None)
    assert booked.recorded_by == booked.worker
    assert (booked.move_asked_by, booked.move_asked_on) == ("THEM", date(2016, 7, 15))
    assert (new.move_asked, booked.move_asked) == ("", "they asked on 15 July 2016")
    assert (new.rescheduled_from, new.on, new.starts_at) == (booked, *TO.values())
    assert (new.kind, new.method, new.minutes) == (booked.kind, booked.method, 45)
    assert new.is_booked
    assert new.activity is None
    event = AuditEvent.objects.about(booked).get()
    assert (event.action, event.reason) == ("moved", "Shift changed")
    assert AuditEvent.objects.about(new).get().action == "booked"


def test_notice_is_short_below_24_hours_and_of_an_earlier_day_only_the_day_is_known(
    booked,
):
    for now, asked_by, asked_on, outcome in (
        (at(21, 14, 0), "THEM", date(2016, 7, 21), "CANC_NOTICE"),
        (at(21, 14, 1), "THEM", date(2016, 7, 21), "CANC_SHORT"),
        (at(22, 16, 0), "THEM", date(2016, 7, 22), "CANC_SHORT"),
        (at(25, 9, 0), "THEM", date(2016, 7, 21), "CANC_NOTICE"),
        (at(25, 9, 0), "THEM", date(2016, 7, 22), "CANC_SHORT"),
        (at(21, 14, 1), "US", date(2016, 7, 21), "CANC_SERVICE"),
    ):
        with calendar.clock_set_to(now):
            came = actions.appointment.outcome_of_moving(
                booked, asked_by=asked_by, asked_on=asked_on
            )
        assert came == outcome, now
    booked.starts_at = None  # from before a time was asked for: the end of its day
    with calendar.clock_set_to(at(21, 14, 1)):
        came = actions.appointment.outcome_of_moving(
            booked, asked_by=AskedBy.THEM, asked_on=date(2016, 7, 21)
        )
    assert came == Outcome.CANC_NOTICE


def test_what_cannot_move_says_why(case, booked):
    done = SessionFactory(case=case, attended=True)
    SessionFactory(case=case, on=TO["on"], starts_at=time(10, 30))
    closed = SessionFactory(case=CaseFactory(closed=True))

    with pytest.raises(TransitionRefused, match="on that day and at that time already"):
        move(booked, on=booked.on, starts_at=booked.starts_at)
    with pytest.raises(TransitionRefused, match="has not come yet"):
        move(booked, asked_on=date(2016, 7, 16))
    with pytest.raises(TransitionRefused, match="from 10:30 to 11:30 on 25 July 2016"):
        move(booked)
    with pytest.raises(Overtaken, match="already been recorded"):
        move(done)
    with pytest.raises(TransitionRefused, match="is closed"):
        move(closed)
    with pytest.raises(TransitionRefused, match="opened on"):
        move(booked, on=date(2016, 1, 1))
    with pytest.raises(Overtaken, match="just changed"):
        move(booked, version=7, starts_at=time(12))

    assert Session.objects.get(pk=booked.pk).is_booked


def test_an_appointment_may_move_by_less_than_its_own_length(booked):
    assert move(booked, on=booked.on, starts_at=time(14, 15)).starts_at == time(14, 15)


def test_whoever_was_booked_for_the_same_meeting_comes_along_moved_by_us(worker):
    cases = [CaseFactory(worker=worker, post__code="FSW") for _ in range(3)]
    beside = PractitionerFactory()
    main = actions.log_session(
        cases[0],
        by=worker,
        on=date(2016, 7, 22),
        starts_at=time(14),
        kind="MOTIV",
        method="VISIT",
        outcome=Outcome.NOT_REC,
        others=[(case, Outcome.NOT_REC) for case in cases[1:]],
        practitioners=[beside],
    )
    along = cases[1].sessions.get()

    new = move(main, others=[along])

    for session in (main, along):
        session.refresh_from_db()
    assert (main.outcome, along.outcome) == (Outcome.CANC_NOTICE, Outcome.CANC_SERVICE)
    assert cases[1].sessions.unrecorded().get().activity == new.activity
    assert new.activity not in (None, main.activity)
    assert list(new.activity.practitioners.all()) == [beside]
    left_behind = cases[2].sessions.get()
    assert (left_behind.on, left_behind.activity) == (date(2016, 7, 22), main.activity)
    alone = move(left_behind, starts_at=time(16))
    assert list(alone.activity.practitioners.all()) == [beside]
    with pytest.raises(TransitionRefused, match="not booked for the same meeting"):
        move(new, starts_at=time(12), others=[alone])


def test_one_who_leaves_a_meeting_of_several_is_seen_alone(worker):
    cases = [CaseFactory(worker=worker, post__code="FSW") for _ in range(2)]
    main = actions.log_session(
        cases[0],
        by=worker,
        on=date(2016, 7, 22),
        starts_at=time(14),
        kind="MOTIV",
        method="VISIT",
        outcome=Outcome.NOT_REC,
        others=[(cases[1], Outcome.NOT_REC)],
    )

    assert move(main).activity is None


def test_the_new_one_counts_for_the_borough_of_its_own_day(case, booked):
    CaseBoroughFactory(case=case, borough__code="WCC", starts_on=date(2016, 7, 24))

    assert move(booked).borough.pk == "WCC"
    booked.refresh_from_db()
    assert booked.borough.pk == "LBHF"
