"""Booking a consultation."""

from datetime import date

from django.urls import reverse

from pilot.models import Agreement
from pilot.permissions import Role
from referrals.models import Consultation
from tests.factories import PractitionerFactory
from tests.pages import Page, leads_to, picked, typed

BOOK = reverse("referrals:consultation_book")


def test_a_consultation_is_booked_for_today_or_later_inside_the_pilot(client_of, person):
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER))
    sent = {**picked("who", PractitionerFactory()), "question": "How do we begin?"}
    assert Page(client.post(BOOK, {})).errors == {
        "who": "Enter who asked",
        "on": "Enter the day it is booked for",
        "question": "Enter what it will be about",
    }
    for on, told in (
        (date(2016, 7, 14), "today or in the future"),
        (date(2016, 10, 1), "on or before 30 September 2016"),
    ):
        assert told in Page(client.post(BOOK, {**sent, **typed("on", on)})).errors["on"]

    response = client.post(BOOK, {**sent, **typed("on", date(2016, 7, 15))})

    booked = Consultation.objects.get()
    assert leads_to(response) == booked.get_absolute_url()
    assert (booked.status, booked.on) == (Consultation.Status.BOOKED, date(2016, 7, 15))


def test_one_is_booked_after_the_pilot_once_an_agreement_goes_on(client_of, person):
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER))
    Agreement.objects.filter(borough="LBHF").update(ends_on=date(2017, 9, 30))
    sent = {**picked("who", PractitionerFactory()), "question": "How do we begin?"}

    client.post(BOOK, {**sent, **typed("on", date(2016, 10, 3))})

    assert Consultation.objects.get().on == date(2016, 10, 3)
