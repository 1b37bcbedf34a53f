"""The page of a training event: what comes next, who came, and what changed."""

from datetime import date

import pytest
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


@pytest.fixture
def trainer(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, trainer):
    return client_of(trainer)


def words_of(client, event):
    return Page(client.get(event.get_absolute_url())).words


def test_the_next_step_follows_the_day_and_the_status(client):
    to_come = TrainingEventFactory(on=date(2016, 8, 1))
    due = TrainingEventFactory(on=date(2016, 7, 15))
    delivered = TrainingEventFactory(delivered=True)
    cancelled = TrainingEventFactory(cancelled=True)

    assert "Say who is expected" in words_of(client, to_come)
    assert "Take the register" in words_of(client, due)
    after = words_of(client, delivered)
    assert "Correct the register" in after
    assert "7 May to 6 July 2016" in after
    over = words_of(client, cancelled)
    assert "What happens next" not in over
    assert "The trainer was ill" in over


def test_who_came_is_tallied_by_sector_and_borough(client):
    event = TrainingEventFactory(delivered=True)
    AttendanceFactory.create_batch(2, event=event)
    AttendanceFactory(event=event, unnamed=True, agency__borough=None)
    AttendanceFactory(event=event, has_attended=False)

    words = words_of(client, event)

    assert "Police Hammersmith and Fulham 2" in words
    assert "Police All of London, or not known 1" in words
    assert "Together 3" in words
    assert "Unnamed" in words


def test_what_changed_is_told_of_pairs_alone_and_never_of_one_or_two(client):
    event = TrainingEventFactory(delivered=True)
    slips = [ConfidenceSlipFactory(attendance__event=event) for _ in range(5)]
    for slip in slips[:4]:
        ConfidenceResponseFactory(slip=slip, items=(1, 2, 3, 2, 2))
    for slip in slips[:2]:
        ConfidenceResponseFactory(slip=slip, point=AnswerPoint.AFTER, items=(4,) * 5)
    few = words_of(client, event)
    assert "2 of 5 people who came answered before and after (40%)" in few
    assert "shown from 3 people on" in few
    assert "of a point" not in few

    for slip in slips[2:4]:
        ConfidenceResponseFactory(slip=slip, point=AnswerPoint.AFTER, items=(4,) * 5)
    for slip in slips[:3]:
        ConfidenceResponseFactory(slip=slip, point=AnswerPoint.FOLLOW_UP, items=(3,) * 5)
    many = words_of(client, event)
    assert "4 of 5 people who came answered before and after (80%)" in many
    assert "changed by +2.00 on average" in many
    assert "4 of 4 (100%)" in many
    assert "Some months later: 3 of 5 (60%)" in many


def test_reading_it_leaves_a_trace_and_no_name_in_the_title(client, trainer):
    place = AttendanceFactory(event__delivered=True)

    page = Page(client.get(place.event.get_absolute_url()))

    assert place.practitioner.name in page.words
    assert place.practitioner.name not in page.title
    trace = AuditEvent.objects.about(place.event).get()
    assert (trace.action, trace.by) == ("read", trainer)


def test_an_event_of_another_borough_is_not_there(person, client_of):
    event = TrainingEventFactory(boroughs=["WCC"])
    stranger = client_of(person(Role.FAMILY_SUPPORT_WORKER, "RBKC"))

    for page in ("training_detail", "training_edit", "training_slips", "training_close"):
        address = reverse(f"referrals:{page}", args=[event.reference])
        assert stranger.get(address).status_code == 404
