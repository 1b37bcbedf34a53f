"""What waits for whom: each kind from its first day, with its last, and nobody else's."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases.models import Feedback
from pilot import calendar
from pilot.concern_sides import is_theirs
from pilot.due import concern_actions_to_do
from pilot.permissions import Role
from reporting.due import due_for, due_of, due_of_team
from tests.factories import (
    AcknowledgementFactory,
    AssessmentFactory,
    CaseAllocationFactory,
    CaseFactory,
    CaseWarningFactory,
    ConcernActionFactory,
    ConcernFactory,
    ConfidenceResponseFactory,
    ConsultationFactory,
    EligibilityQueryFactory,
    FeedbackFactory,
    GoalFactory,
    IncidentFactory,
    LiaisonMeetingFactory,
    MembershipFactory,
    OnwardReferralFactory,
    QuestionFactory,
    ReferralFactory,
    ReferralNoticeFactory,
    RiskUpdateFactory,
    SafetyCheckFactory,
    SessionFactory,
    SupervisionFactory,
    TaskFactory,
    TrainingEventFactory,
    UserFactory,
    at,
)

pytestmark = pytest.mark.django_db

BEGAN = date(2016, 7, 8)
WRITTEN = {"work": "-", "risk": "-", "advice": "-", "next_steps": "-"}


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def case(worker):
    """One on which nothing is due: begun last week, and the referrer knows."""
    return calm_case(worker)


@pytest.fixture
def met(facts):
    for code in ("LBHF", "WCC"):
        LiaisonMeetingFactory(borough=facts.boroughs[code], on=date(2016, 7, 1))


def calm_case(worker, **fields):
    begun = {"opened_on": BEGAN, **fields}
    if "closed" not in fields:
        begun.setdefault("status", "CONTACTING")
    cleared = {"bridge__cleared_on": date(2016, 7, 4)}  # nobody is known to be harmed
    case = CaseFactory(worker=worker, referral__worker=worker, **cleared, **begun)
    ReferralNoticeFactory(referral=case.referral, kind="DECISION")
    return case


def told(due):
    return [(each.kind, each.on) for each in due]


def test_nothing_waits_where_nothing_is_due(worker, case, today):
    assert due_of(worker, today) == []


def test_a_session_waits_from_its_day_and_is_late_after_five_working_days(
    worker, case, today
):
    session = SessionFactory(case=case, on=today)
    SessionFactory(case=case, on=today + timedelta(days=3))

    [due] = due_of(worker, today)

    assert due.what == f"{session.get_kind_display()} today, case {case.reference}"
    assert (due.who, due.whose) == (str(case.perpetrator), case.worker)
    for day, is_late in ((date(2016, 7, 22), False), (date(2016, 7, 23), True)):
        with calendar.clock_set_to(day):
            assert due.is_late is is_late
            assert "on 15 July 2016" in due_of(worker, day)[0].what
    assert len(due_of(worker, today + timedelta(days=3))) == 2


def test_a_task_waits_for_whoever_was_asked_from_its_day(
    worker, person, manager, case, today, met
):
    colleague = person(Role.FAMILY_SUPPORT_WORKER, "LBHF", "WCC")
    TaskFactory(case=case, assignee=colleague, due_on=today, what="Ring the school")
    TaskFactory(case=case, assignee=colleague, due_on=today + timedelta(days=1))
    TaskFactory(case=case, assignee=colleague, due_on=today, done=True)

    [due] = due_of(colleague, today)

    assert due.what == f"Ring the school (case {case.reference})"
    assert due.is_done_by_a_button
    assert due.is_today
    assert due.who == ""
    assert due_of(worker, today) == []
    assert due_of_team(manager, today) == [], "they still have time for it"
    with calendar.clock_set_to(today + timedelta(days=1)):
        assert [each.whose for each in due_of_team(manager, today)] == [colleague]


def test_the_manager_has_her_own_tasks_on_their_day(manager, case, today, met):
    TaskFactory(case=case, assignee=manager, due_on=today)

    assert told(due_of_team(manager, today)) == [("Tasks", today)]


def test_whoever_covers_has_what_is_due_on_the_case_and_what_its_worker_was_asked(
    worker, person, case, today
):
    colleague = person(Role.YOUNG_PERPETRATOR_SPECIALIST)
    days = {"starts_on": today, "ends_on": today + timedelta(days=4)}
    TaskFactory(case=case, due_on=today)
    SessionFactory(case=case, on=today)
    assert due_of(colleague, today) == []

    CaseAllocationFactory(case=case, worker=colleague, cover=True, **days)

    assert {due.kind for due in due_of(colleague, today)} == {"Tasks", "Sessions to record"}


def test_a_new_case_waits_for_its_first_attempt_by_the_fifth_working_day(worker, today):
    calm_case(worker, status="OPEN", referral__received_on=date(2016, 7, 7))

    assert told(due_of(worker, date(2016, 7, 13))) == []
    assert told(due_of(worker, today)) == [("First attempts", date(2016, 7, 14))]


def test_an_assessment_is_due_after_thirty_working_days(worker):
    case = calm_case(worker, opened_on=date(2016, 6, 1))

    assert told(due_of(worker, date(2016, 7, 12))) == []
    assert told(due_of(worker, date(2016, 7, 13))) == [("Assessments", date(2016, 7, 13))]
    AssessmentFactory(case=case, completed=True)
    assert "Assessments" not in dict(told(due_of(worker, date(2016, 7, 13))))


def test_risk_is_due_after_twelve_weeks_and_at_once_after_an_incident(worker, today):
    case = calm_case(worker, opened_on=date(2016, 1, 4))
    AssessmentFactory(case=case, completed=True)
    RiskUpdateFactory(case=case, on=date(2016, 4, 22))

    assert told(due_of(worker, today)) == [("Risk reviews", date(2016, 7, 15))]

    IncidentFactory(case=case, known_on=date(2016, 7, 4))
    [due] = due_of(worker, today)
    assert due.on == date(2016, 7, 4)
    assert due.what == f"Review the risk after an incident, case {case.reference}"


def test_warnings_plans_and_suspensions_are_looked_at_on_their_day(worker, today):
    case = calm_case(worker, status="SUSPENDED", suspension_review_on=today)
    warning = CaseWarningFactory(case=case, raised_on=BEGAN, review_on=today)
    GoalFactory(case=case, agreed_on=BEGAN, review_on=today)
    GoalFactory(case=case, agreed_on=BEGAN, review_on=today, place=2)

    due = {each.kind: each.href for each in due_of(worker, today)}

    assert due == {
        "Goals to review": reverse("cases:case_plan_review", args=[case.reference]),
        "Suspensions": reverse("cases:case_move", args=[case.reference]),
        "Warnings to review": reverse(
            "cases:case_warning_review", args=[warning.reference]
        ),
    }
    assert len(due_of(worker, today)) == 3, "two goals of a case are looked at together"
    assert due_of(worker, today - timedelta(days=1)) == []


def test_nothing_of_a_closed_case_is_due(worker, today):
    case = calm_case(worker, closed=True, closed_on=date(2016, 7, 12))
    CaseWarningFactory(case=case, raised_on=BEGAN, review_on=today)
    GoalFactory(case=case, agreed_on=BEGAN, review_on=today)

    assert due_of(worker, today) == []


def test_a_question_without_an_answer_waits_after_ten_working_days(worker, today):
    referral = ReferralFactory(pending=True, post__code="CJW")
    question = QuestionFactory(referral=referral, asked_on=date(2016, 6, 30))

    assert told(due_of(worker, date(2016, 7, 13))) == []
    assert told(due_of(worker, today)) == [("Answers about referrals", question.answer_by)]
    assert question.answer_by == date(2016, 7, 14)


def test_a_referrer_who_knows_nothing_of_the_decision_waits_to_be_told(worker, today):
    case = CaseFactory(worker=worker, referral__worker=worker, status="CONTACTING")
    case.referral.decided_on = case.opened_on

    due = [each for each in due_of(worker, today) if each.kind == "Decisions to tell"]

    assert [each.href for each in due] == [
        reverse("referrals:referral_tell", args=[case.referral.reference])
    ]
    assert due[0].whose == worker


def test_whoever_turned_a_referral_down_tells_of_it(worker, today):
    declined = {"screening_by": worker, "decided_by": worker, "decided_on": today}
    ReferralFactory(declined=True, awareness="YES", post__code="FSW", **declined)

    [due] = due_of(worker, today)

    assert (due.kind, due.whose) == ("Decisions to tell", worker)


def test_advice_is_followed_up_and_registers_are_taken_by_whoever_gave_them(
    person, worker, today
):
    colleague = person(Role.CRIMINAL_JUSTICE_WORKER)
    given = {"post__code": "CJW", "borough__code": "WCC", "follow_up_on": today}
    ConsultationFactory(worker=worker, **given)
    ConsultationFactory(worker=colleague, **given)
    TrainingEventFactory(trainer=worker, on=today)
    TrainingEventFactory(trainer=colleague, on=today)
    TrainingEventFactory(trainer=worker, on=today + timedelta(days=1))

    due = due_of(worker, today)

    kinds = ["Consultations to follow up", "Registers to take"]
    assert [each.kind for each in due] == kinds
    assert [each.whose for each in due] == [worker] * 2


@pytest.mark.parametrize(("number", "people"), [(1, "1 person"), (2, "2 people")])
def test_people_are_asked_again_once_for_each_training(worker, today, number, people):
    event = TrainingEventFactory(trainer=worker, delivered=True, on=date(2016, 5, 3))
    for _ in range(number):
        ConfidenceResponseFactory(slip__attendance__event=event)

    [due] = due_of(worker, today)

    assert due.what == f"Training “{event.title}”: ask {people} again"
    assert due.on == date(2016, 8, 31)


def test_whoever_can_be_asked_only_until_monday_is_asked_this_week(worker, today):
    for on in (date(2016, 3, 20), date(2016, 3, 16)):  # until 18 July, and until yesterday
        event = TrainingEventFactory(trainer=worker, delivered=True, on=on)
        ConfidenceResponseFactory(slip__attendance__event=event)

    [due] = due_of(worker, today + timedelta(days=7))

    assert (due.kind, due.on) == ("People to ask again", date(2016, 7, 18))


def test_the_family_support_worker_meets_the_specialists_of_two_boroughs(
    person, worker, today, facts
):
    LiaisonMeetingFactory(borough=facts.boroughs["LBHF"], on=date(2016, 7, 1))
    LiaisonMeetingFactory(borough=facts.boroughs["WCC"], on=date(2016, 5, 31))

    [due] = due_of(person(Role.FAMILY_SUPPORT_WORKER), today)

    assert (due.what, due.on) == (
        "Meet the specialists of Westminster",
        date(2016, 7, 12),
    )
    assert due_of(worker, today) == []


def test_the_manager_decides_what_only_she_decides(worker, manager, today, met, case):
    SafetyCheckFactory(
        referral=ReferralFactory(received_on=date(2016, 7, 14), awareness="NO"),
        approved_by=None,
        on=date(2016, 7, 14),
    )
    AssessmentFactory(
        case=case, completed=True, started_on=BEGAN, completed_on=date(2016, 7, 13)
    )
    EligibilityQueryFactory(case=case, asked_on=date(2016, 7, 14))

    due = due_of_team(manager, today)

    assert {each.action for each in due} == {
        "Decide",
        "Approve or refuse",
        "Read and sign off",
    }
    assert {each.whose for each in due} == {manager}
    theirs = {each.action for each in due_of(worker, today)}
    assert not theirs & {"Approve or refuse", "Read and sign off"}


@pytest.mark.parametrize(
    ("number", "what"),
    [
        (1, "Details of 1 referral are due to be erased"),
        (2, "Details of 2 referrals are due to be erased"),
    ],
)
def test_details_to_erase_are_one_row(manager, number, what, met):
    day = date(2018, 7, 16)
    for _ in range(number):
        declined = ReferralFactory(declined=True, decided_on=date(2016, 7, 14))
        ReferralNoticeFactory(referral=declined, kind="DECISION")

    with calendar.clock_set_to(day):
        due = due_of_team(manager, day)

    assert [each.what for each in due if each.kind == "Details to erase"] == [what]


def test_feedback_is_written_then_approved_by_the_manager_then_sent(
    worker, manager, case, today, met
):
    feedback = FeedbackFactory(case=case, due_on=date(2016, 7, 13))
    [due] = due_of(worker, today)
    assert (due.action, due.on, due.whose) == ("Write", date(2016, 7, 13), worker)
    assert due_of(worker, date(2016, 7, 12)) == []

    Feedback.objects.update(**WRITTEN, submitted_at=at(today))
    assert due_of(worker, today) == []
    [due] = due_of_team(manager, today)
    assert (due.action, due.whose) == ("Read and decide", manager)
    assert due.href == reverse("cases:feedback_decide", args=[feedback.reference])

    Feedback.objects.update(status="APPROVED", approved_at=at(today), approved_by=manager)
    [due] = due_of(worker, today)
    assert due.href == reverse("cases:feedback_send", args=[feedback.reference])


def test_feedback_that_no_rule_gives_a_day_has_five_working_days(worker, case, today):
    FeedbackFactory(case=case, kind="ENGAGED", due_on=None, recorded_at=at(BEGAN))

    assert told(due_of(worker, today)) == [("Feedback to referrers", date(2016, 7, 15))]


def test_news_of_an_onward_referral_is_asked_for_on_a_closed_case_too(worker, today):
    case = calm_case(worker, closed=True)
    onward = OnwardReferralFactory(case=case, follow_up_on=today)

    [due] = due_of(worker, today)

    assert due.href == reverse("cases:onward_follow", args=[onward.reference])
    assert due_of(worker, today - timedelta(days=1)) == []


def test_supervision_is_read_by_the_worker_and_held_by_the_manager(
    worker, manager, today, met
):
    SupervisionFactory(worker=worker, on=date(2016, 5, 20), next_on=date(2016, 6, 20))
    held = SupervisionFactory(worker=worker, on=date(2016, 6, 20), next_on=today)
    kept = [each for each in due_of(worker, today) if each.kind == "Supervision"]
    assert len(kept) == 2
    assert kept[-1].on == date(2016, 6, 27)

    AcknowledgementFactory(supervision=held)

    assert len(due_of(worker, today)) == 1
    [due] = due_of_team(manager, today)
    assert due.what == f"Supervision of {worker}"
    assert (due.on, due.whose) == (today, manager)


def test_nobody_is_to_supervise_whoever_works_there_no_longer(manager, person, today, met):
    gone = MembershipFactory(role=Role.FAMILY_SUPPORT_WORKER, ended=True).user
    inactive = person(Role.FAMILY_SUPPORT_WORKER, is_active=False)
    for worker in (gone, inactive):
        SupervisionFactory(worker=worker, on=date(2016, 6, 20), next_on=today)

    assert due_of_team(manager, today) == []


def test_nothing_waits_for_whoever_sees_no_record(person, case, today):
    TaskFactory(case=case, due_on=today)

    for role in (Role.AUTHORISED_OFFICER, Role.PARTNER_SUPPORT_WORKER):
        assert due_for(person(role, "WCC"), today) == []


# Concerns


def test_the_provider_is_told_of_what_nobody_answered_and_later_of_what_is_due(manager):
    ConcernFactory(borough__code="WCC")
    ConcernFactory(borough__code="LBHF", acknowledged=True)
    ConcernFactory(borough__code="LBHF", answered=True)
    ConcernFactory(paused_on=date(2016, 7, 12), due_on=None)
    ConcernFactory(resolved=True)
    ConcernFactory(closed=True)

    def of_concerns(until):
        kind = "Concerns to answer"
        return [due for due in due_of_team(manager, until) if due.kind == kind]

    due = of_concerns(date(2016, 7, 15))

    answer, acknowledge = date(2016, 7, 25), date(2016, 7, 13)
    assert told(due) == [
        ("Concerns to answer", acknowledge),
        ("Concerns to answer", answer),
    ]
    assert [each.action for each in due] == ["Acknowledge", "Answer"]
    assert len(of_concerns(date(2016, 8, 22))) == 3


def test_the_officer_is_told_of_what_is_to_be_closed_and_of_own_actions(person):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    ConcernFactory(borough__code="WCC", resolved=True)
    ConcernFactory(borough__code="WCC")
    ConcernFactory(borough__code="RBKC", resolved=True, shared=True)
    own = {"owner": officer, "side": "COUNCIL"}
    action = ConcernActionFactory(concern__borough__code="WCC", **own)
    ConcernActionFactory(concern__borough__code="WCC")
    done = {"done_at": at(date(2016, 7, 14)), "done_by": officer}
    ConcernActionFactory(concern__borough__code="WCC", **own, **done)
    ConcernActionFactory(concern__borough__code="RBKC", side="COUNCIL")  # nobody's here

    assert told(due_for(officer, date(2016, 7, 19))) == [
        ("Concerns to close", date(2016, 7, 21)),
    ]
    due = due_for(officer, date(2016, 7, 20))
    assert told(due)[0] == ("Actions of concerns", date(2016, 7, 20))
    concern = action.concern
    assert due[0].href == reverse(
        "pilot:concern_action_finish", args=[concern.reference, action.pk]
    )


def test_the_action_of_somebody_who_left_waits_for_whoever_is_there_now(person):
    officer, manager = person(Role.AUTHORISED_OFFICER, "WCC"), person(Role.SERVICE_MANAGER)
    other = person(Role.SERVICE_MANAGER)
    gone, closed = UserFactory(), person(Role.SERVICE_MANAGER)
    closed.is_active = False
    closed.save()
    concern = ConcernFactory(borough__code="WCC", answered=True)
    todo = [
        ConcernActionFactory(concern=concern, owner=owner, side=side)
        for owner, side in [
            (gone, "COUNCIL"), (gone, "PROVIDER"), (closed, "PROVIDER"), (other, "PROVIDER")
        ]
    ]  # fmt: skip

    def waiting(reader):
        due = concern_actions_to_do(reader, date(2016, 7, 20))
        return [action for each in due for action in todo if each.href == _finish(action)]

    assert waiting(officer) == todo[:1]
    assert waiting(manager) == todo[1:3]
    assert waiting(other) == todo[1:]
    for reader in (officer, manager, other):
        assert waiting(reader) == [each for each in todo if is_theirs(each, reader)]


def _finish(action):
    of = [action.concern.reference, action.pk]
    return reverse("pilot:concern_action_finish", args=of)
