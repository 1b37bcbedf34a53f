"""The clocks run again."""

from datetime import date

from django.urls import reverse

from pilot.models import ConcernEntry
from pilot.permissions import Role
from tests.factories import ConcernFactory
from tests.pages import Page


def test_the_thread_says_so(person, client_of):
    concern = ConcernFactory(borough__code="WCC", paused_on=date(2016, 7, 12), due_on=None)
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    address = reverse("pilot:concern_resume", args=[concern.reference])

    page = Page(client.post(address, {"text": ""}, follow=True))

    assert page.done.startswith("The clocks run again")
    entry = ConcernEntry.objects.get()
    assert (entry.kind, entry.text) == ("RESUMED", "")
