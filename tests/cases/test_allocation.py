"""Whose a case is, who covers it, and what either of them may see."""

from datetime import date, time, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from cases import actions
from cases.models import Case, CaseAllocation, Perpetrator, Session
from pilot import calendar
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from referrals.models import Referral
from tests.factories import (
    ActivityFactory,
    CaseAllocationFactory,
    CaseFactory,
    MembershipFactory,
    SessionFactory,
)

CJW, FSW = Role.CRIMINAL_JUSTICE_WORKER, Role.FAMILY_SUPPORT_WORKER
AUGUST = {"starts_on": date(2016, 8, 8), "ends_on": date(2016, 8, 19)}


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def worker(person):
    return person(CJW, first_name="Ash", last_name="Elder")


@pytest.fixture
def colleague(person):
    return person(FSW, first_name="Hazel", last_name="Rowan")


def seen_by(user):
    """Everything of every case that somebody can find, counted."""
    return {
        model.__name__: model.objects.visible_to(user).count()
        for model in (Case, Perpetrator, Referral, Session, CaseAllocation)
    }


NOTHING = {"Case": 0, "Perpetrator": 0, "Referral": 0, "Session": 0, "CaseAllocation": 0}


def allocate(case, *, by, to, **more):
    details = {"version": case.version, "on": calendar.today(), "reason": "Knows them"}
    return actions.allocate_case(case, by=by, to=to, **details | more)


def test_a_case_given_to_a_colleague_is_theirs_and_nobody_elses(manager, worker, colleague):
    case = CaseFactory(worker=worker)
    SessionFactory(case=case, attended=True)
    before = seen_by(worker)

    allocate(case, by=manager, to=colleague, on=date(2016, 7, 1))

    assert (case.worker, case.post_id) == (colleague, "CJW")
    assert (seen_by(worker), seen_by(colleague)["Case"]) == (NOTHING, 1)
    assert before | {"CaseAllocation": 2} == seen_by(colleague)
    first, second = case.allocations.order_by("pk")
    assert (first.worker, first.ends_on) == (worker, date(2016, 7, 1))
    assert (second.worker, second.starts_on, second.ends_on) == (
        colleague,
        date(2016, 7, 1),
        None,
    )
    assert (second.reason, second.recorded_by) == ("Knows them", manager)
    assert second.is_recorded_late
    assert second.is_current


def test_sessions_to_come_go_with_the_case_and_those_before_stay(
    manager, worker, colleague
):
    case = CaseFactory(worker=worker)
    yesterday, tomorrow = (calendar.today() + timedelta(days=n) for n in (-1, 1))
    done = SessionFactory(case=case, attended=True, on=yesterday)
    unrecorded = SessionFactory(case=case, on=yesterday)
    booked = SessionFactory(case=case, on=tomorrow)

    allocate(case, by=manager, to=colleague)

    assert [
        Session.objects.get(pk=each.pk).worker for each in (done, unrecorded, booked)
    ] == [worker, worker, colleague]


def test_a_session_goes_with_the_case_only_if_the_new_worker_is_free_then(
    manager, worker, colleague
):
    """V-16."""
    case, theirs = CaseFactory(worker=worker), CaseFactory(worker=colleague)
    booked = SessionFactory(case=case, booked=True)
    in_the_way = SessionFactory(case=theirs, booked=True, starts_at=time(14, 30))

    with pytest.raises(TransitionRefused) as refused:
        allocate(case, by=manager, to=colleague)

    assert str(refused.value) == (
        f"A session booked on case {case.reference} cannot go with it. Hazel Rowan has a "
        f"session on case {theirs.reference} from 14:30 to 15:30 on 22 July 2016 already. "
        "Change the time or the minutes here, or that one first."
    )
    assert Case.objects.get(pk=case.pk).worker == worker
    case.refresh_from_db()
    Session.objects.filter(pk=in_the_way.pk).update(starts_at=time(15))
    allocate(case, by=manager, to=colleague)
    booked.refresh_from_db()
    assert (booked.worker, booked.version) == (colleague, 2), "who has it open is told"


def test_one_without_a_time_goes_too_and_those_of_one_meeting_are_no_clash(
    manager, worker, colleague
):
    cases = [CaseFactory(worker=worker) for _ in range(2)]
    together = ActivityFactory()
    for case in cases:
        SessionFactory(case=case, booked=True, activity=together)
        SessionFactory(case=case, booked=True, starts_at=None)

    actions.hand_over(
        worker,
        by=manager,
        to=dict.fromkeys(cases, colleague),
        on=calendar.today(),
        reason="Leaves the service",
    )

    assert Session.objects.filter(worker=colleague).count() == 4


