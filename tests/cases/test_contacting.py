"""V-12: somebody who may not know of the referral is contacted only when it is safe."""

from datetime import date, time

import pytest
from django.urls import reverse

from cases import actions
from cases.models import Case, Session
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from referrals.models import Answer, Referral
from tests.factories import (
    CaseFactory,
    PostFactory,
    SafetyCheckFactory,
    SessionFactory,
)
from tests.pages import Page, typed

DAY = date(2016, 7, 14)
BOOK = {"kind": "MOTIV", "method": "VISIT", "outcome": "NOT_REC", "starts_at": time(14)}
CAME = {"outcome": "ATT", "minutes": 50, "record": "Talked."}
UNASKED = "nobody has asked yet whether it is safe to contact them"


@pytest.fixture
def worker(person):
    return person(Role.YOUNG_PERPETRATOR_SPECIALIST)


@pytest.fixture
def case(worker):
    return CaseFactory(
        worker=worker, post=PostFactory(code="YPS"), referral__awareness=Answer.NO
    )


def attempt(case, **more):
    tried = {"on": DAY, "method": "PHONE", "outcome": "NO_ANSWER"}
    return actions.log_attempt(case, by=case.worker, **tried | more)


def aware_on():
    return Referral.objects.values_list("awareness", "aware_on").get()


def test_nobody_is_tried_met_or_booked_until_it_is_safe(worker, case):
    booked = SessionFactory(case=case, booked=True)
    move = {"asked_by": "US", "asked_on": DAY, "reason": "Works", "version": 1}
    move |= {"on": date(2016, 7, 20), "starts_at": time(10)}

    with pytest.raises(TransitionRefused, match=UNASKED):
        attempt(case)
    with pytest.raises(TransitionRefused, match=UNASKED):
        actions.log_session(case, by=worker, on=DAY, **BOOK)
    with pytest.raises(TransitionRefused, match=UNASKED):
        actions.move_session(booked, by=worker, **move)
    parent = {**BOOK, "kind": "PARENT"}
    assert actions.log_session(case, by=worker, on=DAY, **parent).kind == "PARENT"

    SafetyCheckFactory(referral=case.referral, on=date(2016, 7, 1))
    assert attempt(case).on == DAY
    assert aware_on() == (Answer.NO, None)


def test_what_is_logged_stays_though_a_colleague_moved_the_case_meanwhile(case):
    SafetyCheckFactory(referral=case.referral, on=date(2016, 7, 1))
    as_read = Case.objects.get(pk=case.pk)
    day = {"on": DAY, "reason": "Ill", "review_on": date(2016, 7, 29)}
    actions.move_case(case, by=case.worker, to=Case.Status.SUSPENDED, **day)

    attempt(as_read)

    assert (as_read.status, as_read.attempts.count()) == ("SUSPENDED", 1)


def test_whoever_was_reached_or_came_knows_of_it_from_that_day(worker, case):
    SafetyCheckFactory(referral=case.referral, on=date(2016, 7, 1))
    missed = SessionFactory(case=case, on=date(2016, 7, 7))

    actions.record_session(missed, by=worker, version=1, outcome="DNA")
    assert aware_on() == (Answer.NO, None)
    attempt(case, outcome="DECLINED")
    assert aware_on() == (Answer.YES, DAY)

    came = SessionFactory(case=case, on=date(2016, 7, 13))
    actions.record_session(came, by=worker, version=1, **CAME)
    assert aware_on() == (Answer.YES, DAY), "known already"


def test_the_first_session_they_come_to_tells_them(worker, case):
    SafetyCheckFactory(referral=case.referral, on=date(2016, 7, 1))
    booked = SessionFactory(case=case, on=date(2016, 7, 13))

    actions.record_session(booked, by=worker, version=1, **CAME)

    assert aware_on() == (Answer.YES, date(2016, 7, 13))


def test_the_pages_say_why_beside_the_day_and_keep_what_was_typed(client_of, worker, case):
    client = client_of(worker)
    booked = SessionFactory(case=case, booked=True)
    day = typed("on", DAY)
    tried = {"method": "LETTER", "outcome": "NO_ANSWER", "note": "Agreed letter", **day}
    moved = {"starts_at": "10:00", "asked_by": "US", "reason": "Works", "version": "1"}
    for page, about, sent in (
        ("attempt_log", case, tried),
        ("session_log", case, {**BOOK, "starts_at": "14:00", **day}),
        ("session_move", booked, {**moved, **day}),
    ):
        address = reverse(f"cases:{page}", args=[about.reference])
        assert UNASKED in Page(client.post(address, sent)).errors["on"], page

    address = reverse("cases:session_log", args=[case.reference])
    client.post(address, {**BOOK, "kind": "PARENT", "starts_at": "14:00", **day})
    assert Session.objects.filter(kind="PARENT").exists()


def test_who_was_said_to_know_by_a_mistake_is_not_contacted_unless_it_is_safe(worker, case):
    check = SafetyCheckFactory(referral=case.referral, on=date(2016, 7, 1))
    reached = attempt(case, outcome="REACHED")
    assert aware_on() == (Answer.YES, DAY)
    type(check).objects.update(is_replaced=True)

    actions.withdraw_attempt(reached, by=worker, because="Logged on the wrong person")

    assert aware_on() == (Answer.NOT_KNOWN, None)
    with pytest.raises(TransitionRefused, match=UNASKED):
        attempt(type(case).objects.get())
    assert AuditEvent.objects.filter(
        action="noted again whether the person knows of", by=worker
    ).exists()


def test_another_entry_that_says_so_keeps_them_knowing_from_its_own_day(worker, case):
    SafetyCheckFactory(referral=case.referral, on=date(2016, 7, 1))
    first = SessionFactory(case=case, on=date(2016, 7, 7))
    actions.record_session(first, by=worker, version=1, **CAME)
    reached = attempt(case, outcome="REACHED")
    assert aware_on() == (Answer.YES, date(2016, 7, 7))

    actions.withdraw_session(first, by=worker, because="Booked twice")
    assert aware_on() == (Answer.YES, DAY)

    missed = {"method": "PHONE", "outcome": "NO_ANSWER", "because": "Rang out"}
    wrong = actions.correct_attempt(reached, by=worker, on=DAY, **missed)
    assert aware_on() == (Answer.NOT_KNOWN, None)

    there = missed | {"outcome": "REACHED", "because": "It was them"}
    actions.correct_attempt(wrong, by=worker, on=DAY, **there)
    assert aware_on() == (Answer.YES, DAY)


def test_who_knew_by_the_referral_itself_still_does(worker):
    known = CaseFactory(worker=worker, referral__awareness=Answer.YES)
    reached = attempt(known, outcome="REACHED")

    actions.withdraw_attempt(reached, by=worker, because="Logged on the wrong person")

    assert aware_on() == (Answer.YES, None)
