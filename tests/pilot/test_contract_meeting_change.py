"""Moving a meeting to another day, or calling it off."""

from datetime import date

from django.urls import reverse

from pilot.models import GroupMeeting
from pilot.permissions import Role
from tests.factories import GroupMeetingFactory
from tests.pages import Page, typed

TOLD = {"attended": "Officers", "because": "The hall is let", "version": 1}


def test_it_is_moved_and_called_off_and_a_stale_page_shows_both(person, client_of):
    client, meeting = client_of(person(Role.SERVICE_MANAGER)), GroupMeetingFactory()
    page = reverse("pilot:contract_meeting_change", args=[meeting.reference])
    sent = {**TOLD, **typed("on", date(2016, 8, 2))}

    moved = Page(client.post(page, sent, follow=True))
    stale = client.post(page, {**sent, "attended": "Nobody"})

    assert moved.heading.endswith("Meeting of 2 August 2016")
    assert stale.status_code == 409
    assert "Officers" in Page(stale).words
    off = {**sent, "version": 2, "is_cancelled": "on", "because": "Nobody can come"}
    assert "It does not take place" in Page(client.post(page, off, follow=True)).words
    assert GroupMeeting.objects.get().cancelled_because == "Nobody can come"


def test_a_day_that_is_taken_answers_in_plain_words(person, client_of):
    client, meeting = client_of(person(Role.SERVICE_MANAGER)), GroupMeetingFactory()
    GroupMeetingFactory(on=date(2016, 8, 2))
    page = reverse("pilot:contract_meeting_change", args=[meeting.reference])

    refused = client.post(page, {**TOLD, **typed("on", date(2016, 8, 2))})

    assert refused.status_code == 409
    assert "on record already" in Page(refused).words
