"""Saying who has been told."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ComplaintFactory
from tests.pages import Page, typed


def test_it_is_saved_with_the_day(person, client_of):
    client = client_of(person(Role.GOVERNANCE_LEAD))
    complaint = ComplaintFactory()
    page = reverse("pilot:contract_complaint_notify", args=[complaint.reference])
    said = {"notified_to": "MOPAC", "version": 1, **typed("notified_on", date(2016, 7, 4))}
    assert set(Page(client.post(page, {"version": 1})).errors) == {
        "notified_to",
        "notified_on",
    }

    done = Page(client.post(page, said, follow=True))

    assert "MOPAC" in done.words
    complaint.refresh_from_db()
    assert complaint.notified_on == date(2016, 7, 4)
    again = {**said, **typed("notified_on", date(2016, 7, 5))}
    refused = Page(client.post(page, again))
    assert "Somebody else has just changed" in refused.words
