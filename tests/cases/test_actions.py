"""What happens to a case, from the referral that opens it to its closure."""

import threading
from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction

from cases import actions
from cases.models import Case, CaseBorough, ContactAttempt, Method, Perpetrator, Session
from pilot import calendar
from pilot.models import AuditEvent, Borough
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from referrals.models import Referral
from tests.factories import (
    CaseFactory,
    ContactAttemptFactory,
    EligibilityCheckFactory,
    MembershipFactory,
    PerpetratorFactory,
    ReferralFactory,
    SessionFactory,
    ready_to_close,
)

Status, Outcome, Kind = Case.Status, Session.Outcome, Session.Kind
OPENED = date(2016, 1, 14)
CAME = {"minutes": 50, "record": "Talked about the last fortnight."}


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def log(case, *, by, on=date(2016, 2, 1), outcome=Outcome.ATT, kind=Kind.MOTIV, **more):
    details = CAME if outcome in Session.ATTENDED else {}
    known = {"starts_at": time(14), "kind": kind, "method": "VISIT", **details, **more}
    return actions.log_session(case, by=by, on=on, outcome=outcome, **known)


# Opening


def test_a_case_opens_with_the_person_the_referral_names(worker, manager):
    referral = ReferralFactory(
        borough__code="WCC", given_names="Dill", surname="Vetch", fit=OPENED
    )

    case = actions.open_case(referral, by=manager, worker=worker, accepted_on=OPENED)

    referral.refresh_from_db()
    assert referral.status == Referral.Status.ACCEPTED
    assert (case.referral, case.worker, case.post) == (referral, worker, referral.post)
    assert case.borough == case.accepted_borough == referral.borough
    assert (case.status, case.opened_on) == (Status.OPEN, OPENED)
    assert str(case.perpetrator) == "Dill Vetch"
    assert case.perpetrator.born_on == referral.born_on
    assert [event.action for event in AuditEvent.objects.order_by("pk")] == [
        "took on the screening of",
        "accepted",
        "opened",
        "told partner support",
    ]
    assert not case.bridge.is_cleared
    assert [notice.kind for notice in case.safety_notices.all()] == ["REFERRED"]


def test_whoever_accepts_says_whether_it_is_somebody_known(worker, manager):
    known = CaseFactory(closed=True).perpetrator
    called = {"given_names": known.given_names, "surname": known.surname}
    accepted = {"by": manager, "worker": worker, "accepted_on": OPENED}
    again, namesake = (
        ReferralFactory(**called, born_on=known.born_on, fit=OPENED) for _ in range(2)
    )

    the_same = actions.open_case(again, perpetrator=known, **accepted)
    another = actions.open_case(namesake, **accepted)

    assert the_same.perpetrator == known
    assert another.perpetrator != known, "nobody is joined by name alone"
    assert Perpetrator.objects.count() == 2


def test_the_case_accepted_first_is_a_persons_first_whichever_was_entered_first(
    worker, manager
):
    week = timedelta(days=7)
    later = CaseFactory(opened_on=OPENED)
    known = {"by": manager, "worker": worker, "perpetrator": later.perpetrator}

    def opened(on):
        referral = ReferralFactory(received_on=on, fit=on)
        return actions.open_case(referral, accepted_on=on, **known)

    after = opened(OPENED + week)
    assert first_of(later.perpetrator) == [later]
    before = opened(OPENED - week)

    assert first_of(later.perpetrator) == [before]
    put_after = AuditEvent.objects.get(action="put after an earlier case")
    assert (put_after.target_key, put_after.detail) == (
        str(later.pk),
        {"fields": ["is_first"]},
    )
    assert not {before, after} & {*actions.keep_first_case(after)}, "safe to run again"


def first_of(person):
    return [*Case.objects.filter(perpetrator=person, is_first=True)]


@pytest.mark.parametrize("known_birth", [None, date(1980, 2, 3)])
def test_without_a_birth_date_a_namesake_is_somebody_else(worker, manager, known_birth):
    namesake = PerpetratorFactory(given_names="Dill", surname="Vetch", born_on=known_birth)
    referral = ReferralFactory(
        given_names="Dill", surname="Vetch", born_on=None, fit=OPENED
    )
    EligibilityCheckFactory(referral=referral, by_the_manager=True, checked_by=manager)

    case = actions.open_case(referral, by=manager, worker=worker, accepted_on=OPENED)

    assert case.perpetrator != namesake


