"""The group's meetings, the latest first."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AgendaItemFactory, ContractActionFactory, GroupMeetingFactory
from tests.pages import Page

PAGE = reverse("pilot:contract_meeting_list")


def test_each_says_what_it_decided_and_what_is_left_to_do(person, client_of):
    held = GroupMeetingFactory(on=date(2016, 4, 12))
    AgendaItemFactory(meeting=held, decision="Agreed")
    AgendaItemFactory(meeting=held)
    ContractActionFactory(meeting=held)
    GroupMeetingFactory(on=date(2016, 9, 1))
    GroupMeetingFactory(on=date(2016, 1, 5), cancelled_because="Snow")

    officer = Page(client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(PAGE)).words
    manager = Page(client_of(person(Role.SERVICE_MANAGER)).get(PAGE)).words

    assert "12 April 2016 Held 2 1 1" in officer
    assert "1 September 2016 To come 0 0 0" in officer
    assert "5 January 2016 Does not take place" in officer
    assert "Record a meeting" not in officer
    assert "Record a meeting" in manager


def test_where_none_is_recorded_the_page_says_so(person, client_of):
    client = client_of(person(Role.CONTRACT_GROUP_MEMBER))
    assert "No meeting is recorded" in Page(client.get(PAGE)).words
