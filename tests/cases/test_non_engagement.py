"""Somebody is declared not to engage: on evidence, once at a time, and until they come."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cases import actions
from cases.engagement_rules import evidence_of
from cases.models import Case, Feedback, NonEngagement, SafetyNotice
from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from reporting.due import due_for
from tests.examples import examples
from tests.factories import (
    CaseFactory,
    ContactAttemptFactory,
    FeedbackFactory,
    SessionFactory,
    declared,
    never_reached,
)

MARCH = date(2016, 3, 1)


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def case(worker):
    return never_reached(CaseFactory(worker=worker))


def declare(case, *, by=None, on=MARCH, ground="NO_CONTACT"):
    return actions.declare_non_engagement(
        case, by=by or case.worker, declared_on=on, ground=ground
    )


def came(case, on):
    session = SessionFactory(case=case, attended=True, on=on)
    actions.keep_engagement(case)
    return session


def test_three_attempts_in_two_ways_over_eleven_working_days_are_enough(case):
    """Worked example 18."""
    declaration = declare(case)

    case.refresh_from_db()
    assert case.non_engagement_declared_on == MARCH
    assert declaration.evidence == "3 attempts, 2 methods, 11 working days"
    notice = SafetyNotice.objects.get()
    assert (notice.kind, calendar.day_of(notice.sent_at)) == (
        "NOT_ENGAGING",
        calendar.today(),
    )
    feedback = Feedback.objects.get()
    assert (feedback.kind, feedback.status) == ("NONENG_RISK", "DRAFT")
    assert feedback.due_on == date(2016, 3, 8), "five working days: P-04"
    event = AuditEvent.objects.about(declaration).get()
    assert (event.action, event.detail["ground"]) == ("declared", "NO_CONTACT")


def test_the_five_days_leave_out_the_weekend_and_easter(case):
    assert declare(case, on=date(2016, 3, 23)).tell_by == date(2016, 4, 1)


@pytest.mark.parametrize(
    ("on", "ground", "said"),
    [
        (
            date(2016, 2, 12),
            "NO_CONTACT",
            "could not be reached: 2 of 3 attempts, 1 of 2 methods, 5 of 10 working days",
        ),
        (MARCH, "ABSENT", "missed their appointments: 0 of 2 missed in a row"),
        (date(2016, 7, 16), "NO_CONTACT", "has not come yet"),
        (date(2016, 1, 1), "NO_CONTACT", "opened on"),
    ],
)
def test_without_enough_of_it_the_refusal_says_what_is_missing(case, on, ground, said):
    with pytest.raises(TransitionRefused, match=said):
        declare(case, on=on, ground=ground)

    assert not NonEngagement.objects.exists()
    assert not SafetyNotice.objects.exists()


def test_appointments_missed_are_a_ground_of_their_own(worker):
    case = CaseFactory(worker=worker)
    for day in (2, 9):
        SessionFactory(case=case, missed=True, on=date(2016, 2, day))

    declaration = declare(case, ground="ABSENT")

    assert declaration.evidence.startswith("2 missed in a row")


def test_it_is_declared_once_at_a_time_and_on_an_open_case(case):
    declare(case)
    with pytest.raises(Overtaken, match="on 1 March 2016 already"):
        declare(case, on=date(2016, 3, 2))

    with pytest.raises(TransitionRefused, match="closed"):
        declare(never_reached(CaseFactory(closed=True)))


def test_only_who_works_with_people_declares(case, person):
    with pytest.raises(PermissionDenied):
        declare(case, by=person(Role.PARTNER_SUPPORT_WORKER))
    with pytest.raises(PermissionDenied):
        actions.correct_non_engagement(
            declared(case),
            by=person(Role.PARTNER_SUPPORT_WORKER),
            because="Typing",
            declared_on=MARCH,
            ground="NO_CONTACT",
        )


def test_whom_nobody_at_an_agency_referred_has_no_referrer_to_be_told(worker):
    case = never_reached(CaseFactory(worker=worker, referral__source="SELF"))

    declare(case)

    assert not Feedback.objects.exists()
    assert SafetyNotice.objects.get().kind == "NOT_ENGAGING"


def test_it_ends_when_they_come_and_stays_in_the_history(case):
    declaration = declare(case)

    came(case, date(2016, 3, 10))

    case.refresh_from_db()
    declaration.refresh_from_db()
    assert case.non_engagement_declared_on is None
    assert (declaration.ended_on, declaration.is_replaced) == (date(2016, 3, 10), False)
    assert list(NonEngagement.objects.standing()) == [declaration]
    assert not Feedback.objects.unsent().exists(), "nobody has to be told any more"
    assert not NonEngagement.objects.current().exists()


def test_a_session_with_a_parent_or_one_taken_out_ends_nothing(case):
    declaration = declare(case)
    SessionFactory(case=case, attended=True, on=date(2016, 3, 9), kind="PARENT")
    mistaken = came(case, date(2016, 3, 10))

    actions.withdraw_session(mistaken, by=case.worker, because="Another man’s")

    declaration.refresh_from_db()
    assert declaration.is_current
    assert Case.objects.get().non_engagement_declared_on == MARCH
    assert Feedback.objects.unsent().count() == 1


def test_who_stops_again_is_declared_again_and_the_referrer_told_again(case):
    first = declare(case)
    turned_up = came(case, date(2016, 3, 10))
    with pytest.raises(TransitionRefused, match="not enough yet"):
        declare(case, on=date(2016, 3, 11))
    for day in (17, 24):
        SessionFactory(case=case, missed=True, on=date(2016, 3, day))

    second = declare(case, on=date(2016, 3, 24), ground="ABSENT")

    first.refresh_from_db()
    assert (first.ended_on, second.is_current) == (date(2016, 3, 10), True)
    assert Feedback.objects.unsent().get().non_engagement == second
    case.refresh_from_db()
    assert case.non_engagement_declared_on == date(2016, 3, 24)

    actions.withdraw_session(turned_up, by=case.worker, because="Another man’s")
    first.refresh_from_db()
    assert first.ended_on == date(2016, 3, 24), "the next one took its place"


def test_a_day_before_which_they_came_is_refused(case):
    came(case, date(2016, 3, 10))

    with pytest.raises(TransitionRefused, match="They came on 10 March 2016"):
        declare(case)


def test_what_is_known_is_what_was_known_on_the_day(case):
    ContactAttemptFactory(case=case, on=date(2016, 3, 4), outcome="REACHED")

    assert evidence_of(case, on=MARCH).is_complete
    assert not evidence_of(case).is_complete
    assert declare(case).declared_on == MARCH


def test_putting_it_right_keeps_the_old_one_and_moves_the_clock(case):
    wrong = declare(case)

    right = actions.correct_non_engagement(
        wrong,
        by=case.worker,
        because="The letter came first",
        declared_on=date(2016, 3, 15),
        ground="NO_CONTACT",
    )

    wrong.refresh_from_db()
    case.refresh_from_db()
    assert (wrong.is_replaced, right.replaces) == (True, wrong)
    assert case.non_engagement_declared_on == date(2016, 3, 15)
    feedback = Feedback.objects.get()
    assert (feedback.non_engagement, feedback.due_on) == (right, date(2016, 3, 22))


def test_one_that_has_ended_is_put_right_within_its_time(case):
    wrong = declare(case)
    came(case, date(2016, 3, 10))
    wrong.refresh_from_db()
    given_ = {"by": case.worker, "because": "Typing", "ground": "NO_CONTACT"}

    with pytest.raises(TransitionRefused, match="ended on 10 March 2016"):
        actions.correct_non_engagement(wrong, declared_on=date(2016, 3, 11), **given_)
    right = actions.correct_non_engagement(wrong, declared_on=date(2016, 3, 2), **given_)

    right.refresh_from_db()
    assert (right.declared_on, right.ended_on) == (date(2016, 3, 2), date(2016, 3, 10))


def test_one_made_by_mistake_is_owed_to_nobody_and_partner_support_knows(case):
    declaration = declare(case)

    actions.withdraw_entry(declaration, by=case.worker, because="Another man’s")

    case.refresh_from_db()
    assert case.non_engagement_declared_on is None
    assert not Feedback.objects.standing().exists()
    assert [each.kind for each in SafetyNotice.objects.order_by("pk")] == [
        "NOT_ENGAGING",
        "ENGAGING",
    ]


def test_what_has_gone_to_the_referrer_stays_when_the_declaration_is_taken_out(case):
    declaration = declared(case)
    FeedbackFactory(case=case, not_engaging=True, non_engagement=declaration, sent=True)

    actions.withdraw_entry(declaration, by=case.worker, because="Another man’s")

    assert Feedback.objects.sent().count() == 1


def test_one_that_loses_its_evidence_says_so_and_is_not_sent(case, person):
    """V-17: a declaration on too little is flagged until somebody decides, both ways."""
    manager = person(Role.SERVICE_MANAGER)
    declaration = declare(case)
    letter = Feedback.objects.get()
    last = case.attempts.latest("on")

    actions.withdraw_attempt(last, by=case.worker, because="Another man’s")

    declaration.refresh_from_db()
    assert declaration.evidence_lost_on == calendar.today()
    assert list(NonEngagement.objects.unfounded()) == [declaration]
    due = [each.what for each in due_for(manager, calendar.today() + timedelta(days=7))]
    assert "still declared not to engage" in " ".join(due)
    asked = [each.what for each in due_for(case.worker, calendar.today())]
    assert "still declared" not in " ".join(asked), "the manager decides"
    lacking = actions.missing(case, Case.Status.CLOSED, calendar.today())
    assert "put right since" in " ".join(each.text for each in lacking)
    Feedback.objects.filter(pk=letter.pk).update(status="APPROVED", **_approved(manager))
    letter.refresh_from_db()
    with pytest.raises(TransitionRefused, match="declare it anew"):
        actions.send_feedback(
            letter, by=case.worker, sent_on=calendar.today(), sent_to="Them", method="EMAIL"
        )

    case.refresh_from_db()
    tried = {"on": date(2016, 2, 16), "method": "LETTER", "outcome": "NO_ANSWER"}
    actions.log_attempt(case, by=case.worker, **tried)
    declaration.refresh_from_db()
    assert declaration.evidence_lost_on is None


def _approved(manager):
    now = calendar.now()
    said = {"work": "Rang.", "risk": "High.", "advice": "See them.", "next_steps": "Tell."}
    return said | {"submitted_at": now, "approved_at": now, "approved_by": manager}


def test_evidence_put_right_or_of_absences_is_looked_at_again_too(worker):
    case = CaseFactory(worker=worker)
    missed = [SessionFactory(case=case, missed=True, on=date(2016, 2, d)) for d in (2, 9)]
    declaration = declare(case, ground="ABSENT")
    excused = {"kind": "MOTIV", "method": "VISIT", "outcome": "DNA", "is_excused": True}

    actions.correct_session(
        missed[1],
        by=worker,
        version=1,
        because="He was in hospital",
        on=missed[1].on,
        **excused,
    )

    declaration.refresh_from_db()
    assert declaration.evidence_lost_on == calendar.today()
    actions.withdraw_entry(declaration, by=worker, because="Not so")
    assert not NonEngagement.objects.unfounded().exists()


def test_an_attempt_put_right_is_looked_at_again(case):
    declaration = declare(case)
    last = case.attempts.latest("on")
    said = {"because": "They answered", "on": last.on, "method": "LETTER"}

    actions.correct_attempt(last, by=case.worker, outcome="REACHED", **said)

    declaration.refresh_from_db()
    assert declaration.evidence_lost_on == calendar.today()


def test_the_database_holds_one_at_a_time(case):
    declare(case)

    with pytest.raises(IntegrityError), transaction.atomic():
        NonEngagement.objects.create(
            case=case,
            borough=case.borough,
            declared_on=MARCH,
            ground="ABSENT",
            evidence="2",
            recorded_at=calendar.now(),
            recorded_by=case.worker,
        )


# Left to chance the evidence hardly ever comes together, so often it comes in one go.
ANY = st.sampled_from(["ring", "write", "reach", "miss", "come", "declare", "mistake"])
UNREACHED = st.just(["write", "ring", "write", "ring", "ring", "declare"])
EVENTS = st.lists(UNREACHED | ANY.map(lambda event: [event]), min_size=2, max_size=7).map(
    lambda runs: [event for run in runs for event in run]
)


@settings(
    max_examples=examples(25), suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(events=EVENTS)
def test_whatever_happens_the_declarations_agree_with_the_sessions(worker, events):
    """V-17: no declaration without evidence, none while they come, one letter for each."""
    with transaction.atomic():
        case = CaseFactory(worker=worker)
        day = case.opened_on
        for event in events:
            day += timedelta(days=4)
            happen(case, event, day)
            agree(case)
        transaction.set_rollback(True)


def happen(case, event, day):
    if event in ("ring", "write", "reach"):
        outcome = "REACHED" if event == "reach" else "NO_ANSWER"
        method = "LETTER" if event == "write" else "PHONE"
        ContactAttemptFactory(case=case, on=day, method=method, outcome=outcome)
    elif event in ("miss", "come"):
        kind = {"missed": True} if event == "miss" else {"attended": True}
        SessionFactory(case=case, on=day, starts_at=time(10), **kind)
        actions.keep_engagement(case)
    elif event == "declare":
        evidence, current = evidence_of(case), case.non_engagements.current().exists()
        enough = evidence.no_contact.complete_on is not None
        if enough and not current:
            declare(case, on=day)
            return
        with pytest.raises(TransitionRefused):
            declare(case, on=day)
    elif latest := case.non_engagements.standing().order_by("-declared_on").first():
        actions.withdraw_entry(latest, by=case.worker, because="A mistake")


def agree(case):
    case.refresh_from_db()
    standing = list(case.non_engagements.standing().order_by("declared_on"))
    current = [each for each in standing if each.is_current]
    assert len(current) <= 1
    since = current[0].declared_on if current else None
    assert case.non_engagement_declared_on == since
    attended = [each.on for each in case.sessions.attended()]
    for each in standing:
        later = [on for on in attended if on >= each.declared_on]
        assert each.ended_on == min(later, default=None)
        assert each.feedback.standing().count() == 1
    owed = case.feedback.unsent()
    assert {each.non_engagement for each in owed} == set(current)