def test_a_case_opens_once_though_two_people_accept_its_referral(worker, manager):
    referral = ReferralFactory(fit=OPENED)
    as_the_second_read_it = Referral.objects.get()
    actions.open_case(referral, by=manager, worker=worker, accepted_on=OPENED)

    with pytest.raises(Overtaken):
        actions.open_case(
            as_the_second_read_it, by=worker, worker=worker, accepted_on=OPENED
        )

    assert Case.objects.count() == Perpetrator.objects.count() == 1


def test_an_opening_whose_trace_cannot_be_kept_leaves_the_referral_waiting(
    worker, manager, refuse_writes
):
    referral = ReferralFactory(fit=OPENED)
    refuse_writes(AuditEvent)

    with pytest.raises(IntegrityError):
        actions.open_case(referral, by=manager, worker=worker, accepted_on=OPENED)

    assert Referral.objects.get().status == Referral.Status.RECEIVED
    assert not Perpetrator.objects.exists()


def test_an_opening_that_fails_at_its_last_row_leaves_the_referral_waiting(
    worker, manager, refuse_writes
):
    referral = ReferralFactory(fit=OPENED)
    refuse_writes(Case)

    with pytest.raises(IntegrityError):
        actions.open_case(referral, by=manager, worker=worker, accepted_on=OPENED)

    assert Referral.objects.get().status == Referral.Status.RECEIVED
    assert not Perpetrator.objects.exists()
    assert not AuditEvent.objects.exists()


# Logging sessions


def test_a_session_attended_is_on_the_case_with_its_record_and_a_trace(worker):
    case = CaseFactory(worker=worker, borough__code="WCC")

    session = log(case, by=worker, starts_at=time(14), next_plan="Bring the diary")

    session.refresh_from_db()
    assert (session.case, session.worker, session.recorded_by) == (case, worker, worker)
    assert (session.borough.pk, session.minutes) == ("WCC", 50)
    assert session.recorded_at.astimezone(calendar.LONDON).date() == calendar.today()
    event = AuditEvent.objects.about(session).get()
    assert event.action == "recorded"
    assert event.detail == {
        "case": case.reference,
        "on": "2016-02-01",
        "outcome": "ATT",
    }


def test_a_booked_session_has_no_record_yet(worker):
    case = CaseFactory(worker=worker)

    session = log(case, by=worker, on=date(2016, 7, 20), outcome=Outcome.NOT_REC)

    assert (session.recorded_at, session.recorded_by) == (None, None)
    assert AuditEvent.objects.about(session).get().action == "booked"


@pytest.mark.parametrize("outcome", [Outcome.NOT_REC, Outcome.ATT])
def test_what_the_manager_enters_is_the_session_of_the_cases_worker(
    manager, worker, outcome
):
    case = CaseFactory(worker=worker)

    session = log(case, by=manager, on=calendar.today(), outcome=outcome)

    assert session.worker == worker
    assert session.recorded_by == (manager if outcome == Outcome.ATT else None)
    assert AuditEvent.objects.about(session).get().by == manager


@pytest.mark.parametrize("code", ["CJW", "FSW"])
def test_only_the_work_with_young_people_has_sessions_with_a_parent(worker, code):
    grown_up = CaseFactory(worker=worker, post__code=code)
    young = CaseFactory(worker=worker, post__code="YPS")

    with pytest.raises(TransitionRefused, match="sessions with a parent"):
        log(grown_up, by=worker, kind=Kind.PARENT)
    log(young, by=worker, kind=Kind.PARENT)

    assert Session.objects.get().case == young


@pytest.mark.parametrize("what", ["session", "attempt"])
def test_the_first_thing_logged_takes_a_new_case_to_contacting(worker, what):
    case = CaseFactory(worker=worker)

    if what == "session":
        log(case, by=worker, outcome=Outcome.DNA)
    else:
        attempt(case, by=worker)

    case.refresh_from_db()
    assert case.status == Status.CONTACTING
    assert AuditEvent.objects.about(case).get().action == "moved"


