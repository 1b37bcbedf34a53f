"""Putting a liaison meeting right, or taking it out."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import LiaisonMeeting, Practitioner
from tests.factories import LiaisonMeetingFactory, PractitionerFactory
from tests.pages import Page, leads_to, typed


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.FAMILY_SUPPORT_WORKER))


def test_somebody_who_has_left_since_stays_an_answer_and_other_boroughs_are_none(client):
    meeting = LiaisonMeetingFactory(borough__code="WCC")
    Practitioner.objects.update(is_retired=True)
    there = meeting.practitioners.get()
    dove = PractitionerFactory(is_specialist=True, agency__borough__code="WCC")
    other = PractitionerFactory(is_specialist=True, agency__borough__code="LBHF")
    correct = reverse("referrals:liaison_correct", args=[meeting.reference])
    page = Page(client.get(correct))
    assert page.answers["practitioners"] == [there.token]
    assert dove.name in page.words
    assert other.name not in page.words
    sent = {
        "practitioners": [there.token, dove.token],
        "topics": meeting.topics,
        "agreed": meeting.agreed,
        **typed("on", date(2016, 5, 13)),
    }
    assert set(Page(client.post(correct, sent)).errors) == {"reason"}

    response = client.post(correct, sent | {"reason": "It was on Friday"})

    new = LiaisonMeeting.objects.standing().get()
    assert leads_to(response) == new.get_absolute_url()
    assert (new.on, new.practitioners.count()) == (date(2016, 5, 13), 2)
    assert client.get(correct).status_code == 409


def test_what_never_took_place_is_taken_out(client):
    meeting = LiaisonMeetingFactory(borough__code="WCC")
    correct = reverse("referrals:liaison_correct", args=[meeting.reference])
    sent = {"practitioners": [meeting.practitioners.get().token], "topics": "-"}
    sent |= typed("on", meeting.on)

    client.post(correct, sent | {"reason": "It was cancelled", "is_withdrawn": "on"})

    assert not LiaisonMeeting.objects.standing().exists()
