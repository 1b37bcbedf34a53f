"""Who is to be asked again: 60 to 120 days after they came (P-13)."""

from datetime import date, timedelta

from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from referrals.models import AnswerPoint
from tests.factories import (
    AttendanceFactory,
    ConfidenceResponseFactory,
    ConfidenceSlipFactory,
    TrainingEventFactory,
)
from tests.pages import Page

LIST = reverse("referrals:training_follow_up_list")


def answered(days_ago, today, **fields):
    event = TrainingEventFactory(delivered=True, on=today - timedelta(days=days_ago))
    return ConfidenceResponseFactory(slip__attendance__event=event, **fields).slip


def test_those_who_are_due_stand_here_the_most_urgent_first(client_of, person, today):
    just_due, nearly_over = answered(60, today), answered(120, today)
    answered(59, today)
    answered(121, today)
    again = answered(90, today)
    ConfidenceResponseFactory(slip=again, point=AnswerPoint.FOLLOW_UP)
    answered(90, today, point=AnswerPoint.AFTER)
    ConfidenceSlipFactory(attendance__event=again.attendance.event)
    absent = AttendanceFactory(event=again.attendance.event, has_attended=False)
    ConfidenceResponseFactory(slip__attendance=absent)
    worker = person(Role.FAMILY_SUPPORT_WORKER)

    response = client_of(worker).get(LIST)

    assert [slip for slip, _ in response.context["rows"]] == [nearly_over, just_due]
    assert response.context["rows"][0][1] == today
    words = Page(response).words
    assert just_due.token in words
    assert just_due.attendance.practitioner.name in words
    trace = AuditEvent.objects.about(worker).get()
    assert trace.detail == {"rows": 2}


def test_nobody_due_is_said_in_words(client_of, person):
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER))

    assert "Nobody is to be asked again today" in Page(client.get(LIST)).words


def test_a_closed_event_asks_nobody(client_of, person, today):
    slip = answered(90, date(2016, 7, 15))
    event = slip.attendance.event
    type(event).objects.filter(pk=event.pk).update(status="CLOSED")

    response = client_of(person(Role.FAMILY_SUPPORT_WORKER)).get(LIST)

    assert response.context["rows"] == []
