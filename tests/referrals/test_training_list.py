"""The list of training: what is planned and given, and how it is narrowed."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import AnswerPoint
from tests.factories import (
    AttendanceFactory,
    ConfidenceResponseFactory,
    ConfidenceSlipFactory,
    TrainingEventFactory,
)
from tests.pages import Page

LIST = reverse("referrals:training_list")


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.FAMILY_SUPPORT_WORKER))


def listed(client, query=""):
    return [event for event, _ in client.get(LIST + query).context["rows"]]


def test_each_tab_holds_and_counts_its_events_in_the_order_people_need(client):
    later, sooner = (TrainingEventFactory(on=date(2016, 8, day)) for day in (20, 10))
    older, newer = (
        TrainingEventFactory(on=date(2016, 2, day), delivered=True) for day in (1, 9)
    )
    closed = TrainingEventFactory(status="CLOSED")
    cancelled = TrainingEventFactory(cancelled=True)

    counts = [tab["count"] for tab in client.get(LIST).context["tabs"]]

    assert counts == [2, 2, 1, 1]
    assert listed(client) == [sooner, later]
    assert listed(client, "?tab=delivered") == [newer, older]
    assert listed(client, "?tab=closed") == [closed]
    assert listed(client, "?tab=cancelled") == [cancelled]


def test_the_filters_narrow_the_rows_and_the_counts(client):
    wanted = TrainingEventFactory(boroughs=["WCC", "LBHF"], sectors=["POLICE", "YOS"])
    for other in (
        {"boroughs": ["RBKC"], "sectors": ["YOS"]},
        {"boroughs": ["WCC"], "sectors": ["YOS"], "kind": "FULL"},
        {"boroughs": ["WCC"], "sectors": ["POLICE"]},
    ):
        TrainingEventFactory(**other)

    response = client.get(LIST + "?borough=WCC&sector=YOS&kind=HALF")

    assert [event for event, _ in response.context["rows"]] == [wanted]
    assert response.context["tabs"][0]["count"] == 1
    assert len(listed(client, "?sector=NONSENSE&kind=%00")) == 4


def test_a_line_says_who_came_and_how_many_answered_twice(client):
    event = TrainingEventFactory(delivered=True, title="Safe conversations")
    for n in range(3):
        slip = ConfidenceSlipFactory(attendance__event=event)
        ConfidenceResponseFactory(slip=slip)
        if n:
            ConfidenceResponseFactory(slip=slip, point=AnswerPoint.AFTER)
    AttendanceFactory(event=event, has_attended=False)

    words = Page(client.get(LIST + "?tab=delivered")).words

    assert "Safe conversations" in words
    assert "3 2 (67%)" in words


def test_those_to_ask_again_are_counted_and_one_click_away(client):
    event = TrainingEventFactory(delivered=True, on=date(2016, 5, 2))
    ConfidenceResponseFactory(slip__attendance__event=event)

    page = Page(client.get(LIST))

    assert ("1 person to ask again now", reverse("referrals:training_follow_up_list")) in (
        page.links
    )


def test_a_register_to_take_is_counted_and_marked(client, today):
    TrainingEventFactory(on=today)
    TrainingEventFactory(on=date(2016, 7, 16))

    words = Page(client.get(LIST)).words

    assert "1 register to take" in words
    assert words.count("Register due") == 1


def test_an_empty_list_says_where_else_to_look(client):
    assert "No training is planned here" in Page(client.get(LIST)).words
    words = Page(client.get(LIST + "?tab=closed")).words
    assert "No training event here is closed" in words


def test_only_those_of_its_boroughs_see_an_event(client_of, person):
    TrainingEventFactory(boroughs=["WCC"])

    stranger = client_of(person(Role.FAMILY_SUPPORT_WORKER, "RBKC"))

    assert listed(stranger) == []
