"""What was entered wrongly: put right or taken out, readable still, counted once."""

from datetime import date, time

import pytest
from django.core.exceptions import PermissionDenied

from cases import actions
from cases.models import Case, ContactAttempt, Gap, SafetyNotice, Session
from pilot import calendar
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from referrals.models import Referral
from tests.factories import (
    CaseBoroughFactory,
    CaseFactory,
    ContactAttemptFactory,
    PractitionerFactory,
    SessionFactory,
    ready_to_close,
)

Outcome, Kind = Session.Outcome, Session.Kind
DAY = date(2016, 7, 14)
RIGHT = {
    "on": DAY,
    "starts_at": time(14),
    "kind": Kind.MOTIV,
    "method": "VISIT",
    "outcome": Outcome.ATT,
    "minutes": 50,
    "record": "As it was.",
}
MISSED = {"outcome": Outcome.DNA, "minutes": None, "record": ""}


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post__code="FSW")


@pytest.fixture
def came(case):
    session = SessionFactory(case=case, attended=True, on=DAY)
    actions.keep_engagement(case)
    return session


def correct(session, **more):
    known = {"version": session.version, "because": "Typed wrongly", **RIGHT}
    return actions.correct_session(session, **{"by": session.worker} | known | more)


def engaged_on(case):
    return Case.objects.get(pk=case.pk).engaged_on


def test_a_session_put_right_counts_as_it_was_and_the_wrong_one_stays(case, came):
    right = correct(came, on=date(2016, 7, 13), minutes=30, next_plan="The diary")

    wrong = Session.objects.get(pk=came.pk)
    assert (wrong.is_replaced, wrong.minutes, wrong.on) == (True, 50, DAY)
    assert (right.replaces, right.correction_reason) == (wrong, "Typed wrongly")
    assert (right.on, right.minutes, right.next_plan) == (
        date(2016, 7, 13),
        30,
        "The diary",
    )
    assert right.recorded_by == came.worker
    assert list(case.sessions.attended()) == [right]
    assert engaged_on(case) == date(2016, 7, 13)
    assert not SafetyNotice.objects.exists()


def test_somebody_who_had_not_come_after_all_is_not_engaged_and_partner_support_hears(
    case, came
):
    missed = correct(came, **MISSED, is_excused=True)
    assert engaged_on(case) is None
    assert (missed.minutes, missed.is_excused) == (None, True)

    correct(missed)
    assert engaged_on(case) == DAY
    told = SafetyNotice.objects.order_by("pk").values_list("kind", flat=True)
    assert list(told) == ["NOT_ATTENDING", "NOT_MISSED"]


def test_one_taken_out_counts_nowhere_and_what_was_told_of_it_is_taken_back(case, came):
    missed = SessionFactory(case=case, missed=True, on=date(2016, 7, 7))
    tried = ContactAttemptFactory(case=case, on=date(2016, 7, 8))
    listed = Case.objects.for_listing().get(pk=case.pk)
    assert (listed.last_seen_on, case.last_worked_on()) == (DAY, DAY)

    for session in (came, missed):
        actions.withdraw_session(session, by=case.worker, because="Another person’s")
    actions.withdraw_attempt(tried, by=case.worker, because="Another person’s")

    assert case.sessions.count() == 2
    assert not case.sessions.standing().exists()
    assert not case.attempts.standing().exists()
    assert engaged_on(case) is None
    assert case.last_worked_on() is None
    assert Case.objects.for_listing().get(pk=case.pk).last_seen_on is None
    assert case in Case.objects.missing(Gap.QUIET)
    assert [notice.kind for notice in SafetyNotice.objects.all()] == ["NOT_MISSED"]
    with pytest.raises(Overtaken):
        actions.withdraw_session(came, by=case.worker, because="Twice")


def test_a_booking_made_by_mistake_is_waited_for_no_longer(case):
    booked = SessionFactory(case=case, on=date(2016, 7, 1))
    assert case.sessions.awaiting_a_record().exists()

    actions.withdraw_session(booked, by=case.worker, because="Booked twice")

    assert not case.sessions.awaiting_a_record().exists()
    with pytest.raises(Overtaken, match="taken it out"):
        actions.record_session(booked, by=case.worker, version=1, outcome=Outcome.DNA)
    actions.move_case(case, by=case.worker, to=Case.Status.CLOSING, on=DAY)
    ready_to_close(case)
    actions.close_case(
        case, by=case.worker, closed_on=DAY, reason="MOVED", outcome="Moved away."
    )


def test_a_wrong_outcome_goes_back_to_booked_when_the_day_is_still_to_come(case):
    wrong = SessionFactory(
        case=case, missed=True, outcome="CANC_NOTICE", on=date(2016, 7, 22)
    )

    right = correct(wrong, on=wrong.on, outcome=Outcome.NOT_REC, minutes=None, record="")

    assert (right.is_booked, right.minutes, right.recorded_at) == (True, 60, None)


