"""Meetings with the boroughs' own specialists: where they count, and when one is due."""

from datetime import date, timedelta

import pytest

from pilot import calendar
from pilot.models import AuditEvent, Post
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from referrals import actions
from referrals.models import LIAISON_EVERY, LiaisonMeeting, liaison_due
from tests.factories import LiaisonMeetingFactory, PractitionerFactory

DAY = date(2016, 7, 14)


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


def specialist(borough):
    return PractitionerFactory(is_specialist=True, agency__borough__code=borough)


def test_meeting_specialists_of_two_boroughs_counts_once_in_each(worker):
    one, two, three = specialist("WCC"), specialist("LBHF"), specialist("WCC")

    meetings = actions.record_liaison(
        by=worker, on=DAY, practitioners=[one, two, three], topics="Who sees whom"
    )

    met = {meeting.borough_id: set(meeting.practitioners.all()) for meeting in meetings}
    assert met == {"WCC": {one, three}, "LBHF": {two}}
    assert {meeting.post_id for meeting in meetings} == {"FSW"}
    assert AuditEvent.objects.filter(action="recorded").count() == 2


def test_only_a_boroughs_own_specialists_are_met_and_on_a_day_that_has_come(worker, person):
    wcc = specialist("WCC")
    met = {"topics": "Who sees whom", "practitioners": [wcc]}
    for changes, told in (
        ({"practitioners": [PractitionerFactory()]}, "is not marked as"),
        ({"practitioners": []}, "Say which specialists"),
        ({"on": date(2016, 7, 16)}, "once it has taken place"),
        ({"on": date(2015, 9, 30)}, "once it has taken place"),
    ):
        with pytest.raises(TransitionRefused, match=told):
            actions.record_liaison(by=worker, **{"on": DAY, **met, **changes})
    manager = person(Role.SERVICE_MANAGER)
    with pytest.raises(TransitionRefused, match="Say which post"):
        actions.record_liaison(by=manager, on=DAY, **met)
    assert not LiaisonMeeting.objects.exists()
    post = Post.objects.get(pk="FSW")
    actions.record_liaison(by=manager, on=DAY, post=post, **met)
    assert LiaisonMeeting.objects.get().post == post


def test_a_correction_keeps_the_borough_and_whoever_was_there_then(worker):
    meeting = LiaisonMeetingFactory(borough__code="WCC")
    moved_on = meeting.practitioners.get()
    moved_on.agency = PractitionerFactory(agency__borough__code="RBKC").agency
    moved_on.save()
    people = [moved_on, specialist("WCC")]

    new = actions.correct_liaison(
        meeting, by=worker, reason="Two came", practitioners=people, topics="All families"
    )

    assert list(LiaisonMeeting.objects.standing()) == [new]
    assert set(new.practitioners.all()) == set(people)
    assert list(meeting.practitioners.all()) == [moved_on], "history stays"
    no_specialist = PractitionerFactory(agency__borough__code="WCC")
    for wrong in ([], [specialist("LBHF")], [no_specialist]):
        with pytest.raises(TransitionRefused, match="choose specialists of that borough"):
            actions.correct_liaison(new, by=worker, reason="-", practitioners=wrong)
    with pytest.raises(TransitionRefused, match="once it has taken place"):
        actions.correct_liaison(
            new, by=worker, reason="-", practitioners=people, on=date(2016, 8, 1)
        )
    actions.withdraw_liaison(new, by=worker, reason="It was cancelled that morning")
    assert not LiaisonMeeting.objects.standing().exists()


def test_the_next_meeting_is_due_six_weeks_after_the_last_that_stands(facts):
    """The interval is assumed (A-15)."""
    assert timedelta(weeks=6) == LIAISON_EVERY
    first = calendar.PILOT.start + LIAISON_EVERY
    assert [(due.borough.pk, due.last_on, due.due_on) for due in liaison_due()] == [
        ("LBHF", None, first),
        ("WCC", None, first),
    ]

    for code, on, standing in (
        ("LBHF", date(2016, 6, 3), True),  # due on 15 July: today
        ("LBHF", date(2016, 3, 1), True),
        ("WCC", date(2016, 6, 2), True),  # due yesterday
        ("WCC", date(2016, 7, 10), False),  # withdrawn
        ("RBKC", date(2016, 7, 10), True),  # where the post is at home
    ):
        LiaisonMeetingFactory(borough__code=code, on=on, is_replaced=not standing)
    of_another_post = {"post__code": "CJW", "borough__code": "WCC"}
    LiaisonMeetingFactory(**of_another_post, on=date(2016, 7, 10))

    def overdue():
        return [due.borough.pk for due in liaison_due() if due.is_overdue]

    assert overdue() == ["WCC"]
    with calendar.clock_set_to(date(2016, 7, 16)):
        assert overdue() == ["LBHF", "WCC"]