def test_a_case_is_given_to_a_caseworker_of_its_borough_and_to_another_one(
    manager, worker, colleague, person
):
    case = CaseFactory(worker=worker, borough__code="WCC")
    strangers = [
        person(CJW, "LBHF"),
        person(Role.PARTNER_SUPPORT_WORKER, "WCC"),
        person(Role.SERVICE_MANAGER, "WCC"),
        person(CJW, "WCC", is_active=False),
        MembershipFactory(role=CJW, borough__code="WCC", ended=True).user,
    ]

    for stranger in strangers:
        with pytest.raises(TransitionRefused, match="is not a caseworker in Westminster"):
            allocate(case, by=manager, to=stranger)
    with pytest.raises(TransitionRefused, match="already"):
        allocate(case, by=manager, to=worker)
    with pytest.raises(PermissionDenied):
        allocate(case, by=worker, to=colleague)

    assert Case.objects.get().worker == worker


def test_a_case_is_given_away_on_a_day_on_which_it_was_theirs(manager, worker, colleague):
    case = CaseFactory(worker=worker, opened_on=date(2016, 1, 14))
    allocate(case, by=manager, to=colleague, on=date(2016, 5, 2))

    with pytest.raises(TransitionRefused, match="since 2 May 2016"):
        allocate(case, by=manager, to=worker, on=date(2016, 5, 1))
    with pytest.raises(TransitionRefused, match="has not come yet"):
        allocate(case, by=manager, to=worker, on=date(2016, 7, 16))
    with pytest.raises(TransitionRefused, match="is closed"):
        allocate(CaseFactory(closed=True), by=manager, to=colleague)
    allocate(case, by=manager, to=worker, on=date(2016, 5, 2))

    assert Case.objects.get(pk=case.pk).worker == worker


def test_of_two_managers_who_give_a_case_away_the_second_is_told(
    manager, worker, colleague, person
):
    CaseFactory(worker=worker)
    first, second = Case.objects.get(), Case.objects.get()
    allocate(first, by=manager, to=colleague)

    with pytest.raises(Overtaken):
        allocate(second, by=manager, to=person(CJW))

    assert Case.objects.get().worker == colleague


def test_a_leavers_cases_go_each_to_whom_it_was_chosen_for_or_none_goes(
    manager, worker, colleague, person
):
    another = person(CJW)
    cases = [CaseFactory(worker=worker), CaseFactory(worker=worker)]
    chosen = dict(zip(cases, (colleague, another), strict=True))
    details = {"on": calendar.today(), "reason": "Leaves the service"}

    with pytest.raises(TransitionRefused):
        actions.hand_over(worker, by=manager, to=chosen | {cases[1]: worker}, **details)
    assert Case.objects.of(worker).count() == 2

    given = actions.hand_over(worker, by=manager, to=chosen, **details)

    assert [row.worker for row in given] == [colleague, another]
    assert not Case.objects.of(worker).exists()
    with pytest.raises(Overtaken, match="not Ash Elder’s any more"):
        actions.hand_over(worker, by=manager, to=chosen, **details)
    with pytest.raises(Overtaken):
        actions.hand_over(worker, by=manager, to={}, **details)


# Cover


def cover(cases, *, by, worker, **more):
    details = AUGUST | {"reason": "On leave"}
    return actions.arrange_cover(cases, by=by, worker=worker, **details | more)


def test_a_cover_gives_access_on_its_days_and_on_no_other(manager, worker, colleague):
    case = CaseFactory(worker=worker)
    CaseFactory(worker=worker)  # not covered
    SessionFactory(case=case, attended=True)

    cover([case], by=manager, worker=colleague)

    days = (date(2016, 8, 7), date(2016, 8, 8), date(2016, 8, 19), date(2016, 8, 20))
    found = []
    for day in days:
        with calendar.clock_set_to(day):
            found.append(seen_by(colleague)["Case"])
    assert found == [0, 1, 1, 0]
    with calendar.clock_set_to(date(2016, 8, 10)):
        assert seen_by(colleague) == {
            "Case": 1,
            "Perpetrator": 1,
            "Referral": 1,
            "Session": 1,
            "CaseAllocation": 2,
        }
        assert seen_by(worker)["Case"] == 2, "it stays the worker's"
        assert Case.objects.get(pk=case.pk).worker == worker


def test_two_covers_of_one_case_show_it_once(manager, worker, colleague):
    case = CaseFactory(worker=worker)
    for _ in range(2):
        CaseAllocationFactory(case=case, worker=colleague, cover=True)

    assert seen_by(colleague)["Case"] == seen_by(colleague)["Referral"] == 1
    assert seen_by(colleague)["Perpetrator"] == 1


