"""A case comes to a stage: in its order, past its guards, with a line in its history."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, transaction

from cases import actions
from cases.models import Case, CaseMove, EarlierClosure
from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    ContactAttemptFactory,
    SessionFactory,
    TermsFactory,
    ready_to_close,
)

Status = Case.Status
MARCH, APRIL = date(2016, 3, 1), date(2016, 4, 1)
REST = {"reason": "He is in hospital", "review_on": date(2016, 8, 1)}


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def ready(case):
    """All that any stage asks for has been done."""
    SessionFactory(case=case, attended=True)
    TermsFactory(case=case)
    AssessmentFactory(case=case, signed_off=True)
    case.bridge.cleared_on = case.opened_on
    case.bridge.save()
    actions.keep_engagement(case)
    return case


def told(case):
    return [notice.kind for notice in case.safety_notices.order_by("pk")]


def history(case):
    rows = CaseMove.objects.filter(case=case).order_by("pk")
    return [(row.was, row.to) for row in rows]


def test_a_case_goes_through_its_stages_and_its_history_says_so(worker):
    case = ready(CaseFactory(worker=worker))
    path = [*list(Status)[1:5], Status.INTERVENTION, Status.CLOSING]

    for number, to in enumerate(path):
        actions.move_case(case, by=worker, to=to, on=MARCH + timedelta(days=number))

    assert case.status == Status.CLOSING
    assert [to for _, to in history(case)] == [Status.OPEN, *path]
    latest = case.moves.latest("pk")
    assert (latest.effective_on, latest.recorded_by) == (date(2016, 3, 6), worker)
    assert calendar.day_of(latest.recorded_at) == calendar.today()
    assert latest.is_recorded_late
    assert told(case) == ["STARTED", "CLOSING"], "a review is nothing to tell"
    assert AuditEvent.objects.about(case).filter(action="moved").count() == 6


def test_a_move_is_today_unless_another_day_is_given_and_never_to_come(worker):
    case = CaseFactory(worker=worker)
    tomorrow = calendar.today() + timedelta(days=1)

    with pytest.raises(TransitionRefused, match="16 July 2016 has not come yet"):
        actions.move_case(case, by=worker, to=Status.CONTACTING, on=tomorrow)
    actions.move_case(case, by=worker, to=Status.CONTACTING)

    assert case.moves.latest("pk").effective_on == calendar.today()
    assert not case.moves.latest("pk").is_recorded_late


def test_the_history_goes_forwards(worker):
    case = ready(CaseFactory(worker=worker, opened_on=date(2016, 1, 14)))
    actions.move_case(case, by=worker, to=Status.CONTACTING, on=APRIL)

    with pytest.raises(TransitionRefused, match="at contacting since 1 April 2016"):
        actions.move_case(case, by=worker, to=Status.ASSESSMENT, on=MARCH)
    with pytest.raises(TransitionRefused, match="opened on 14 January 2016"):
        actions.move_case(case, by=worker, to=Status.ASSESSMENT, on=date(2016, 1, 13))
    actions.move_case(case, by=worker, to=Status.ASSESSMENT, on=APRIL)

    assert len(history(case)) == 3


def test_nobody_is_contacted_who_does_not_know_of_it_unless_that_is_safe(worker):
    """V-12: whatever is logged first would take the case there too."""
    case = CaseFactory(worker=worker, referral__awareness="NO")
    tried = {"on": MARCH, "method": "LETTER", "outcome": "NO_ANSWER"}

    with pytest.raises(TransitionRefused, match="nobody has asked"):
        actions.move_case(case, by=worker, to=Status.CONTACTING)
    with pytest.raises(TransitionRefused, match="nobody has asked"):
        actions.log_attempt(Case.objects.get(), by=worker, **tried)
    assert (Case.objects.get().status, case.attempts.count()) == (Status.OPEN, 0)

    case.referral.awareness = "YES"
    case.referral.save()
    actions.log_attempt(Case.objects.get(), by=worker, **tried)

    assert Case.objects.get().status == Status.CONTACTING
    assert case.moves.latest("pk").effective_on == MARCH


def test_assessment_begins_when_they_were_met_and_know_the_terms(worker):
    case = CaseFactory(worker=worker, status=Status.CONTACTING)

    def refusal(on=MARCH):
        with pytest.raises(TransitionRefused) as refused:
            actions.move_case(case, by=worker, to=Status.ASSESSMENT, on=on)
        assert Case.objects.get().status == Status.CONTACTING
        return str(refused.value)

    ContactAttemptFactory(case=case, on=date(2016, 2, 1))  # no answer
    ContactAttemptFactory(case=case, on=date(2016, 2, 2), outcome="DECLINED")
    SessionFactory(case=case, missed=True)
    assert "Nobody has reached them yet" in refusal()
    assert "Explain to them first: the agreement to work." in refusal()

    ContactAttemptFactory(case=case, on=date(2016, 2, 3), outcome="REACHED")
    assert "Nobody has reached them yet" in refusal(on=date(2016, 2, 2))
    assert "Nobody has reached them yet" not in refusal(on=date(2016, 2, 3))

    TermsFactory(case=case, explained_on=date(2016, 2, 3), has_sharing=False)
    assert refusal() == (
        "Explain to them first: which information is shared, and with whom."
    )
    TermsFactory(case=case, explained_on=date(2016, 2, 10))
    assert "which information" in refusal(on=date(2016, 2, 9))
    actions.move_case(case, by=worker, to=Status.ASSESSMENT, on=date(2016, 2, 10))

    assert case.status == Status.ASSESSMENT


def test_a_session_with_a_parent_alone_is_no_contact_with_the_young_person(worker):
    case = CaseFactory(worker=worker, status=Status.CONTACTING, post__code="YPS")
    TermsFactory(case=case)
    SessionFactory(case=case, attended=True, kind="PARENT")

    with pytest.raises(TransitionRefused, match="Nobody has reached them"):
        actions.move_case(case, by=worker, to=Status.ASSESSMENT)
    SessionFactory(case=case, attended=True)
    actions.move_case(case, by=worker, to=Status.ASSESSMENT)


@pytest.mark.parametrize("was", [Status.ASSESSMENT, Status.REVIEW])
def test_intervention_begins_when_partner_support_has_cleared_it(worker, was):
    """V-13, and the page learns no more than that."""
    case = CaseFactory(worker=worker, status=was)
    assessed = AssessmentFactory(case=case, signed_off=True)

    with pytest.raises(TransitionRefused) as refused:
        actions.move_case(case, by=worker, to=Status.INTERVENTION)
    assert str(refused.value) == "Not cleared yet: ask partner support or the manager."
    assert (Case.objects.get().status, told(case)) == (was, [])

    case.bridge.cleared_on = case.opened_on
    case.bridge.save()
    assessed.case.assessments.update(is_replaced=True)
    with pytest.raises(TransitionRefused, match="that the manager has signed off"):
        actions.move_case(case, by=worker, to=Status.INTERVENTION)
    assessed.case.assessments.update(is_replaced=False)
    actions.move_case(case, by=worker, to=Status.INTERVENTION)

    assert case.status == Status.INTERVENTION


def test_a_suspended_case_rests_until_a_day_and_goes_back_to_where_it_was(worker):
    for was in sorted(Case.ACTIVE):
        case = ready(CaseFactory(worker=worker, status=was))

        actions.move_case(case, by=worker, to=Status.SUSPENDED, **REST)

        assert (case.suspension_review_on, case.is_active) == (date(2016, 8, 1), False)
        assert case.came_from() == was
        assert case.next_stages() == [was, Status.CLOSING]
        assert (case.moves.latest("pk").reason, told(case)) == (
            "He is in hospital",
            ["SUSPENDED"],
        )
        for other in Case.ACTIVE - {was}:
            with pytest.raises(TransitionRefused, match="it goes on there"):
                actions.move_case(case, by=worker, to=other)
        actions.move_case(case, by=worker, to=was)
        assert (case.status, case.suspension_review_on) == (was, None)
        assert told(case) == ["SUSPENDED", "RESUMED"]


@pytest.mark.parametrize("status", [Status.CLOSING, Status.SUSPENDED])
def test_what_is_closing_or_suspended_is_not_suspended(worker, status):
    case = CaseFactory(worker=worker, status=status)

    with pytest.raises(TransitionRefused):
        actions.move_case(case, by=worker, to=Status.SUSPENDED, **REST)


def test_a_suspension_says_why_and_when_to_look_again(worker):
    case = CaseFactory(worker=worker)
    yesterday = calendar.today() - timedelta(days=1)

    for missing in ({"reason": ""}, {"review_on": None}):
        with pytest.raises(TransitionRefused, match="Say why it is suspended"):
            actions.move_case(case, by=worker, to=Status.SUSPENDED, **REST | missing)
    with pytest.raises(TransitionRefused, match="today or a later one"):
        actions.move_case(
            case, by=worker, to=Status.SUSPENDED, **REST | {"review_on": yesterday}
        )
    actions.move_case(
        case, by=worker, to=Status.SUSPENDED, **REST | {"review_on": calendar.today()}
    )

    assert case.is_suspension_review_due


def test_a_day_to_look_again_belongs_to_a_suspension_only(worker):
    case = CaseFactory(worker=worker)

    actions.move_case(case, by=worker, to=Status.CONTACTING, **REST)

    assert (case.suspension_review_on, case.moves.latest("pk").review_on) == (None, None)
    with (
        pytest.raises(IntegrityError, match="case_suspended_has_a_day_to_look_again"),
        transaction.atomic(),
    ):
        Case.objects.update(status=Status.SUSPENDED)


def test_closing_begun_too_soon_goes_back_to_where_it_was(worker):
    case = ready(CaseFactory(worker=worker, status=Status.REVIEW))
    actions.move_case(case, by=worker, to=Status.SUSPENDED, **REST)
    actions.move_case(case, by=worker, to=Status.CLOSING, reason="Left the country")

    actions.move_case(case, by=worker, to=Status.REVIEW, reason="Came back")

    assert told(case) == ["SUSPENDED", "CLOSING", "RESUMED"]
    assert case.status == Status.REVIEW


def test_moving_is_no_way_to_close_or_to_reopen(worker, manager):
    with pytest.raises(TransitionRefused, match="closed with a reason"):
        actions.move_case(CaseFactory(worker=worker), by=worker, to=Status.CLOSED)
    with pytest.raises(TransitionRefused, match="is closed"):
        actions.move_case(CaseFactory(closed=True), by=manager, to=Status.OPEN)


def test_of_two_people_who_move_a_case_the_second_is_told(worker, manager):
    CaseFactory(worker=worker)
    first, second = Case.objects.get(), Case.objects.get()
    actions.move_case(first, by=worker, to=Status.CONTACTING)

    with pytest.raises(Overtaken):
        actions.move_case(second, by=manager, to=Status.CONTACTING)

    assert len(history(first)) == 2


def test_a_case_is_not_moved_from_another_borough(person):
    case = CaseFactory(borough__code="WCC")

    with pytest.raises(PermissionDenied):
        actions.move_case(
            case, by=person(Role.CRIMINAL_JUSTICE_WORKER, "LBHF"), to=Status.CONTACTING
        )


def test_a_move_whose_line_of_history_cannot_be_kept_does_not_happen(worker, refuse_writes):
    case = CaseFactory(worker=worker)
    refuse_writes(CaseMove)

    with pytest.raises(IntegrityError):
        actions.move_case(case, by=worker, to=Status.CONTACTING)

    assert Case.objects.get().status == Status.OPEN
    assert not AuditEvent.objects.exists()


# Reopening


def reopen(case, *, by, **more):
    return actions.reopen_case(
        case, by=by, **{"on": date(2016, 7, 1), "reason": "Rang"} | more
    )


def test_a_reopened_case_goes_on_where_it_was_and_its_closure_is_history(worker, manager):
    case = ready(CaseFactory(worker=worker, status=Status.INTERVENTION))
    actions.move_case(case, by=worker, to=Status.CLOSING, on=APRIL, reason="Done")
    ready_to_close(case)
    ended = {"reason": "COMPLETED", "outcome": "They kept to what they had planned."}
    actions.close_case(case, by=worker, closed_on=APRIL, **ended)

    reopen(case, by=manager)

    assert (case.status, case.closed_on) == (Status.INTERVENTION, None)
    assert (case.closure_reason, case.closure_outcome) == ("", "")
    assert not Case.objects.closed().exists(), "it counts in no figure of closures"
    closure = EarlierClosure.objects.get()
    assert (closure.closed_on, closure.reopened_on) == (APRIL, date(2016, 7, 1))
    assert (closure.reason, closure.outcome) == ("COMPLETED", ended["outcome"])
    assert told(case)[-1] == "RESUMED"
    assert AuditEvent.objects.about(case).get(action="reopened").reason == "Rang"
    assert case.moves.latest("pk").title == "Reopened at intervention"


def test_only_the_manager_reopens_and_says_why(worker, manager):
    case = CaseFactory(worker=worker, closed=True)

    with pytest.raises(PermissionDenied):
        reopen(case, by=worker)
    with pytest.raises(TransitionRefused, match="Say why"):
        reopen(case, by=manager, reason="")
    with pytest.raises(TransitionRefused, match="is open already"):
        reopen(CaseFactory(), by=manager)

    assert not EarlierClosure.objects.exists()


def test_a_case_reopens_no_earlier_than_it_closed_and_no_later_than_today(manager, worker):
    case = ready_to_close(CaseFactory(worker=worker, status=Status.CLOSING))
    actions.close_case(case, by=worker, closed_on=APRIL, reason="MOVED", outcome="Gone.")

    for day in (MARCH, calendar.today() + timedelta(days=1)):
        with pytest.raises(TransitionRefused):
            reopen(Case.objects.get(), by=manager, on=day)
    reopen(Case.objects.get(), by=manager, on=APRIL)

    assert Case.objects.get().status == Status.OPEN


def test_a_case_does_not_come_back_to_a_stage_it_may_not_be_at(manager, worker):
    """V-13 holds for whoever comes back too."""
    case = ready(CaseFactory(worker=worker, status=Status.INTERVENTION))
    actions.move_case(case, by=worker, to=Status.CLOSING, on=APRIL)
    ready_to_close(case)
    actions.close_case(case, by=worker, closed_on=APRIL, reason="MOVED", outcome="Gone.")
    case.bridge.cleared_on = None
    case.bridge.save()

    with pytest.raises(TransitionRefused, match="Not cleared yet"):
        reopen(Case.objects.get(), by=manager)

    assert Case.objects.get().status == Status.CLOSED


# Kept for good


@pytest.mark.parametrize("model", [CaseMove, EarlierClosure])
def test_the_database_keeps_every_line_of_the_history(model, facts):
    case = CaseFactory(closed=True)
    EarlierClosure.objects.create(
        case=case,
        closed_on=APRIL,
        reason="MOVED",
        outcome="Gone.",
        reopened_on=APRIL,
    )
    row = model.objects.get()

    for change in (
        row.delete,
        row.save,
        lambda: model.objects.update(case=case),
        lambda: model.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()
    assert model.objects.get() == row


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({"to": "LOST"}, "move_is_between_known_stages"),
        ({"was": "LOST"}, "move_is_between_known_stages"),
        ({"was": "OPEN", "to": "OPEN"}, "move_comes_to_another"),
        ({"to": "SUSPENDED", "review_on": APRIL}, "move_says_why_and_until_when"),
        ({"to": "SUSPENDED", "reason": "Ill"}, "move_says_why_and_until_when"),
        ({"review_on": APRIL}, "move_says_why_and_until_when"),
    ],
)
def test_the_database_refuses_a_line_that_says_too_little(facts, fields, rule):
    details = {"to": "CONTACTING", "effective_on": APRIL, "recorded_at": calendar.now()}

    with pytest.raises(IntegrityError, match=rule):
        CaseMove.objects.create(case=CaseFactory(), **details | fields)


def test_the_database_refuses_an_earlier_closure_that_is_none(facts):
    told = {"closed_on": APRIL, "reason": "MOVED", "outcome": "Gone.", "reopened_on": APRIL}
    for wrong in ({"reopened_on": MARCH}, {"reason": ""}, {"outcome": ""}):
        with pytest.raises(IntegrityError, match="earlier_closure"), transaction.atomic():
            EarlierClosure.objects.create(case=CaseFactory(closed=True), **told | wrong)
