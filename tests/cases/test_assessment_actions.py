"""An assessment from its start to its sign-off, and what it says of risk."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import Assessment, Case, Domain, DomainRating, SafetyNotice
from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import AssessmentFactory, CaseFactory, DomainRatingFactory

STARTED, DONE = date(2016, 2, 1), date(2016, 2, 15)
Status = Assessment.Status


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def answers(**changes):
    return {
        "completed_on": DONE,
        "pattern": Assessment.Pattern.REPEAT,
        "sources": ["REFERRER", "SELF"],
        "narrative": "Two calls in a year.",
        "risk_level": "MEDIUM",
        "rationale": "No worse than a year ago.",
        "pathway": "DVPP_DVIP",
        "ratings": {"MOTIVATION": ("SOME", "Comes on time."), "EMPATHY": ("NOT_KNOWN", "")},
        **changes,
    }


def completed(case, worker, **changes):
    started = actions.start_assessment(
        case, by=worker, kind=Assessment.Kind.INITIAL, started_on=STARTED
    )
    return actions.complete_assessment(started, by=worker, version=1, **answers(**changes))


def complete_again(assessment, worker, **changes):
    version = assessment.version
    return actions.complete_assessment(
        assessment, by=worker, version=version, **answers(**changes)
    )


def send_back(assessment, manager, because="Why medium?"):
    return actions.send_back_assessment(
        assessment, by=manager, version=assessment.version, because=because
    )


def test_an_assessment_is_completed_signed_off_and_opens_the_way(worker, manager):
    case = CaseFactory()
    with pytest.raises(TransitionRefused, match="complete it first"):
        actions.check_assessed(case, on=DONE)

    assessment = completed(case, worker)

    assert (assessment.status, assessment.completed_on) == (Status.COMPLETED, DONE)
    assert list(case.assessments.awaiting_sign_off()) == [assessment]
    with pytest.raises(TransitionRefused, match="waits for the manager"):
        actions.check_assessed(case, on=DONE)
    rated = {
        each.domain: (each.concern, each.evidence) for each in assessment.ratings.all()
    }
    assert list(rated) == [domain.value for domain in Domain]
    assert rated["MOTIVATION"] == ("SOME", "Comes on time.")
    assert rated["EMPATHY"] == ("NOT_KNOWN", "")
    assert rated["HISTORY"] == ("NOT_ASKED", "")
    risk = case.risk_updates.get()
    assert (risk.on, risk.level, risk.trigger) == (DONE, "MEDIUM", "ASSESSMENT")
    assert case.safety_notices.get().kind == SafetyNotice.Kind.RISK_CHANGED

    actions.sign_off_assessment(assessment, by=manager, version=assessment.version)

    assert assessment.signed_off_by == manager
    assert calendar.day_of(assessment.signed_off_at) == calendar.today()
    actions.check_assessed(case, on=DONE)
    with pytest.raises(TransitionRefused, match="is of 15 February 2016: intervention"):
        actions.check_assessed(case, on=STARTED)
    with pytest.raises(TransitionRefused):
        send_back(assessment, manager, "Too late")
    trail = AuditEvent.objects.about(assessment).order_by("pk")
    assert [event.action for event in trail] == ["started", "completed", "signed off"]


def test_one_that_is_sent_back_says_why_and_rates_risk_once(worker, manager):
    case = CaseFactory()
    assessment = completed(case, worker)

    send_back(assessment, manager, "Why medium?")
    assert assessment.is_under_way
    assert assessment.sent_back_because == "Why medium?"
    assert assessment.ratings.count() == len(Domain), "what was answered stays"

    complete_again(assessment, worker)
    assert assessment.sent_back_because == ""
    assert case.risk_updates.count() == 1, "it says the same"

    send_back(assessment, manager, "Why medium?")
    high = {"risk_level": "HIGH", "ratings": {"EMPATHY": ("SERIOUS", "None shown.")}}
    complete_again(assessment, worker, **high)
    assert case.risk_updates.standing().get().level == "HIGH"
    assert case.risk_updates.count() == 2, "what it said before stays readable"
    assert assessment.ratings.get(domain="EMPATHY").concern == "SERIOUS"
    assert case.safety_notices.count() == 2


def test_nobody_signs_off_what_they_wrote_themselves(manager, person):
    assessment = completed(CaseFactory(), manager)

    with pytest.raises(TransitionRefused, match="somebody else signs it off"):
        actions.sign_off_assessment(assessment, by=manager, version=assessment.version)

    actions.sign_off_assessment(
        assessment, by=person(Role.SERVICE_MANAGER), version=assessment.version
    )


def test_nothing_is_decided_on_an_assessment_as_it_was_before(worker, manager):
    assessment = completed(CaseFactory(), worker)
    as_read = assessment.version
    send_back(assessment, manager)
    opened = assessment.version
    complete_again(assessment, worker)

    for decide in (
        lambda: actions.sign_off_assessment(assessment, by=manager, version=as_read),
        lambda: actions.send_back_assessment(
            assessment, by=manager, version=as_read, because="Why?"
        ),
        lambda: actions.complete_assessment(
            assessment, by=worker, version=opened, **answers()
        ),
    ):
        with pytest.raises(Overtaken, match="changed since you opened it"):
            decide()
    assert Assessment.objects.get().is_awaiting_sign_off
    actions.correct_assessment(assessment, by=worker, because="Wrong file", **answers())
    with pytest.raises(Overtaken):
        actions.sign_off_assessment(assessment, by=manager, version=assessment.version)
    assert not Assessment.objects.signed_off().exists()


def test_none_goes_back_while_another_is_written(worker, manager):
    case = CaseFactory()
    initial = completed(case, worker)
    review = actions.start_assessment(case, by=worker, kind="REVIEW", started_on=DONE)

    with pytest.raises(TransitionRefused, match="Another assessment of this case"):
        send_back(initial, manager)

    complete_again(review, worker)
    send_back(initial, manager)
    assert case.assessments.under_way().get() == initial


def test_a_corrected_one_waits_for_sign_off_again(worker, manager):
    case = CaseFactory()
    signed = completed(case, worker)
    actions.sign_off_assessment(signed, by=manager, version=signed.version)

    new = actions.correct_assessment(
        signed, by=worker, because="Wrong file", **answers(risk_level="HIGH")
    )

    assert (new.status, new.signed_off_by, new.replaces) == (Status.COMPLETED, None, signed)
    assert list(case.assessments.completed()) == [new]
    assert new.ratings.count() == signed.ratings.count() == len(Domain)
    risk = case.risk_updates.standing().get()
    assert (risk.level, risk.assessment) == ("HIGH", new)
    with pytest.raises(TransitionRefused, match="waits for the manager"):
        actions.check_assessed(case, on=DONE)
    with pytest.raises(Overtaken):
        actions.correct_assessment(signed, by=worker, because="Again", **answers())


def test_an_assessment_is_not_begun_twice_nor_dated_as_it_cannot_be(worker):
    case = CaseFactory()
    start = {"by": worker, "kind": "INITIAL"}
    for day in (date(2016, 1, 13), date(2016, 7, 16)):
        with pytest.raises(TransitionRefused):
            actions.start_assessment(case, started_on=day, **start)
    under_way = actions.start_assessment(case, started_on=STARTED, **start)
    for day in (date(2016, 1, 31), date(2016, 7, 16)):
        with pytest.raises(TransitionRefused):
            complete_again(under_way, worker, completed_on=day)
    with pytest.raises(TransitionRefused, match="under way already"):
        actions.start_assessment(case, by=worker, kind="REVIEW", started_on=STARTED)
    with pytest.raises(TransitionRefused, match="not complete yet"):
        actions.correct_assessment(under_way, by=worker, because="Early", **answers())

    complete_again(under_way, worker)
    with pytest.raises(TransitionRefused, match="has been made"):
        actions.start_assessment(case, started_on=STARTED, **start)
    actions.start_assessment(case, by=worker, kind="EXIT", started_on=DONE)

    closed = CaseFactory(closed=True)
    with pytest.raises(TransitionRefused, match="is closed"):
        actions.start_assessment(closed, started_on=STARTED, **start)


@pytest.mark.django_db
def test_the_database_keeps_what_an_assessment_must_be():
    assessment = AssessmentFactory(completed=True)
    for change, named in (
        ({"narrative": ""}, "assessment_is_complete_or_under_way"),
        ({"completed_on": date(2016, 1, 15)}, "assessment_ends_after_it_starts"),
        ({"status": "SIGNED_OFF"}, "assessment_is_signed_off_at_a_time"),
        ({"pathway": "MOON"}, "assessment_has_a_known_pathway"),
    ):
        with pytest.raises(IntegrityError, match=named), transaction.atomic():
            Assessment.objects.filter(pk=assessment.pk).update(**change)
    with pytest.raises(IntegrityError, match="domain_rating_has_evidence"):
        DomainRatingFactory(assessment=assessment, evidence="")


@pytest.mark.django_db
def test_an_assessment_is_overdue_after_30_working_days(today):
    """P-08: 30 working days before 15 July is 3 June; a bank holiday is not counted."""
    in_time = CaseFactory(opened_on=date(2016, 6, 3))
    late = CaseFactory(opened_on=date(2016, 6, 2))
    CaseFactory(opened_on=date(2016, 6, 2), closed=True, closed_on=today)
    AssessmentFactory(case=CaseFactory(opened_on=date(2016, 3, 1)), completed=True)
    under_way = AssessmentFactory(case__opened_on=date(2016, 3, 1)).case

    assert set(Case.objects.assessment_overdue()) == {late, under_way}
    assert in_time.assessment_due_on == today
    assert late.assessment_due_on < today
    assert DomainRating.objects.count() == 0