def test_a_case_further_on_stays_where_it_is(worker):
    case = CaseFactory(worker=worker, status=Status.INTERVENTION)

    log(case, by=worker)
    attempt(case, by=worker)

    case.refresh_from_db()
    assert case.status == Status.INTERVENTION


@pytest.mark.parametrize("missing", [{"minutes": None}, {"record": ""}])
def test_the_database_refuses_a_session_attended_without_minutes_or_a_record(
    worker, missing
):
    case = CaseFactory(worker=worker)

    with pytest.raises(IntegrityError, match="session_attended_has_minutes_and_a_record"):
        log(case, by=worker, **missing)

    assert Case.objects.get().status == Status.OPEN


@pytest.mark.parametrize("minutes", [4, 241])
def test_a_session_lasts_between_5_minutes_and_4_hours(worker, minutes):
    with pytest.raises(IntegrityError, match="session_lasts_5_to_240_minutes"):
        log(CaseFactory(worker=worker), by=worker, minutes=minutes)


def attempt(case, *, by, on=date(2016, 1, 18), **more):
    details = {"method": Method.PHONE, "outcome": ContactAttempt.Outcome.NO_ANSWER}
    return actions.log_attempt(case, by=by, on=on, **details | more)


def test_a_failed_attempt_is_on_the_case_with_a_trace_that_holds_no_note(worker):
    case = CaseFactory(worker=worker, borough__code="RBKC")

    logged = attempt(case, by=worker, note="A brother answered")

    assert ContactAttempt.objects.get() == logged
    assert (logged.borough.pk, logged.worker) == ("RBKC", worker)
    event = AuditEvent.objects.about(logged).get()
    assert event.detail == {
        "case": case.reference,
        "on": "2016-01-18",
        "outcome": "NO_ANSWER",
    }


@pytest.mark.parametrize("action", [log, attempt])
def test_nothing_is_logged_before_the_case_opened(worker, action):
    case = CaseFactory(worker=worker, opened_on=OPENED)

    with pytest.raises(TransitionRefused, match="opened on 14 January 2016"):
        action(case, by=worker, on=OPENED - timedelta(days=1))

    action(case, by=worker, on=OPENED)


@pytest.mark.parametrize("action", [log, attempt])
def test_nothing_is_logged_on_a_closed_case(worker, action):
    case = CaseFactory(worker=worker, closed=True)

    with pytest.raises(TransitionRefused, match="is closed"):
        action(case, by=worker)


@pytest.mark.parametrize("action", [log, attempt])
@pytest.mark.parametrize("status", [Status.OPEN, Status.INTERVENTION])
def test_nothing_is_logged_on_a_case_that_was_closed_meanwhile(
    worker, manager, action, status
):
    CaseFactory(worker=worker, status=status)
    in_hand, colleagues = Case.objects.get(), Case.objects.get()
    close(colleagues, by=manager)

    with pytest.raises(TransitionRefused):
        action(in_hand, by=worker)

    assert not Session.objects.exists()
    assert not ContactAttempt.objects.exists()


@pytest.mark.parametrize("action", [log, attempt])
def test_work_is_not_logged_from_another_borough(person, action):
    case = CaseFactory(borough__code="WCC")

    with pytest.raises(PermissionDenied):
        action(case, by=person(Role.CRIMINAL_JUSTICE_WORKER, "LBHF"))


@pytest.mark.parametrize("action", [log, attempt])
def test_work_whose_trace_cannot_be_kept_is_not_logged(worker, action, refuse_writes):
    case = CaseFactory(worker=worker)
    refuse_writes(AuditEvent)

    with pytest.raises(IntegrityError):
        action(case, by=worker)

    assert not Session.objects.exists()
    assert not ContactAttempt.objects.exists()
    assert Case.objects.get().status == Status.OPEN


# Recording a booked session


def record(session, *, by, outcome=Outcome.ATT, **more):
    details = {"version": 1, **CAME}
    return actions.record_session(session, by=by, outcome=outcome, **details | more)


