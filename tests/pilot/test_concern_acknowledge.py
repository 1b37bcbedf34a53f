"""The provider has read it, and may say so without a word."""

from django.urls import reverse

from pilot.models import Concern, ConcernEntry
from pilot.permissions import Role
from tests.factories import ConcernFactory
from tests.pages import Page


def test_the_thread_says_so(person, client_of):
    concern = ConcernFactory(borough__code="WCC")
    client = client_of(person(Role.SERVICE_MANAGER, "WCC"))
    address = reverse("pilot:concern_acknowledge", args=[concern.reference])

    page = Page(client.post(address, {"text": ""}, follow=True))

    assert page.done.startswith("The concern is acknowledged")
    entry = ConcernEntry.objects.get()
    assert (entry.kind, entry.text) == ("ACKNOWLEDGED", "")
    assert Concern.objects.get().status == "ACKNOWLEDGED"