def test_a_correction_keeps_to_every_rule_of_an_entry(case, came):
    SessionFactory(case=case, on=DAY, starts_at=time(16))

    with pytest.raises(TransitionRefused, match="from 16:00 to 17:00"):
        correct(came, starts_at=time(15, 30))
    with pytest.raises(TransitionRefused, match="has not come yet"):
        correct(came, on=date(2016, 7, 16))
    with pytest.raises(TransitionRefused, match="opened on"):
        correct(came, on=date(2016, 1, 1))
    with pytest.raises(TransitionRefused, match="sessions with a parent"):
        correct(came, kind=Kind.PARENT)
    with pytest.raises(Overtaken, match="just changed session"):
        correct(came, version=7)

    assert correct(came, starts_at=time(14, 30)).starts_at == time(14, 30)


def test_the_second_of_two_people_who_correct_a_session_is_refused(case, came):
    as_the_second_read_it = Session.objects.get()
    correct(came)

    with pytest.raises(Overtaken):
        correct(as_the_second_read_it, minutes=20)

    assert case.sessions.standing().get().minutes == 50


def test_a_session_put_right_counts_for_the_borough_of_its_new_day(case, came):
    CaseBoroughFactory(case=case, borough__code="WCC", starts_on=date(2016, 7, 14))

    assert correct(came).borough.pk == "WCC"
    again = correct(case.sessions.standing().get(), on=date(2016, 7, 13))
    assert again.borough.pk == "LBHF"


def test_a_correction_moves_the_link_of_what_it_was_moved_to(case):
    old = SessionFactory(case=case, booked=True)
    new = actions.move_session(
        old,
        by=case.worker,
        version=1,
        on=date(2016, 7, 25),
        starts_at=time(10),
        asked_by="THEM",
        asked_on=DAY,
        reason="Works",
    )
    old.refresh_from_db()

    right = correct(old, on=old.on, outcome=Outcome.CANC_SERVICE, record="We asked")

    new.refresh_from_db()
    assert new.rescheduled_from == right


# Whoever was there together


@pytest.fixture
def group(worker):
    cases = [CaseFactory(worker=worker, post__code="FSW") for _ in range(3)]
    known = {name: value for name, value in RIGHT.items() if name != "outcome"}
    actions.log_session(
        cases[0],
        by=worker,
        outcome=Outcome.ATT,
        others=[(cases[1], Outcome.DNA)],
        practitioners=[PractitionerFactory(name="Ms Grebe")],
        **known,
    )
    return cases


def standing(case):
    return case.sessions.standing().get()


def present(case):
    return list(standing(case).activity.practitioners.all())


def test_day_and_time_are_put_right_for_all_who_were_there(group):
    main = standing(group[0])

    correct(main, on=date(2016, 7, 13), practitioners=present(group[0]))

    one, other = standing(group[0]), standing(group[1])
    assert (one.on, other.on) == (date(2016, 7, 13), date(2016, 7, 13))
    assert other.outcome == Outcome.DNA
    assert other.correction_reason == "Typed wrongly"
    assert one.activity == other.activity == main.activity
    told = SafetyNotice.objects.values_list("kind", flat=True)
    assert list(told) == ["NOT_ATTENDING"], "told once, though it was put right"


def test_what_came_of_it_is_put_right_for_the_one_alone(group):
    correct(
        standing(group[1]),
        record="They came in at the end",
        practitioners=present(group[0]),
    )

    assert standing(group[1]).is_attended
    assert standing(group[0]).replaces is None


def test_somebody_left_out_is_added_with_a_session_of_their_own(group):
    main = standing(group[0])

    correct(main, others=[(group[2], Outcome.LATE)], practitioners=present(group[0]))

    rows = [standing(case) for case in group]
    assert len({row.activity_id for row in rows}) == 1
    assert rows[0].activity_id != main.activity_id
    assert rows[2].record == "As it was."
    assert [engaged_on(case) for case in group] == [DAY, None, DAY]
    assert list(rows[2].activity.practitioners.all()) == list(
        main.activity.practitioners.all()
    )


def test_somebody_left_out_is_added_only_if_it_was_safe_to_meet_them(group):
    """V-12."""
    Referral.objects.filter(case=group[2]).update(awareness="NO", aware_on=None)
    group[2].referral.refresh_from_db()
    added = {"others": [(group[2], Outcome.ATT)], "practitioners": present(group[0])}

    with pytest.raises(TransitionRefused, match="safe to contact"):
        correct(standing(group[0]), **added)

    assert not group[2].sessions.exists()


def given_to(case, person):
    return actions.allocate_case(
        case,
        by=person(Role.SERVICE_MANAGER),
        version=Case.objects.get(pk=case.pk).version,
        to=person(Role.FAMILY_SUPPORT_WORKER),
        on=calendar.today(),
        reason="Leaves",
    ).worker