def test_what_came_of_a_booked_session_is_kept_with_who_said_so(worker):
    session = SessionFactory(case__worker=worker)

    record(session, by=worker, next_plan="Same time")

    session.refresh_from_db()
    assert (session.outcome, session.recorded_by) == (Outcome.ATT, worker)
    assert (session.next_plan, session.version) == ("Same time", 2)
    assert Case.objects.get().engaged_on == session.on
    event = AuditEvent.objects.about(session).get()
    assert event.action == "recorded"
    assert "Talked" not in str(event.detail)


def test_a_booked_session_keeps_its_day_until_somebody_says_what_came_of_it(worker):
    session = SessionFactory(case__worker=worker, booked=True)

    with pytest.raises(TransitionRefused, match="or move the appointment"):
        record(session, by=worker, outcome=Outcome.NOT_REC, minutes=None, record="")

    assert Session.objects.get().version == 1


@pytest.mark.parametrize("outcome", [Outcome.ATT, Outcome.LATE, Outcome.DNA])
def test_nobody_has_come_or_stayed_away_on_a_day_that_has_not_come(worker, outcome):
    tomorrow = calendar.today() + timedelta(days=1)
    session = SessionFactory(case__worker=worker, booked=True)

    with pytest.raises(TransitionRefused, match="16 July 2016 has not come yet"):
        log(session.case, by=worker, on=tomorrow, outcome=outcome)
    with pytest.raises(TransitionRefused, match="has not come yet"):
        record(session, by=worker, outcome=outcome)

    assert Session.objects.get().outcome == Outcome.NOT_REC


@pytest.mark.parametrize(
    "outcome", [Outcome.CANC_SHORT, Outcome.CANC_NOTICE, Outcome.CANC_SERVICE]
)
def test_a_session_to_come_can_be_cancelled_today(worker, outcome):
    session = SessionFactory(case__worker=worker, booked=True)

    record(session, by=worker, outcome=outcome, minutes=None, record="")

    assert Session.objects.get().outcome == outcome


def test_the_second_of_two_people_who_record_a_session_is_refused(worker, manager):
    session = SessionFactory(case__worker=worker)
    as_the_second_read_it = Session.objects.get()
    record(session, by=worker, record="The first account.")

    with pytest.raises(TransitionRefused):
        record(as_the_second_read_it, by=manager, record="The second account.")

    assert Session.objects.get().record == "The first account."


@pytest.mark.parametrize("outcome", [Outcome.DNA, Outcome.NOT_REC])
def test_a_session_recorded_once_is_not_written_over(worker, outcome):
    session = SessionFactory(case__worker=worker, attended=True, record="As it was.")

    with pytest.raises(TransitionRefused):
        record(session, by=worker, outcome=outcome, record="", minutes=None)

    assert Session.objects.get().record == "As it was."


def test_a_session_is_not_recorded_on_a_closed_case_nor_before_it_opened(worker):
    closed = SessionFactory(case=CaseFactory(closed=True, worker=worker))
    early = SessionFactory(case__worker=worker, on=OPENED - timedelta(days=1))

    with pytest.raises(TransitionRefused, match="is closed"):
        record(closed, by=worker)
    with pytest.raises(TransitionRefused, match="opened on"):
        record(early, by=worker)


def test_a_session_is_not_recorded_from_another_borough(person):
    session = SessionFactory(case__borough__code="WCC")

    with pytest.raises(PermissionDenied):
        record(session, by=person(Role.CRIMINAL_JUSTICE_WORKER, "RBKC"))


# Closing


def close(case, *, by, **more):
    """Somebody has begun closing the case, and now it closes."""
    if not case.onward.exists():
        ready_to_close(case)
    Case.objects.open().filter(pk=case.pk).update(status=Status.CLOSING)
    details = {
        "closed_on": date(2016, 6, 1),
        "reason": Case.ClosureReason.COMPLETED,
        "outcome": "They kept to what they had planned.",
    }
    return actions.close_case(case, by=by, **details | more)


