"""Taking a referral on, waiting for information with a clock, deciding, taking it back."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from referrals import actions
from referrals.actions.screening import close_question
from referrals.models import DeclineNotice, PastDecision, Question, Referral
from tests.examples import examples
from tests.factories import (
    CaseFactory,
    QuestionFactory,
    ReferralFactory,
    ReferralNoticeFactory,
    UserFactory,
)
from tests.factories.referrals import make_fit

Status, Ending = Referral.Status, Question.Ending
RECEIVED_ON = date(2016, 1, 11)
ASKED = {
    "asked_of": "The team",
    "text": "Do they know of it?",
    "asked_on": date(2016, 1, 13),
}
ANSWERED = {"ending": Ending.ANSWERED, "ended_on": date(2016, 1, 20), "answer": "Yes."}
DECLINED = {"decision": Status.REJECTED, "reason": "AGE", "decided_on": date(2016, 1, 21)}


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def referral(facts):
    return ReferralFactory(borough__code="WCC", received_on=RECEIVED_ON)


def said_of(referral):
    return [event.action for event in AuditEvent.objects.about(referral).order_by("pk")]


# Taking it on


def test_somebody_takes_a_referral_on_and_a_colleague_may_take_it_over(
    referral, worker, manager
):
    actions.take_screening(referral, by=worker)

    referral.refresh_from_db()
    assert (referral.status, referral.screening_by) == (Status.SCREENING, worker)
    assert calendar.day_of(referral.screening_at) == date(2016, 7, 15)
    actions.take_screening(referral, by=worker)  # the button was pressed twice

    actions.take_screening(referral, by=manager)

    assert (referral.status, referral.screening_by) == (Status.SCREENING, manager)
    assert said_of(referral) == ["took on the screening of", "took over the screening of"]


def test_of_two_who_take_it_on_at_once_the_second_is_told(referral, worker, manager):
    as_the_second_read_it = Referral.objects.get()
    actions.take_screening(referral, by=manager)

    with pytest.raises(Overtaken):
        actions.take_screening(as_the_second_read_it, by=worker)

    assert Referral.objects.get().screening_by == manager


@pytest.mark.parametrize("decided", ["accepted", "declined"])
def test_a_decided_referral_is_not_taken_on(worker, decided):
    referral = ReferralFactory(borough__code="WCC", **{decided: True})

    with pytest.raises(TransitionRefused, match="can no longer be changed"):
        actions.take_screening(referral, by=worker)


# Waiting for information


def test_a_question_makes_the_referral_wait_and_its_answer_lets_it_go_on(referral, worker):
    question = actions.ask_question(referral, by=worker, **ASKED)

    assert (referral.status, referral.screening_by) == (Status.PENDING_INFO, worker)
    assert referral.question() == question
    assert (question.is_open, question.asked_by) == (True, worker)
    with pytest.raises(TransitionRefused, match="waits for information"):
        actions.accept_referral(
            referral, by=worker, worker=worker, accepted_on=date(2016, 1, 20)
        )

    actions.end_question(referral, by=worker, **ANSWERED)

    question.refresh_from_db()
    assert (referral.status, referral.question()) == (Status.SCREENING, None)
    assert (question.ending, question.answer, question.ended_by) == (
        Ending.ANSWERED,
        "Yes.",
        worker,
    )
    assert question.days_waited == 5
    assert said_of(referral) == [
        "took on the screening of",
        "asked for information about",
        "went on with the screening of",
    ]
    written = f"{AuditEvent.objects.values_list('detail', 'reason', 'target_name')}"
    assert "Do they know" not in written


def test_the_days_to_decide_begin_again_with_the_answer_or_going_on_without(
    referral, worker
):
    assert referral.decide_by == date(2016, 1, 18)
    actions.ask_question(referral, by=worker, **ASKED)

    actions.end_question(
        referral, by=worker, ending=Ending.WITHOUT, ended_on=date(2016, 1, 27)
    )

    assert referral.decide_by == date(2016, 2, 3)
    assert Question.objects.get().ending == Ending.WITHOUT


def test_a_second_question_may_follow_the_first_but_not_overtake_it(referral, worker):
    actions.ask_question(referral, by=worker, **ASKED)
    with pytest.raises(Overtaken, match="already at waiting for information"):
        actions.ask_question(referral, by=worker, **ASKED)
    actions.end_question(referral, by=worker, **ANSWERED)

    actions.ask_question(referral, by=worker, **ASKED | {"asked_on": date(2016, 1, 21)})

    assert referral.questions.count() == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        QuestionFactory(referral=referral)


@pytest.mark.parametrize("day", [date(2016, 1, 10), date(2016, 7, 16)])
def test_question_and_answer_are_dated_in_order_and_not_after_today(referral, worker, day):
    with pytest.raises(TransitionRefused, match="The question must be dated between"):
        actions.ask_question(referral, by=worker, **ASKED | {"asked_on": day})
    actions.ask_question(referral, by=worker, **ASKED)

    with pytest.raises(TransitionRefused, match="answer must be dated between 13 January"):
        actions.end_question(referral, by=worker, **ANSWERED | {"ended_on": day})


def test_what_nobody_asked_has_no_answer_and_what_ended_does_not_end_again(
    referral, worker
):
    with pytest.raises(TransitionRefused, match="not waiting for information: it is recei"):
        actions.end_question(referral, by=worker, **ANSWERED)
    question = actions.ask_question(referral, by=worker, **ASKED)
    with pytest.raises(TransitionRefused, match="that ends the waiting by itself"):
        actions.end_question(referral, by=worker, **ANSWERED | {"ending": Ending.DECIDED})
    stale = Question.objects.get()
    actions.end_question(referral, by=worker, **ANSWERED)

    with pytest.raises(Overtaken, match="just answered this question"):
        close_question(stale, by=worker, **ANSWERED)

    question.refresh_from_db()
    assert question.answer == "Yes."


def test_a_decision_ends_the_waiting_too(referral, worker):
    actions.ask_question(referral, by=worker, **ASKED)

    actions.decline_referral(referral, by=worker, **DECLINED)

    question = referral.questions.get()
    assert referral.status == Status.REJECTED
    assert (question.ending, question.ended_on) == (Ending.DECIDED, date(2016, 1, 21))


@given(waited=st.integers(0, 40), asked=st.integers(0, 400))
@settings(max_examples=examples(25))
def test_a_question_is_late_after_ten_working_days_and_not_before(waited, asked):
    asked_on = date(2015, 10, 1) + timedelta(days=asked)
    question = Question(asked_on=asked_on)

    with calendar.clock_set_to(asked_on + timedelta(days=waited)):
        passed = calendar.Period(
            asked_on + timedelta(days=1), calendar.today() + timedelta(days=1)
        )
        assert question.is_late == (
            calendar.today() > calendar.add_working_days(asked_on, 10)
        )
        if question.is_late:
            assert calendar.working_days(passed) >= 10


# Deciding


def test_whoever_decides_what_nobody_was_screening_has_screened_it(referral, worker):
    actions.decline_referral(referral, by=worker, **DECLINED)

    assert referral.screening_by == worker
    assert said_of(referral) == ["took on the screening of", "declined"]


@pytest.mark.parametrize("decision", Referral.WITHOUT_CASE)
def test_partner_support_is_told_of_every_referral_turned_away_and_of_no_other(
    worker, decision
):
    with_partner = CaseFactory().referral  # whoever it is about: nothing is looked up
    for received_on in (with_partner.received_on, RECEIVED_ON):
        referral = ReferralFactory(borough__code="WCC", received_on=received_on)
        reason = "AGE" if decision in (Status.REJECTED, Status.REDIRECTED) else ""
        actions.decline_referral(
            referral,
            by=worker,
            **DECLINED | {"decision": decision, "reason": reason, "note": "To them"},
        )

    told = DeclineNotice.objects.filter(sent_by=worker).count()
    assert told == (2 if reason else 0)


def test_what_an_acceptance_lacks_is_listed_with_a_page_for_each(facts, worker):
    plain = ReferralFactory(borough__code="WCC", post__code="CJW")
    make_fit(plain, by_day=date(2016, 1, 18))
    lacks_all = QuestionFactory(
        referral__without_borough=True,
        referral__awareness="NO",
        referral__post__code="CJW",
    ).referral

    found = actions.lacking(lacks_all, on=date(2016, 1, 20))

    assert actions.lacking(plain, on=date(2016, 1, 20)) == []
    assert [each.page for each in found] == [
        "referrals:referral_detail",
        "referrals:referral_answer",
        "referrals:safety_check_record",
        "referrals:referral_check",
    ]
    assert "has no borough yet" in found[0].text


# Taking it back


def test_the_manager_takes_a_decision_back_and_it_stays_readable(manager, worker):
    referral = ReferralFactory(borough__code="WCC", received_on=RECEIVED_ON)
    actions.decline_referral(
        referral, by=worker, **DECLINED | {"reason": "OTHER", "note": "Moves abroad"}
    )
    told = ReferralNoticeFactory(referral=referral)

    actions.reopen_referral(referral, by=manager, reason="They are not moving")

    referral.refresh_from_db()
    assert (referral.status, referral.screening_by) == (Status.SCREENING, manager)
    assert (referral.decided_on, referral.decided_by) == (None, None)
    assert (referral.decline_reason, referral.decision_note) == ("", "")
    assert referral.decide_by == date(2016, 7, 22), "5 working days from today"
    past = PastDecision.objects.get()
    assert (past.decision, past.decline_reason, past.note) == (
        "REJECTED",
        "OTHER",
        "Moves abroad",
    )
    assert (past.decided_on, past.decided_by) == (date(2016, 1, 21), worker)
    assert (past.taken_back_by, past.taken_back_because) == (
        manager,
        "They are not moving",
    )
    told.refresh_from_db()
    assert told.past_decision == past
    event = AuditEvent.objects.about(referral).get(action="reopened")
    assert (event.reason, event.by) == ("They are not moving", manager)


def test_a_corrected_decision_is_told_again(manager, worker):
    referral = ReferralFactory(borough__code="WCC", received_on=RECEIVED_ON)
    actions.decline_referral(referral, by=worker, **DECLINED)
    ReferralNoticeFactory(referral=referral)
    assert not Referral.objects.untold().exists()
    actions.reopen_referral(referral, by=manager, reason="The wrong reason")
    assert not Referral.objects.untold().exists(), "nothing is decided"

    actions.decline_referral(referral, by=manager, **DECLINED | {"reason": "NOT_DA"})

    assert Referral.objects.untold().get() == referral
    assert referral.past_decisions.count() == 1
    assert Referral.objects.decided().filter(decline_reason="AGE").count() == 0


def test_only_a_decision_without_a_case_is_taken_back(manager, referral):
    with pytest.raises(TransitionRefused, match="Nothing is decided about"):
        actions.reopen_referral(referral, by=manager, reason="A mistake")
    accepted = CaseFactory().referral

    with pytest.raises(TransitionRefused, match="it is the case that is closed or reopene"):
        actions.reopen_referral(accepted, by=manager, reason="A mistake")


def test_the_database_refuses_what_contradicts_itself(facts):
    somebody = UserFactory()
    stray = [
        (
            {"accepted": True, "screening_at": None},
            "referral_screening_has_a_person_and_a_time",
        ),
        ({"taken": True}, "referral_is_screened_by_somebody_once_it_is_taken"),
        (
            {"status": "SCREENING"},
            "referral_is_screened_by_somebody_once_it_is_taken",
        ),
        (
            {"awareness": "NO", "aware_on": RECEIVED_ON},
            "referral_day_of_awareness_means_they_know",
        ),
        ({"is_held": True}, "referral_is_held_for_a_reason"),
        ({"hold_reason": "An inquiry"}, "referral_is_held_for_a_reason"),
        (
            {"accepted": True, "erased_on": RECEIVED_ON},
            "referral_that_is_erased_ended_without_a_case",
        ),
    ]
    for fields, constraint in stray:
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            ReferralFactory(**fields)
    for fields, constraint in [
        ({"ended_on": date(2016, 1, 20)}, "question_e(nd|nds)_"),
        ({"ending": "ANSWERED"}, "question_ends_in_a_known_way"),
        (
            {"ended_on": RECEIVED_ON, "ended_by": somebody, "ending": "ANSWERED"},
            "question_ends_after_it_was_asked",
        ),
    ]:
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            QuestionFactory(**fields)


# Who sees it


def test_it_stays_with_its_post_until_decided_and_with_whoever_screened_it_after(
    person, worker
):
    colleague = person(Role.CRIMINAL_JUSTICE_WORKER, "WCC")
    referral = ReferralFactory(borough__code="WCC", post__code="CJW")

    def seen_by(somebody):
        return Referral.objects.visible_to(somebody).filter(pk=referral.pk).exists()

    actions.take_screening(referral, by=worker)
    assert seen_by(colleague)
    actions.ask_question(referral, by=worker, **ASKED)
    assert seen_by(colleague)
    assert not seen_by(person(Role.FAMILY_SUPPORT_WORKER))
    actions.decline_referral(referral, by=worker, **DECLINED)

    assert seen_by(worker)
    assert not seen_by(colleague)
    assert seen_by(person(Role.SERVICE_MANAGER))


def test_an_unplaced_one_stays_with_whoever_screened_it_while_they_have_a_role(worker):
    referral = ReferralFactory(without_borough=True, post__code="CJW")
    actions.decline_referral(referral, by=worker, **DECLINED)

    assert Referral.objects.visible_to(worker).exists()
    worker.memberships.update(ended_at=calendar.now(), ended_by=worker, end_reason="Left")
    worker.refresh_from_db()
    assert not Referral.objects.visible_to(worker).exists()
