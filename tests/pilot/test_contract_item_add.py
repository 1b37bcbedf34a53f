"""Putting one more point on an agenda."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AgendaItemFactory, GroupMeetingFactory
from tests.pages import Page


def page_of(meeting):
    return reverse("pilot:contract_item_add", args=[meeting.reference])


def test_it_stands_at_the_end(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    meeting = AgendaItemFactory(place=1).meeting
    assert set(Page(client.post(page_of(meeting), {})).errors) == {"title"}

    done = Page(client.post(page_of(meeting), {"title": "Costs"}, follow=True))

    assert "2. Costs None Nothing yet" in done.words


def test_nothing_is_added_to_a_meeting_called_off(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    meeting = GroupMeetingFactory(cancelled_because="Snow")

    page = Page(client.post(page_of(meeting), {"title": "Costs"}))

    assert "This meeting does not take place" in page.words