def test_a_case_that_is_closing_closes_and_says_how_and_what_came_of_it(worker):
    case = CaseFactory(worker=worker)

    close(case, by=worker)

    case.refresh_from_db()
    assert (case.status, case.closed_on) == (Status.CLOSED, date(2016, 6, 1))
    assert case.closure_reason == "COMPLETED"
    assert case.closure_outcome == "They kept to what they had planned."
    event = AuditEvent.objects.about(case).get()
    assert (event.action, event.detail["to"]) == ("closed", "closed")
    assert "planned" not in event.reason + str(event.detail)


def test_a_case_closes_only_once_somebody_has_begun_closing_it(worker):
    for status in set(Status) - {Status.CLOSING, Status.CLOSED}:
        case = CaseFactory(worker=worker, status=status)
        with pytest.raises(TransitionRefused, match="begin closing it first"):
            actions.close_case(
                case, by=worker, closed_on=date(2016, 6, 1), reason="MOVED", outcome="Gone."
            )
        assert Case.objects.get(pk=case.pk).status == status


@pytest.mark.parametrize("booked", [True, False], ids=["to come", "past its day"])
def test_a_case_does_not_close_while_a_session_waits_for_its_record(worker, booked):
    session = SessionFactory(case__worker=worker, booked=booked)

    with pytest.raises(TransitionRefused, match="booked sessions"):
        close(session.case, by=worker)

    assert Case.objects.get().is_open


def test_a_closed_case_does_not_close_again(worker):
    case = CaseFactory(worker=worker, closed=True)
    SessionFactory(case=case)

    with pytest.raises(TransitionRefused, match="is closed, so nothing on it"):
        close(case, by=worker)


def test_the_second_of_two_people_who_close_a_case_is_refused(worker, manager):
    case = CaseFactory(worker=worker)
    as_the_second_read_it = Case.objects.get()
    close(case, by=worker)

    with pytest.raises(TransitionRefused, match="is closed"):
        close(as_the_second_read_it, by=manager, outcome="Another account.")

    assert Case.objects.get().closure_outcome == "They kept to what they had planned."


@pytest.mark.parametrize(
    ("details", "constraint"),
    [
        ({"reason": ""}, "case_closes_with_a_day_a_reason_and_an_outcome"),
        ({"outcome": ""}, "case_closes_with_a_day_a_reason_and_an_outcome"),
    ],
)
def test_the_database_refuses_a_closure_that_says_too_little(worker, details, constraint):
    case = CaseFactory(worker=worker, opened_on=OPENED)

    with pytest.raises(IntegrityError, match=constraint):
        close(case, by=worker, **details)

    assert Case.objects.get().is_open
    assert not AuditEvent.objects.exists()


def test_a_case_does_not_close_before_it_opened(worker):
    case = CaseFactory(worker=worker, opened_on=OPENED)

    with pytest.raises(TransitionRefused, match="opened on 14 January 2016"):
        close(case, by=worker, closed_on=OPENED - timedelta(days=1))
    with pytest.raises(IntegrityError, match="case_closes_after_it_opens"):
        CaseFactory(closed=True, opened_on=OPENED, closed_on=OPENED - timedelta(days=1))


@pytest.mark.parametrize(
    ("factory", "fields", "constraint"),
    [
        (CaseFactory, {"status": "LOST"}, "case_has_a_known_status"),
        (
            CaseFactory,
            {"closed": True, "closure_reason": "BORED"},
            "case_closes_for_a_known_reason",
        ),
        (SessionFactory, {"kind": "CHAT"}, "session_has_a_known_kind"),
        (SessionFactory, {"method": "PIGEON"}, "session_has_a_known_method"),
        (
            SessionFactory,
            {"missed": True, "outcome": "MAYBE"},
            "session_has_a_known_outcome",
        ),
        (ContactAttemptFactory, {"method": "PIGEON"}, "attempt_has_a_known_method"),
        (ContactAttemptFactory, {"outcome": "MAYBE"}, "attempt_has_a_known_outcome"),
    ],
)
def test_the_database_knows_every_code_there_is(facts, factory, fields, constraint):
    with pytest.raises(IntegrityError, match=constraint):
        factory(**fields)


