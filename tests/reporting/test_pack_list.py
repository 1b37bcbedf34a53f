"""The packs of the quarters that have begun, with the meetings that read them."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import GroupMeetingFactory
from tests.pages import Page

GROUP = Role.CONTRACT_GROUP_MEMBER


def test_each_quarter_that_has_begun_has_a_pack_and_its_meetings(person, client_of, facts):
    GroupMeetingFactory(on=date(2016, 7, 20))  # after June: it reads April to June
    GroupMeetingFactory(on=date(2015, 11, 3))  # none is over yet: the first, as it runs
    GroupMeetingFactory(on=date(2016, 4, 19), cancelled_because="Moved")

    page = Page(client_of(person(GROUP)).get(reverse("reporting:pack_list")))

    assert (
        "July to September 2016 The quarter is running None is recorded PDF" in page.words
    )
    assert "April to June 2016 The quarter is over 20 July 2016 PDF" in page.words
    assert "January to March 2016 The quarter is over None is recorded PDF" in page.words
    assert "October to December 2015 The quarter is over 3 November 2015" in page.words


def test_a_meeting_leads_to_its_pack_for_whoever_may_read_it(person, client_of, facts):
    meeting = GroupMeetingFactory(on=date(2016, 7, 20))
    pack = reverse("reporting:pack_contents", args=["2016Q2"])

    read = {
        role: pack
        in dict(
            map(
                reversed,
                Page(client_of(person(role)).get(meeting.get_absolute_url())).links,
            )
        )
        for role in (GROUP, Role.SERVICE_MANAGER, Role.AUTHORISED_OFFICER)
    }

    assert read == {GROUP: True, Role.SERVICE_MANAGER: True, Role.AUTHORISED_OFFICER: False}


def test_a_meeting_after_a_quarter_to_come_has_no_pack_yet(facts):
    assert GroupMeetingFactory(on=date(2016, 10, 12)).pack_quarter is not None
    assert GroupMeetingFactory(on=date(2015, 9, 30)).pack_quarter is None
