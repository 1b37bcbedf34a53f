"""The officer says why it is not settled."""

from django.urls import reverse

from pilot.models import Concern, ConcernEntry
from pilot.permissions import Role
from tests.factories import ConcernFactory
from tests.pages import Page


def test_the_thread_says_so(person, client_of):
    concern = ConcernFactory(borough__code="WCC", closed=True)
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    address = reverse("pilot:concern_reopen", args=[concern.reference])

    empty = Page(client.post(address))
    assert empty.errors == {"text": "Enter a text"}

    page = Page(client.post(address, {"text": "Nobody came on Tuesday."}, follow=True))

    assert page.done.startswith("The concern is open again")
    entry = ConcernEntry.objects.get()
    assert (entry.kind, entry.text) == ("REOPENED", "Nobody came on Tuesday.")
    again = Concern.objects.get()
    assert again.status == "RAISED"
    assert (again.settled_on, again.settled_after) == (None, None)