def test_the_database_refuses_a_closed_case_without_its_day(facts):
    with pytest.raises(IntegrityError, match="case_closes_with_a_day_a_reason"):
        CaseFactory(closed=True, closed_on=None)


def test_a_case_closes_no_later_than_today(worker):
    case = CaseFactory(worker=worker)

    with pytest.raises(TransitionRefused, match="16 July 2016 has not come yet"):
        close(case, by=worker, closed_on=calendar.today() + timedelta(days=1))

    close(case, by=worker, closed_on=calendar.today())


@pytest.mark.parametrize("what", ["session", "attempt"])
def test_a_case_closes_no_earlier_than_the_last_work_on_it(worker, what):
    case = CaseFactory(worker=worker)
    day = date(2016, 6, 10)
    if what == "session":
        SessionFactory(case=case, attended=True, on=day)
    else:
        ContactAttemptFactory(case=case, on=day)

    with pytest.raises(TransitionRefused, match=r"last work on case .* 10 June 2016"):
        close(case, by=worker, closed_on=date(2016, 6, 9))

    close(case, by=worker, closed_on=day)


@pytest.mark.parametrize(
    "outcome", [Outcome.CANC_SHORT, Outcome.CANC_NOTICE, Outcome.CANC_SERVICE]
)
def test_an_appointment_cancelled_is_no_work_that_a_closure_waits_for(worker, outcome):
    case = CaseFactory(worker=worker, status=Status.CONTACTING)
    log(case, by=worker, on=date(2016, 7, 20), outcome=outcome)

    close(case, by=worker, closed_on=date(2016, 6, 1))

    assert Case.objects.get().closed_on == date(2016, 6, 1)


@pytest.mark.parametrize("outcome", [Outcome.ATT, Outcome.LATE, Outcome.DNA])
def test_a_closure_waits_for_whoever_was_expected_and_came_or_stayed_away(worker, outcome):
    case = CaseFactory(worker=worker)
    log(case, by=worker, on=date(2016, 6, 2), outcome=outcome)

    with pytest.raises(TransitionRefused, match="last work"):
        close(case, by=worker, closed_on=date(2016, 6, 1))


def test_somebody_who_came_did_engage_whatever_the_closure_says(worker):
    case = CaseFactory(worker=worker)
    log(case, by=worker)

    with pytest.raises(TransitionRefused, match="so they did engage"):
        close(case, by=worker, reason=Case.ClosureReason.NEVER_ENGAGED)


def test_a_closure_counts_what_a_colleague_logged_since_the_case_was_read(worker, manager):
    case = CaseFactory(worker=worker, status=Status.CONTACTING)
    as_the_manager_read_it = Case.objects.get()
    log(case, by=worker)

    with pytest.raises(TransitionRefused, match="so they did engage"):
        close(as_the_manager_read_it, by=manager, reason=Case.ClosureReason.NEVER_ENGAGED)

    assert Case.objects.get().is_open


@pytest.mark.django_db(transaction=True)
def test_a_session_booked_while_a_case_closes_is_seen_by_the_closure(worker, manager):
    case = CaseFactory(worker=worker, status=Status.INTERVENTION)
    closing, refusals = threading.Event(), []

    def close_it():
        try:
            closing.set()
            close(Case.objects.get(), by=manager)
        except TransitionRefused as refusal:  # told in the test's own thread
            refusals.append(str(refusal))
        finally:
            connection.close()

    thread = threading.Thread(target=close_it)
    with transaction.atomic():
        log(case, by=worker, on=date(2016, 7, 20), outcome=Outcome.NOT_REC)
        thread.start()
        closing.wait()
        thread.join(0.5)  # it stands at the row, or at the door, until we are done
    thread.join(30)

    assert refusals == ["Record or cancel the booked sessions before closing the case."]
    assert Case.objects.get().is_open


def test_a_case_is_not_closed_from_another_borough(person):
    case = CaseFactory(borough__code="WCC")

    with pytest.raises(PermissionDenied):
        close(case, by=person(Role.CRIMINAL_JUSTICE_WORKER, "LBHF"))


# Moving to another borough


