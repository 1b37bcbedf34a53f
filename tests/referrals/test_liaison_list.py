"""Liaison meetings, and when the next one is due."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import LiaisonMeetingFactory
from tests.pages import Page

LIST = reverse("referrals:liaison_list")


def test_meetings_are_listed_and_an_overdue_one_is_said_to_everybody(client_of, person):
    LiaisonMeetingFactory(borough__code="WCC", on=date(2016, 7, 1))
    LiaisonMeetingFactory(borough__code="LBHF", on=date(2016, 5, 2))
    LiaisonMeetingFactory(borough__code="LBHF", on=date(2016, 7, 4), is_replaced=True)
    fsw = Page(client_of(person(Role.FAMILY_SUPPORT_WORKER)).get(LIST))
    cjw = Page(client_of(person(Role.CRIMINAL_JUSTICE_WORKER)).get(LIST))

    for page in (fsw, cjw):
        assert "Every 6 weeks" in page.words
        assert "The interval is assumed (A-15)" in page.words
        assert "Hammersmith and Fulham 2 May 2016 13 June 2016 Overdue" in page.words
        assert "Westminster 1 July 2016 12 August 2016 In time" in page.words
    assert "2 results" in fsw.words
    assert "No meeting is recorded here yet" in cjw.words, "they are another post's"
