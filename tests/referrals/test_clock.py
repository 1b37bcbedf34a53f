"""How soon somebody tried to reach the person: in working days, without those on hold."""

from datetime import date, timedelta

import pytest

from pilot import calendar
from pilot.permissions import Role
from referrals import actions
from tests.factories import ReferralFactory

MONDAY = date(2016, 2, 1)

pytestmark = pytest.mark.django_db


def day(number):
    return MONDAY + timedelta(days=number)


@pytest.mark.parametrize(
    ("tried", "took"), [(0, 0), (1, 1), (4, 4), (5, 5), (6, 5), (7, 5), (8, 6)]
)
def test_working_days_are_counted_to_the_first_try(facts, tried, took):
    referral = ReferralFactory(received_on=MONDAY)
    actions.keep_first_try(referral, on=day(tried))

    referral.refresh_from_db()
    assert (referral.first_tried_on, referral.tried_after) == (day(tried), took)
    assert referral.held_for == 0


def test_without_a_try_nothing_is_known(facts):
    referral = ReferralFactory(received_on=MONDAY)
    actions.keep_first_try(referral, on=day(3))
    actions.keep_first_try(referral, on=None)

    referral.refresh_from_db()
    assert [referral.first_tried_on, referral.tried_after, referral.held_for] == [None] * 3


def test_days_on_which_nobody_may_call_stop_the_clock_whenever_they_are_recorded(
    facts, person
):
    """Asked on Wednesday, approved on Thursday: Monday to Wednesday do not count."""
    manager = person(Role.SERVICE_MANAGER)
    referral = ReferralFactory(received_on=MONDAY, awareness="NO")
    actions.keep_first_try(referral, on=day(9))
    assert (referral.tried_after, referral.held_for) == (0, 7)

    def known():
        referral.refresh_from_db()
        return referral.tried_after, referral.held_for

    asked = {"asked": "POLICE", "on": day(2), "result": "SAFE"}
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    check = actions.record_safety_check(
        referral, by=worker, valid_to=date(2016, 8, 1), **asked
    )
    assert known() == (0, 7), "it waits for the manager"
    with calendar.clock_set_to(day(3)):
        actions.approve_safety_check(check, by=manager)
    assert known() == (4, 3)

    with calendar.clock_set_to(day(14)):
        actions.correct_safety_check(
            check,
            by=manager,
            because="They said hold",
            **asked | {"result": "HOLD", "valid_to": None},
        )
    assert known() == (0, 7)

    actions.mark_aware(referral, by=manager, on=day(1))
    assert known() == (6, 1)
    actions.take_back_awareness(referral, by=manager, aware_on=None)
    assert known() == (0, 7)