def move_to(code, case, *, by, version=1, effective_on=date(2016, 4, 1)):
    at_work = {"role": case.post_id, "borough": Borough.objects.get(pk=code)}
    if not case.worker.memberships.filter(**at_work).exists():
        MembershipFactory(user=case.worker, **at_work)
    return actions.change_borough(
        case,
        by=by,
        version=version,
        to=Borough.objects.get(pk=code),
        effective_on=effective_on,
        reason="Moved house",
    )


def test_from_its_day_a_case_and_its_work_count_for_the_other_borough(manager):
    case = CaseFactory(borough__code="LBHF")
    before = SessionFactory(case=case, on=date(2016, 3, 31), attended=True)
    since = SessionFactory(case=case, on=date(2016, 4, 1), attended=True)
    tried_before = ContactAttemptFactory(case=case, on=date(2016, 3, 1))
    tried_since = ContactAttemptFactory(case=case, on=date(2016, 5, 1))

    move_to("WCC", case, by=manager)

    for row in (case, before, since, tried_before, tried_since):
        row.refresh_from_db()
    assert (case.borough.pk, case.accepted_borough.pk) == ("WCC", "LBHF")
    assert (before.borough.pk, since.borough.pk) == ("LBHF", "WCC")
    assert (tried_before.borough.pk, tried_since.borough.pk) == ("LBHF", "WCC")
    opened, moved = case.boroughs.order_by("starts_on")
    assert (opened.was, moved.was, moved.borough.pk) == (None, opened.borough, "WCC")
    event = AuditEvent.objects.about(case).get()
    assert (event.by, event.reason) == (manager, "Moved house")


def test_the_third_session_counts_where_the_work_counts_after_a_move(manager):
    case = CaseFactory(borough__code="LBHF")
    for month in (3, 4, 5):
        SessionFactory(case=case, on=date(2016, month, 2), attended=True)
    actions.keep_engagement(case)
    assert Perpetrator.objects.get().supported_borough.pk == "LBHF"

    move_to("WCC", case, by=manager)

    person = Perpetrator.objects.get()
    assert (person.supported_on, person.supported_borough.pk) == (
        date(2016, 5, 2),
        "WCC",
    )


def test_what_is_logged_late_counts_where_the_case_was_on_its_day(manager):
    case = CaseFactory(borough__code="LBHF")
    move_to("WCC", case, by=manager)
    case.refresh_from_db()

    late = log(case, by=manager, on=date(2016, 3, 31))
    tried = attempt(case, by=manager, on=date(2016, 3, 31))
    since = log(case, by=manager, on=date(2016, 4, 1))

    assert (late.borough.pk, tried.borough.pk) == ("LBHF", "LBHF")
    assert since.borough.pk == "WCC"


def test_a_case_moves_only_between_boroughs_of_which_the_person_is_manager(person):
    case = CaseFactory(borough__code="LBHF")

    for codes in (("LBHF",), ("WCC",), ("RBKC",)):
        with pytest.raises(PermissionDenied):
            move_to("WCC", case, by=person(Role.SERVICE_MANAGER, *codes))

    move_to("WCC", case, by=person(Role.SERVICE_MANAGER, "LBHF", "WCC"))


def test_a_move_of_borough_is_refused_when_somebody_saved_first(manager):
    case = CaseFactory(borough__code="LBHF")
    move_to("WCC", Case.objects.get(), by=manager)

    with pytest.raises(Overtaken):
        move_to("RBKC", case, by=manager, effective_on=date(2016, 5, 1))

    assert Case.objects.get().borough.pk == "WCC"
    assert CaseBorough.objects.count() == 2


def test_a_case_moves_forwards_only_so_that_no_day_counts_twice(manager):
    case = CaseFactory(borough__code="LBHF")
    move_to("WCC", case, by=manager)

    for day in (date(2016, 3, 1), date(2016, 4, 1)):
        with pytest.raises(TransitionRefused, match="since 1 April 2016: choose a later"):
            move_to("RBKC", case, by=manager, version=2, effective_on=day)
    move_to("RBKC", case, by=manager, version=2, effective_on=date(2016, 5, 1))

    counted = [case.borough_on(date(2016, month, 20)).pk for month in (2, 4, 5)]
    assert counted == ["LBHF", "WCC", "RBKC"]


