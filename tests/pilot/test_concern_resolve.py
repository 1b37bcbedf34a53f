"""The provider says what settled it."""

from django.urls import reverse

from pilot import calendar
from pilot.models import Concern, ConcernEntry
from pilot.permissions import Role
from tests.factories import ConcernFactory
from tests.pages import Page


def test_the_thread_says_so(person, client_of):
    concern = ConcernFactory(borough__code="WCC", answered=True)
    client = client_of(person(Role.SERVICE_MANAGER, "WCC"))
    address = reverse("pilot:concern_resolve", args=[concern.reference])

    empty = Page(client.post(address))
    assert empty.errors == {"text": "Enter a text"}

    page = Page(client.post(address, {"text": "Nobody came on Tuesday."}, follow=True))

    assert page.done.startswith("The officer is told")
    entry = ConcernEntry.objects.get()
    assert (entry.kind, entry.text) == ("RESOLVED", "Nobody came on Tuesday.")
    settled = Concern.objects.get()
    assert settled.status == "RESOLVED"
    assert settled.settled_on == calendar.today()
    assert settled.settled_after == 4  # from a Monday to the Friday
