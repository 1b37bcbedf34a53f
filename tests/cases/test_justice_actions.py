"""Entering the criminal justice process, and other agencies' meetings about a case."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import Case, EligibilityQuery, Involvement, SafetyNotice
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import (
    CaseFactory,
    EligibilityQueryFactory,
    InvolvementFactory,
    JusticeCheckFactory,
)

DAY = date(2016, 4, 4)


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


def found(case, by, what, on=DAY):
    return actions.record_justice(case, by=by, on=on, found=what, source="POLICE")


def told(case):
    return case.safety_notices.filter(kind=SafetyNotice.Kind.JUSTICE).count()


def test_being_charged_flags_tells_and_asks_and_closes_nothing(worker, manager):
    case = CaseFactory(status=Case.Status.INTERVENTION)

    check = found(case, worker, "CHARGED")

    case.refresh_from_db()
    assert case.status == Case.Status.INTERVENTION, "it never closes by itself"
    assert check.is_in_process
    assert told(case) == 1
    query = case.eligibility_queries.waiting().get()
    assert (query.reason, query.asked_by) == ("JUSTICE", worker)

    found(case, worker, "CUSTODY", on=date(2016, 4, 5))
    assert (told(case), case.eligibility_queries.count()) == (2, 1), "one question waits"

    decided = {"by": manager, "decision": "CONTINUE", "because": "A driving matter"}
    actions.decide_eligibility(query, **decided)
    assert (query.decided_by, query.is_waiting) == (manager, False)
    trace = AuditEvent.objects.about(query).get(action="decided")
    assert (trace.borough, trace.detail) == (case.borough, {"to": "CONTINUE"})
    with pytest.raises(Overtaken, match="decided this already"):
        actions.decide_eligibility(query, **decided)

    found(case, worker, "CUSTODY", on=date(2016, 4, 6))
    assert (told(case), case.eligibility_queries.count()) == (2, 1), "nothing is new"


def test_leaving_the_process_is_told_and_asks_nobody(worker):
    case = CaseFactory()
    JusticeCheckFactory(case=case, found="CUSTODY", on=date(2016, 3, 1))

    found(case, worker, "NFA")

    assert told(case) == 1
    assert not case.eligibility_queries.exists()


def test_a_finding_put_right_has_the_consequences_of_one(worker, today):
    case = CaseFactory()
    check = found(case, worker, "NFA")

    told_right = {"by": worker, "because": "Misheard", "source": "POLICE"}
    new = actions.correct_justice(check, on=DAY, found="RUI_BAIL", **told_right)

    assert case.eligibility_queries.waiting().exists()
    assert told(case) == 2
    later = today + timedelta(days=1)
    with pytest.raises(TransitionRefused):
        actions.correct_justice(new, on=later, found="NFA", **told_right)
    with pytest.raises(TransitionRefused):
        found(case, worker, "NFA", on=later)
    with pytest.raises(TransitionRefused, match="is closed"):
        found(CaseFactory(closed=True), worker, "NFA")
    early = actions.correct_justice(new, on=date(2015, 9, 1), found="NFA", **told_right)
    assert early.borough == case.borough


def met(case, by, kind, **details):
    return actions.record_involvement(
        case, by=by, kind=kind, on=DAY, source="POLICE", **details
    )


def test_mappa_on_a_case_of_the_police_post_asks_the_manager(worker, person):
    case = CaseFactory(post__code="CJW")
    met(case, worker, "MARAC", actions="Tell them of attendance.")
    assert not case.eligibility_queries.exists()

    mappa = {"mappa_category": "CAT2", "mappa_level": 1}
    met(case, worker, "MAPPA", **mappa)

    query = case.eligibility_queries.waiting().get()
    assert query.reason == EligibilityQuery.Reason.MAPPA
    of_the_family_post = CaseFactory(post__code="FSW")
    met(of_the_family_post, worker, "MAPPA", **mappa)
    assert not of_the_family_post.eligibility_queries.exists()


def test_a_meeting_has_its_last_day_once(worker, today):
    meeting = met(CaseFactory(), worker, "CSE", level="SUSPECTED", role="AT_RISK")
    assert list(Involvement.objects.links()) == [meeting]
    assert list(Involvement.objects.current()) == [meeting]
    end = {"by": worker, "version": 1}
    for day in (DAY - timedelta(days=1), today + timedelta(days=1)):
        with pytest.raises(TransitionRefused):
            actions.end_involvement(meeting, ended_on=day, **end)

    actions.end_involvement(meeting, ended_on=date(2016, 5, 5), **end)

    assert meeting.is_over
    assert not Involvement.objects.current().exists()
    with pytest.raises(TransitionRefused, match="on record already"):
        actions.end_involvement(meeting, ended_on=date(2016, 5, 6), **end)
    right = {"by": worker, "because": "The panel’s day"}
    new = actions.correct_involvement(meeting, on=date(2016, 4, 5), **right)
    assert (new.on, new.level, new.ended_on) == (
        date(2016, 4, 5),
        "SUSPECTED",
        date(2016, 5, 5),
    )
    for day in (date(2016, 5, 6), today + timedelta(days=1)):
        with pytest.raises(TransitionRefused):
            actions.correct_involvement(new, on=day, **right)
    with pytest.raises(TransitionRefused):
        actions.record_involvement(
            new.case, by=worker, kind="MASH", on=today + timedelta(days=1), source="YOS"
        )


@pytest.mark.django_db
def test_the_database_keeps_what_belongs_to_each_kind():
    for wrong, named in (
        ({"kind": "CSE"}, "involvement_has_a_level_and_a_role_if_it_is_a_link"),
        ({"level": "CONFIRMED"}, "involvement_has_a_level_and_a_role_if_it_is_a_link"),
        ({"kind": "MAPPA"}, "involvement_has_a_category_and_a_level_if_it_is_mappa"),
        ({"source": "PARTNER"}, "involvement_has_a_source_of_this_side"),
    ):
        with pytest.raises(IntegrityError, match=named), transaction.atomic():
            InvolvementFactory(**wrong)
    waiting = EligibilityQueryFactory()
    with pytest.raises(IntegrityError), transaction.atomic():
        EligibilityQueryFactory(case=waiting.case)
    with pytest.raises(IntegrityError, match="decided_for_a_reason"):
        EligibilityQueryFactory(decision="CLOSE")