def test_a_closed_case_and_a_day_before_it_opened_cannot_move(manager):
    with pytest.raises(TransitionRefused, match="is closed"):
        move_to("WCC", CaseFactory(closed=True), by=manager)
    with pytest.raises(TransitionRefused, match="opened on"):
        move_to("WCC", CaseFactory(), by=manager, effective_on=date(2016, 1, 1))


def test_a_case_does_not_move_to_the_borough_it_counts_for_nor_on_a_day_to_come(manager):
    case = CaseFactory(borough__code="LBHF")

    with pytest.raises(
        TransitionRefused, match="counts for Hammersmith and Fulham already"
    ):
        move_to("LBHF", case, by=manager)
    with pytest.raises(TransitionRefused, match="16 July 2016 has not come yet"):
        move_to("WCC", case, by=manager, effective_on=date(2016, 7, 16))

    assert CaseBorough.objects.count() == 1


# Engagement and support (8.1, P-10)


@pytest.mark.parametrize(
    ("kind", "outcome", "engages"),
    [
        (Kind.ENGAGE, Outcome.ATT, True),
        (Kind.ASSESS, Outcome.LATE, True),
        (Kind.PARENT, Outcome.ATT, False),
        (Kind.MOTIV, Outcome.DNA, False),
        (Kind.MOTIV, Outcome.CANC_SHORT, False),
        (Kind.MOTIV, Outcome.CANC_NOTICE, False),
        (Kind.MOTIV, Outcome.CANC_SERVICE, False),
        (Kind.MOTIV, Outcome.NOT_REC, False),
    ],
)
def test_only_a_session_the_person_came_to_engages_them(worker, kind, outcome, engages):
    case = CaseFactory(worker=worker, post__code="YPS")

    log(case, by=worker, on=date(2016, 2, 1), kind=kind, outcome=outcome)

    case.refresh_from_db()
    assert case.engaged_on == (date(2016, 2, 1) if engages else None)
    assert case.engaged_after == (18 if engages else None)
    assert case.engaged_borough == (case.borough if engages else None)


def test_a_session_logged_late_moves_the_day_of_engagement_back(worker):
    case = CaseFactory(worker=worker)
    log(case, by=worker, on=date(2016, 3, 1))
    log(case, by=worker, on=date(2016, 2, 1))

    case.refresh_from_db()
    assert case.engaged_on == date(2016, 2, 1)


def test_the_third_session_attended_over_all_their_cases_supports_a_person(worker):
    first = CaseFactory(worker=worker, borough__code="LBHF")
    second = CaseFactory(worker=worker, borough__code="WCC", perpetrator=first.perpetrator)
    log(first, by=worker, on=date(2016, 2, 1))
    log(second, by=worker, on=date(2016, 2, 8))
    assert Perpetrator.objects.get().supported_on is None

    log(second, by=worker, on=date(2016, 2, 15))

    person = Perpetrator.objects.get()
    assert person.supported_on == date(2016, 2, 15)
    assert person.supported_borough.pk == "WCC"
    first.refresh_from_db()
    assert first.engaged_on == date(2016, 2, 1)


@pytest.mark.django_db(transaction=True)
def test_two_sessions_logged_at_the_same_moment_both_count(worker):
    case = CaseFactory(worker=worker, status=Status.INTERVENTION)
    second_is_waiting, failures = threading.Event(), []

    def log_the_second():
        try:
            second_is_waiting.set()
            log(Case.objects.get(), by=worker, on=date(2016, 2, 8))
        except Exception as failure:  # told in the test's own thread
            failures.append(failure)
        finally:
            connection.close()

    thread = threading.Thread(target=log_the_second)
    with transaction.atomic():
        log(case, by=worker, on=date(2016, 2, 1))
        thread.start()
        second_is_waiting.wait()
        thread.join(0.5)  # it stands at the row, or at the door, until we are done
    thread.join(30)

    assert failures == []
    assert Session.objects.attended().count() == 2
    assert Case.objects.get().engaged_on == date(2016, 2, 1)