def test_a_meeting_is_put_right_though_a_case_of_it_has_changed_hands(person, group):
    main = standing(group[0])
    given_to(group[1], person)

    correct(main, on=date(2016, 7, 13), practitioners=present(group[0]))

    assert [standing(case).on for case in group[:2]] == [date(2016, 7, 13)] * 2
    assert {standing(case).worker for case in group[:2]} == {main.worker}


def test_whoever_is_added_to_a_session_is_or_was_its_workers(person, worker, group):
    main = standing(group[0])
    stranger = CaseFactory(post__code="FSW")
    with pytest.raises(TransitionRefused, match="different workers"):
        correct(main, others=[(stranger, Outcome.ATT)], practitioners=present(group[0]))
    taker = given_to(group[2], person)

    added = {"others": [(group[2], Outcome.ATT)], "practitioners": present(group[0])}
    correct(main, by=taker, **added)

    assert standing(group[2]).worker == worker


def test_a_professional_who_was_not_there_is_left_out_and_one_alone_needs_no_meeting(group):
    actions.withdraw_session(standing(group[1]), by=group[1].worker, because="Not there")

    right = correct(standing(group[0]), practitioners=[])

    assert right.activity is None
    beside = PractitionerFactory(name="Mr Teal")
    again = correct(right, practitioners=[beside])
    assert list(again.activity.practitioners.all()) == [beside]


def test_a_correction_of_a_meeting_needs_the_right_to_every_case_of_it(person, group):
    Case.objects.filter(pk=group[1].pk).update(borough="WCC")
    session = Session.objects.standing().get(case=group[0])

    with pytest.raises(PermissionDenied):
        actions.correct_session(
            session,
            by=person(Role.SERVICE_MANAGER, "LBHF"),
            version=1,
            because="Typed wrongly",
            **RIGHT | {"on": date(2016, 7, 13)},
        )


def test_an_appointment_for_more_people_is_booked_for_them_too(worker, group):
    booked = actions.log_session(
        group[0],
        by=worker,
        on=date(2016, 7, 22),
        **{name: RIGHT[name] for name in ("starts_at", "kind", "method")},
        outcome=Outcome.NOT_REC,
    )

    correct(
        booked,
        on=booked.on,
        outcome=Outcome.NOT_REC,
        minutes=None,
        record="",
        others=[(group[2], Outcome.NOT_REC)],
    )

    assert standing(group[2]).is_booked


# Closed cases


def closed_because(case, reason):
    Case.objects.filter(pk=case.pk).update(
        status="CLOSED", closed_on=DAY, closure_reason=reason, closure_outcome="It ended."
    )


def test_on_a_closed_case_what_was_wrong_is_still_put_right(case, came):
    closed_because(case, "DISENGAGED")

    right = correct(came, minutes=20)
    correct(right, **MISSED)

    assert engaged_on(case) is None
    with pytest.raises(TransitionRefused, match="closed on 14 July 2016"):
        correct(standing(case), on=date(2016, 7, 15), **MISSED)
    with pytest.raises(TransitionRefused, match="nothing on it can still be to come"):
        correct(standing(case), outcome=Outcome.NOT_REC, record="", minutes=None)


def test_a_case_closed_as_never_engaged_says_so_until_it_is_reopened(case):
    missed = SessionFactory(case=case, missed=True, on=DAY)
    closed_because(case, "NEVER_ENGAGED")

    with pytest.raises(TransitionRefused, match="the manager reopens it first"):
        correct(missed)

    assert not standing(case).is_attended


# Attempts


def test_an_attempt_is_put_right_and_the_wrong_one_stays(case):
    CaseBoroughFactory(case=case, borough__code="WCC", starts_on=date(2016, 7, 1))
    attempt = ContactAttemptFactory(case=case, on=date(2016, 6, 1))

    right = actions.correct_attempt(
        attempt,
        by=case.worker,
        because="It was July",
        on=date(2016, 7, 1),
        method="TEXT",
        outcome="REACHED",
    )

    assert ContactAttempt.objects.get(pk=attempt.pk).is_replaced
    assert (right.on, right.method, right.outcome) == (date(2016, 7, 1), "TEXT", "REACHED")
    assert (right.borough.pk, right.worker) == ("WCC", attempt.worker)
    assert calendar.day_of(right.recorded_at) == calendar.today()


def test_no_attempt_is_dated_after_today(case):
    tomorrow = {"on": date(2016, 7, 16), "method": "TEXT", "outcome": "NO_ANSWER"}

    with pytest.raises(TransitionRefused, match="has not come yet"):
        actions.log_attempt(case, by=case.worker, **tomorrow)
    with pytest.raises(TransitionRefused, match="has not come yet"):
        actions.correct_attempt(
            ContactAttemptFactory(case=case), by=case.worker, because="Later", **tomorrow
        )
