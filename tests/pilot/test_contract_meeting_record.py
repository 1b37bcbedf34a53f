"""Recording a meeting with its agenda."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import AgendaItem
from pilot.permissions import Role
from tests.factories import GroupMeetingFactory
from tests.pages import Page, typed

PAGE = reverse("pilot:contract_meeting_record")
DAY = typed("on", date(2016, 7, 12))
AGENDA = "Referrals of the quarter | Paper 1: figures\r\n\r\n Costs |\r\nOther business"


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.SERVICE_MANAGER))


def test_each_line_is_a_point_and_what_follows_a_bar_its_paper(client):
    done = Page(client.post(PAGE, {**DAY, "agenda": AGENDA}, follow=True))

    assert done.heading.endswith("Meeting of 12 July 2016")
    points = AgendaItem.objects.order_by("place").values_list("place", "title", "paper")
    assert list(points) == [
        (1, "Referrals of the quarter", "Paper 1: figures"),
        (2, "Costs", ""),
        (3, "Other business", ""),
    ]


@pytest.mark.parametrize(
    "agenda", ["| Paper 1", "x" * 201, "Costs | " + "x" * 201, "Costs\n" * 31]
)
def test_an_agenda_that_cannot_be_is_asked_again(client, agenda):
    page = Page(client.post(PAGE, {**DAY, "agenda": agenda}))

    assert set(page.errors) == {"agenda"}
    assert not AgendaItem.objects.exists()


def test_a_second_meeting_of_a_day_is_refused_in_words(client):
    GroupMeetingFactory(on=date(2016, 7, 12))
    assert "on record already" in Page(client.post(PAGE, DAY)).words