def test_cover_without_a_role_in_the_borough_shows_nothing(worker, person):
    case = CaseFactory(worker=worker, borough__code="WCC")
    elsewhere = person(FSW, "LBHF")
    CaseAllocationFactory(case=case, worker=elsewhere, cover=True)

    assert seen_by(elsewhere) == NOTHING


def test_a_cover_ended_early_ends_at_once(manager, worker, colleague):
    case = CaseFactory(worker=worker)
    row = CaseAllocationFactory(case=case, worker=colleague, cover=True)
    assert (seen_by(colleague)["Case"], row.is_current) == (1, True)

    actions.end_cover([row], by=manager)

    row.refresh_from_db()
    assert (seen_by(colleague), row.is_current) == (NOTHING, False)
    assert (row.ended_by, row.ends_on) == (manager, date(2016, 7, 28))
    with pytest.raises(Overtaken, match="ended already"):
        actions.end_cover([row], by=manager)
    own = case.allocations.get(is_cover=False)
    for covers in ([own], []):
        with pytest.raises(Overtaken):
            actions.end_cover(covers, by=manager)


def test_a_case_that_changes_hands_is_covered_no_more(manager, worker, colleague, person):
    case, other = CaseFactory(worker=worker), CaseFactory(worker=worker)
    third = person(FSW)
    for each in (case, other):
        CaseAllocationFactory(case=each, worker=colleague, cover=True)
    assert seen_by(colleague)["Case"] == 2

    allocate(case, by=manager, to=third)

    assert list(Case.objects.visible_to(colleague)) == [other]
    assert not case.allocations.to_come_or_current().exists()
    ended = case.allocations.get(is_cover=True)
    assert (ended.ended_by, ended.ends_on) == (manager, date(2016, 7, 28))


def test_a_cover_is_of_open_cases_by_a_colleague_from_today_on(
    manager, worker, colleague, person
):
    case = CaseFactory(worker=worker, borough__code="WCC")

    for wrong in (
        {"cases": []},
        {"starts_on": calendar.today() - timedelta(days=1)},
        {"ends_on": date(2016, 8, 7)},
        {"cases": [case, CaseFactory(worker=worker, closed=True)]},
        {"worker": worker},
        {"worker": person(FSW, "LBHF")},
    ):
        details = {"cases": [case], "worker": colleague} | wrong
        with pytest.raises(TransitionRefused):
            cover(details.pop("cases"), by=manager, **details)
    with pytest.raises(PermissionDenied):
        cover([case], by=person(Role.SERVICE_MANAGER, "LBHF"), worker=colleague)
    assert not CaseAllocation.objects.covers().exists(), "all of them or none"

    cover([case], by=manager, worker=colleague, **AUGUST | {"ends_on": date(2016, 8, 8)})
    assert CaseAllocation.objects.to_come_or_current().get().worker == colleague


def test_whoever_covers_works_on_the_case_as_its_worker_would(worker, colleague):
    case = CaseFactory(worker=worker)
    CaseAllocationFactory(case=case, worker=colleague, cover=True)

    actions.log_attempt(
        Case.objects.visible_to(colleague).get(),
        by=colleague,
        on=calendar.today(),
        method="PHONE",
        outcome="NO_ANSWER",
    )

    assert case.attempts.get().worker == colleague


@pytest.mark.parametrize(
    ("fields", "rule"),
    [
        ({}, "case_has_one_worker_at_a_time"),
        ({"ends_on": date(2016, 1, 1)}, "case_allocation_ends_after_it_starts"),
        ({"is_cover": True, "reason": "Ill"}, "case_cover_has_a_last_day_and_a_reason"),
        (
            {"is_cover": True, "ends_on": date(2016, 8, 1)},
            "case_cover_has_a_last_day_and_a_reason",
        ),
        (
            {"ends_on": date(2016, 8, 1), "ended_at": calendar.now()},
            "case_cover_end_has_a_time_and_a_person",
        ),
    ],
)
def test_the_database_refuses_an_allocation_that_is_none(worker, fields, rule):
    case = CaseFactory(worker=worker)

    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        CaseAllocationFactory(case=case, **fields)

    # SQLite names the columns of a unique rule, and the rule itself of a check.
    assert rule in str(refused.value) or "case_id" in str(refused.value)


def test_the_referral_follows_the_case_and_a_declined_one_stays_with_its_worker(
    manager, worker, colleague
):
    case = CaseFactory(worker=worker)
    allocate(case, by=manager, to=colleague)

    assert Referral.objects.visible_to(colleague).get() == case.referral
    assert not Referral.objects.visible_to(worker).exists()
