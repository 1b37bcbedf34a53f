"""The other boroughs may read it."""

from django.urls import reverse

from pilot.models import ConcernEntry
from pilot.permissions import Role
from tests.factories import ConcernFactory
from tests.pages import Page


def test_the_thread_says_so(person, client_of):
    concern = ConcernFactory(borough__code="WCC")
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    address = reverse("pilot:concern_share", args=[concern.reference])

    empty = Page(client.post(address))
    assert empty.errors == {"text": "Enter a text"}

    page = Page(client.post(address, {"text": "Nobody came on Tuesday."}, follow=True))

    assert page.done.startswith("The other boroughs can read it now")
    entry = ConcernEntry.objects.get()
    assert (entry.kind, entry.text) == ("SHARED", "Nobody came on Tuesday.")
