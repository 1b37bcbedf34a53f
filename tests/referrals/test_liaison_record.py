"""Recording a liaison meeting."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from referrals.models import LiaisonMeeting
from tests.factories import PractitionerFactory
from tests.pages import Page, typed

RECORD = reverse("referrals:liaison_record")


def test_specialists_of_two_boroughs_are_met_in_one_go(client_of, person):
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER))
    people = [
        PractitionerFactory(name=name, is_specialist=True, agency__borough__code=code)
        for name, code in (("Ms Linnet", "WCC"), ("Mr Dove", "LBHF"))
    ]
    PractitionerFactory(name="PC Teal")
    page = Page(client.get(RECORD))
    assert "Ms Linnet" in page.words
    assert "PC Teal" not in page.words
    assert Page(client.post(RECORD, {})).errors == {
        "practitioners": "Select the specialists you met",
        "on": "Enter the day of the meeting",
        "topics": "Enter what it was about",
    }
    sent = {"practitioners": [each.token for each in people], "topics": "Who sees whom"}
    for day, told in ((date(2016, 7, 16), "in the past"), (date(2015, 9, 1), "inside")):
        wrong = Page(client.post(RECORD, sent | typed("on", day)))
        assert told in wrong.errors["on"]

    response = client.post(RECORD, sent | typed("on", date(2016, 7, 14)), follow=True)

    done = "The meeting is recorded for Hammersmith and Fulham and Westminster"
    assert Page(response).done in (done, done.replace("Hammersmith and Fulham and W", "W"))
    assert LiaisonMeeting.objects.count() == 2


def test_the_service_manager_says_which_post_met_them(client_of, person):
    client = client_of(person(Role.SERVICE_MANAGER))
    linnet = PractitionerFactory(is_specialist=True, agency__borough__code="WCC")
    sent = {"practitioners": [linnet.token], "topics": "-", **typed("on", date(2016, 7, 4))}

    assert set(Page(client.post(RECORD, sent)).errors) == {"post"}
    client.post(RECORD, sent | {"post": "FSW"})

    assert LiaisonMeeting.objects.get().post_id == "FSW"
