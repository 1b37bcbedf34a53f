"""The officer says how it ended."""

from datetime import date

import pytest
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


@pytest.mark.parametrize(
    ("role", "step"),
    [
        *((Role.AUTHORISED_OFFICER, step) for step in ("assess", "escalate", "close")),
        *((Role.SERVICE_MANAGER, step) for step in ("acknowledge", "answer", "resolve")),
        *((Role.SERVICE_MANAGER, step) for step in ("reply", "pause", "resume")),
        (Role.SERVICE_MANAGER, "action_add"),
    ],
)
def test_no_page_goes_on_with_one_that_is_closed(person, client_of, role, step):
    concern = ConcernFactory(borough__code="WCC", closed=True)
    client = client_of(person(role, "WCC"))

    answer = client.get(reverse(f"pilot:concern_{step}", args=[concern.reference]))

    assert answer.status_code == 409
    assert "its officer can reopen it" in Page(answer).words
    assert answer.context["back"] == concern.get_absolute_url()


def test_one_that_was_never_resolved_is_settled_by_its_closing(person):
    concern = ConcernFactory(borough__code="WCC", answered=True)
    officer = person(Role.AUTHORISED_OFFICER, "WCC")

    closed = close_concern(concern, by=officer, text="They came on Thursday.")

    assert (closed.settled_on, closed.settled_after) == (date(2016, 7, 15), 4)
