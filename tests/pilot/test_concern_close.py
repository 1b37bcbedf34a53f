"""The officer says how it ended."""

from datetime import date

from django.urls import reverse

from pilot.actions import close_concern
from pilot.models import Concern, ConcernEntry
from pilot.permissions import Role
from tests.factories import ConcernFactory
from tests.pages import Page


def test_the_thread_says_so(person, client_of):
    concern = ConcernFactory(borough__code="WCC", resolved=True)
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    address = reverse("pilot:concern_close", args=[concern.reference])

    empty = Page(client.post(address))
    assert empty.errors == {"text": "Enter a text"}

    page = Page(client.post(address, {"text": "Nobody came on Tuesday."}, follow=True))

    assert page.done.startswith("The concern is closed")
    entry = ConcernEntry.objects.get()
    assert (entry.kind, entry.text) == ("CLOSED", "Nobody came on Tuesday.")
    closed = Concern.objects.get()
    assert closed.status == "CLOSED"
    assert (closed.settled_on, closed.settled_after) == (date(2016, 7, 14), 3)


def test_one_that_was_never_resolved_is_settled_by_its_closing(person):
    concern = ConcernFactory(borough__code="WCC", answered=True)
    officer = person(Role.AUTHORISED_OFFICER, "WCC")

    closed = close_concern(concern, by=officer, text="They came on Thursday.")

    assert (closed.settled_on, closed.settled_after) == (date(2016, 7, 15), 4)
