"""Cancelling a booked consultation."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ConsultationFactory
from tests.pages import Page, leads_to


def test_a_booked_consultation_is_cancelled_for_a_reason(client_of, person):
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER))
    booked = ConsultationFactory(booked=True)
    cancel = reverse("referrals:consultation_cancel", args=[booked.reference])
    assert Page(client.post(cancel, {})).errors == {"reason": "Enter why it is cancelled"}

    response = client.post(cancel, {"reason": "They were called away"})

    assert leads_to(response) == booked.get_absolute_url()
    shown = Page(client.get(booked.get_absolute_url())).words
    assert "Cancelled because They were called away" in shown
    held = ConsultationFactory()
    cancel = reverse("referrals:consultation_cancel", args=[held.reference])
    assert client.get(cancel).status_code == 409
