"""Feedback to a referrer: written, approved by another, sent in time, acknowledged."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import Feedback
from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import (
    CaseFactory,
    FeedbackFactory,
    RiskUpdateFactory,
    SafetyNoticeFactory,
    at,
    declared,
)

MARCH, TODAY = date(2016, 3, 1), date(2016, 7, 15)
LETTER = {
    "work": "Rang twice, wrote once.",
    "risk": "High: less is known than before.",
    "advice": "See the children on their own.",
    "next_steps": "Tell us what you decide.",
}


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker)


@pytest.fixture
def owed(case):
    """The letter about somebody declared not to engage, with the risk rated since."""
    declaration = declared(case, declared_on=date(2016, 7, 11))
    RiskUpdateFactory(case=case, on=date(2016, 7, 12))
    return FeedbackFactory(case=case, not_engaging=True, non_engagement=declaration)


def write(feedback, *, by=None, is_ready=True, **changes):
    return actions.write_feedback(
        feedback,
        by=by or feedback.case.worker,
        version=feedback.version,
        is_ready=is_ready,
        **LETTER | changes,
    )


def send(feedback, *, on=TODAY, by=None):
    gone = {"sent_on": on, "sent_to": "Sgt Heron", "method": "EMAIL"}
    return actions.send_feedback(feedback, by=by or feedback.case.worker, **gone)


def test_it_goes_from_its_draft_to_the_referrers_answer(owed, worker, manager):
    write(owed, is_ready=False)
    assert (owed.status, owed.is_submitted) == ("DRAFT", False)
    write(owed)
    assert list(Feedback.objects.to_approve()) == [owed]
    actions.approve_feedback(owed, by=manager, version=owed.version)
    assert owed.status == "APPROVED"
    send(owed)
    assert list(Feedback.objects.unacknowledged()) == [owed]
    actions.acknowledge_feedback(owed, by=worker, acknowledged_on=TODAY)

    assert list(Feedback.objects.acknowledged()) == [owed]
    told = [event.action for event in AuditEvent.objects.about(owed).order_by("pk")]
    assert told == ["wrote", "submitted", "approved", "sent", "acknowledged"]
    assert "children" not in str([each.detail for each in AuditEvent.objects.all()])


def test_it_is_late_the_day_after_it_was_due(owed):
    """P-04, in working days: declared on Monday the 11th, due on Monday the 18th."""
    assert owed.due_on == date(2016, 7, 18)
    assert not Feedback.objects.overdue(date(2016, 7, 18)).exists()
    assert list(Feedback.objects.overdue(date(2016, 7, 19))) == [owed]
    with calendar.clock_set_to(date(2016, 7, 18)):
        assert not owed.is_overdue
    with calendar.clock_set_to(date(2016, 7, 19)):
        assert owed.is_overdue
    assert list(Feedback.objects.of_worker(owed.case.worker)) == [owed]


def test_it_waits_for_a_risk_rating_made_since_the_declaration(case):
    """V-17."""
    declaration = declared(case, declared_on=date(2016, 7, 11))
    RiskUpdateFactory(case=case, on=date(2016, 7, 10))
    feedback = FeedbackFactory(case=case, not_engaging=True, non_engagement=declaration)

    write(feedback, is_ready=False)
    with pytest.raises(TransitionRefused, match="Rate risk first"):
        write(feedback)

    RiskUpdateFactory(case=case, on=date(2016, 7, 11))
    assert write(feedback).is_submitted


def test_nobody_approves_what_they_wrote_and_only_the_manager_approves(
    owed, worker, manager
):
    with pytest.raises(TransitionRefused, match="does not wait for approval"):
        actions.approve_feedback(owed, by=manager, version=owed.version)
    write(owed, by=manager)

    with pytest.raises(TransitionRefused, match="You wrote this yourself"):
        actions.approve_feedback(owed, by=manager, version=owed.version)
    with pytest.raises(PermissionDenied):
        actions.approve_feedback(owed, by=worker, version=owed.version)
    with pytest.raises(PermissionDenied):
        actions.return_feedback(owed, by=worker, version=owed.version, because="Why?")


def test_what_was_written_while_the_manager_decided_is_not_decided_on(owed, manager):
    write(owed)
    as_read = Feedback.objects.get(pk=owed.pk)
    write(owed, risk="Lower than it was.")

    with pytest.raises(Overtaken):
        actions.approve_feedback(as_read, by=manager, version=as_read.version)
    assert Feedback.objects.get().is_submitted

    actions.approve_feedback(owed, by=manager, version=owed.version)
    as_read = Feedback.objects.get(pk=owed.pk)
    Feedback.objects.update(version=as_read.version + 1)
    with pytest.raises(Overtaken):
        actions.return_feedback(as_read, by=manager, version=as_read.version, because="?")
    assert Feedback.objects.get().is_to_send


def test_the_manager_returns_it_with_a_reason_and_it_can_be_written_again(owed, manager):
    write(owed)

    actions.return_feedback(
        owed, by=manager, version=owed.version, because="Say who sees the children."
    )

    assert owed.is_draft
    assert not owed.is_submitted
    assert owed.returned_because == "Say who sees the children."
    assert not Feedback.objects.to_approve().exists()
    write(owed, advice="The social worker sees them alone.")
    assert (owed.is_submitted, owed.returned_because) == (True, "")


def test_an_approval_is_taken_back_until_it_has_gone(owed, manager):
    write(owed)
    actions.approve_feedback(owed, by=manager, version=owed.version)

    actions.return_feedback(
        owed, by=manager, version=owed.version, because="The level changed."
    )

    assert (owed.status, owed.approved_by, owed.approved_at) == ("DRAFT", None, None)
    with pytest.raises(TransitionRefused, match="cannot become sent"):
        send(owed)
    write(owed)
    actions.approve_feedback(owed, by=manager, version=owed.version)
    send(owed)
    with pytest.raises(TransitionRefused, match="does not wait for approval"):
        actions.return_feedback(owed, by=manager, version=owed.version, because="Too late.")
    with pytest.raises(TransitionRefused, match="cannot be changed"):
        write(owed)


def test_other_letters_are_their_writers(case, worker):
    """Dictionary 7: the manager approves what is about risk and not engaging."""
    feedback = actions.draft_feedback(case, by=worker, kind="ENGAGED")
    assert feedback.due_on is None

    write(feedback, risk="", advice="")

    assert (feedback.status, feedback.approved_by) == ("APPROVED", worker)
    send(feedback)
    assert feedback.status == "SENT"


def test_of_each_kind_there_is_one_draft_at_a_time(case, worker):
    first = actions.draft_feedback(case, by=worker, kind="REVIEW")
    with pytest.raises(Overtaken, match="a draft of this already"):
        actions.draft_feedback(case, by=worker, kind="REVIEW")

    write(first)
    send(first)
    assert actions.draft_feedback(case, by=worker, kind="REVIEW") != first


def test_about_not_engaging_one_writes_once_for_a_declaration(case, worker):
    with pytest.raises(TransitionRefused, match="Declare first"):
        actions.draft_feedback(case, by=worker, kind="NONENG_RISK")
    declaration = declared(case)
    gone = FeedbackFactory(
        case=case, not_engaging=True, non_engagement=declaration, sent=True
    )
    with pytest.raises(TransitionRefused, match="has been told of this"):
        actions.draft_feedback(case, by=worker, kind="NONENG_RISK")

    actions.withdraw_entry(gone, by=worker, because="It never went")

    again = actions.draft_feedback(case, by=worker, kind="NONENG_RISK")
    assert (again.non_engagement, again.due_on) == (declaration, declaration.tell_by)


def test_whom_nobody_at_an_agency_referred_has_nobody_to_write_to(worker):
    for source in ("SELF", "FAMILY", "PARENT"):
        case = CaseFactory(worker=worker, referral__source=source)
        with pytest.raises(TransitionRefused, match="nobody to write to"):
            actions.draft_feedback(case, by=worker, kind="CLOSURE")


def test_once_they_have_come_it_is_not_true_any_more(owed, manager):
    write(owed)
    actions.approve_feedback(owed, by=manager, version=owed.version)
    owed.non_engagement.ended_on = date(2016, 7, 14)

    with pytest.raises(TransitionRefused, match="They came on 14 July 2016"):
        send(owed)


def test_its_days_follow_one_another(owed, worker, manager):
    with pytest.raises(TransitionRefused, match="cannot become acknowledged"):
        actions.acknowledge_feedback(owed, by=worker, acknowledged_on=TODAY)
    with pytest.raises(TransitionRefused, match="cannot become sent"):
        send(owed)
    write(owed)
    actions.approve_feedback(owed, by=manager, version=owed.version)
    with pytest.raises(TransitionRefused, match="approved on 15 July 2016"):
        send(owed, on=date(2016, 7, 14))
    with pytest.raises(TransitionRefused, match="not come yet"):
        send(owed, on=date(2016, 7, 16))
    send(owed)
    with pytest.raises(TransitionRefused, match="sent on 15 July 2016"):
        actions.acknowledge_feedback(owed, by=worker, acknowledged_on=date(2016, 7, 14))


def test_of_two_who_write_the_second_is_told(owed, worker):
    stale = Feedback.objects.get(pk=owed.pk)
    write(owed, is_ready=False)

    with pytest.raises(Overtaken):
        write(stale, is_ready=False)


def test_how_it_went_is_put_right_and_what_it_said_is_not(case, worker):
    gone = FeedbackFactory(case=case, acknowledged=True)
    right = {"sent_on": MARCH, "sent_to": "The team manager", "method": "LETTER"}

    new = actions.correct_feedback(
        gone, by=worker, because="Typing", acknowledged_on=date(2016, 3, 3), **right
    )

    gone.refresh_from_db()
    assert (gone.is_replaced, new.status, new.work) == (True, "ACKNOWLEDGED", gone.work)
    assert (new.sent_on, new.acknowledged_on) == (MARCH, date(2016, 3, 3))
    with pytest.raises(TransitionRefused, match="cannot have had it before"):
        actions.correct_feedback(
            new, by=worker, because="Typing", **right | {"sent_on": date(2016, 3, 4)}
        )
    with pytest.raises(Overtaken):
        actions.acknowledge_feedback(gone, by=worker, acknowledged_on=TODAY)


def test_what_was_not_acknowledged_stays_so_when_it_is_put_right(case, worker):
    gone = FeedbackFactory(case=case, sent=True)
    right = {"sent_on": MARCH, "sent_to": "The team manager", "method": "LETTER"}

    new = actions.correct_feedback(
        gone, by=worker, because="Typing", acknowledged_on=MARCH, **right
    )

    assert (new.status, new.acknowledged_on) == ("SENT", None)
    with pytest.raises(TransitionRefused, match="not gone yet"):
        actions.correct_feedback(
            FeedbackFactory(case=case), by=worker, because="Typing", **right
        )


@pytest.mark.parametrize(
    ("fields", "constraint"),
    [
        ({"risk": ""}, "feedback_of_not_engaging_has_risk_and_advice"),
        ({"advice": ""}, "feedback_of_not_engaging_has_risk_and_advice"),
        ({"work": ""}, "feedback_says_what_was_done_and_what_comes_next"),
        ({"non_engagement": None}, "feedback_of_not_engaging_follows_a_declaration"),
        ({"sent_to": ""}, "feedback_that_has_gone_says_when_how_and_to_whom"),
        ({"approved_by": None}, "feedback_approval_has_a_time_and_a_person"),
    ],
)
def test_the_database_refuses_a_letter_that_says_too_little(case, fields, constraint):
    """V-19 holds whatever page or command writes it."""
    whole = {"due_on": MARCH, "not_engaging": True, "sent": True}

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FeedbackFactory(case=case, **whole | fields)


def test_a_declaration_knows_how_soon_the_referrer_was_told_if_partner_support_was(
    owed, worker, manager
):
    """I19: declared on Monday the 11th, sent on Friday the 15th."""
    declaration = owed.non_engagement

    def told_after():
        declaration.refresh_from_db()
        return declaration.told_after

    write(owed)
    actions.approve_feedback(owed, by=manager, version=owed.version)
    send(owed)
    assert told_after() is None, "partner support was never told"

    SafetyNoticeFactory(
        case=owed.case, kind="NOT_ENGAGING", sent_at=at(date(2016, 7, 14), 18)
    )
    gone = {"sent_to": "Sgt Heron", "method": "EMAIL"}
    right = actions.correct_feedback(
        owed, by=worker, because="Sent on the day itself", sent_on=TODAY, **gone
    )
    assert told_after() == 4

    actions.withdraw_entry(right, by=worker, because="Another man’s")
    assert told_after() is None


def test_partner_support_told_after_the_referrer_was_told_too_late(case):
    declaration = declared(case, declared_on=date(2016, 7, 11))
    gone = {"approved_at": at(date(2016, 7, 12)), "sent_on": date(2016, 7, 13)}
    letter = FeedbackFactory(
        case=case, not_engaging=True, non_engagement=declaration, sent=True, **gone
    )
    SafetyNoticeFactory(case=case, kind="NOT_ENGAGING", sent_at=at(date(2016, 7, 14), 9))
    actions.keep_told(declaration)
    assert declaration.told_after is None

    Feedback.objects.filter(pk=letter.pk).update(sent_on=date(2016, 7, 14))
    actions.keep_told(declaration)
    assert declaration.told_after == 3
