"""The officer says how severe it is by now, and what has changed."""

from django.urls import reverse

from pilot.models import Concern, ConcernEntry
from pilot.permissions import Role
from tests.factories import ConcernFactory
from tests.pages import Page


def test_an_assessment_starts_from_the_last_one_and_says_what_changed(person, client_of):
    concern = ConcernFactory(borough__code="WCC")
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    address = reverse("pilot:concern_assess", args=[concern.reference])
    page = Page(client.get(address))
    assert page.answer("settled_when").strip() == concern.settled_when

    sent = {"severity": "RED", "direction": "WORSE", "settled_when": "Somebody starts"}
    page = Page(client.post(address, {**sent, "text": "A second week."}, follow=True))

    assert page.done.startswith("The assessment is saved")
    kept = Concern.objects.get()
    assert (kept.severity, kept.direction, kept.settled_when) == tuple(sent.values())
    assert "High (was medium)" in ConcernEntry.objects.get().text
