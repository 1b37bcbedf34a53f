"""Saving the answer."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ComplaintFactory
from tests.pages import Page, typed


def page_of(complaint):
    return reverse("pilot:contract_complaint_answer", args=[complaint.reference])


def test_it_is_answered_on_its_day(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    complaint = ComplaintFactory()
    early = {"answered_with": "We are sorry", **typed("answered_on", date(2016, 6, 30))}
    refused = Page(client.post(page_of(complaint), early))
    assert "Enter a day from 1 July 2016 to today" in refused.words
    assert refused.answer("answered_with") == "We are sorry"

    said = {**early, **typed("answered_on", date(2016, 7, 14))}
    done = Page(client.post(page_of(complaint), said, follow=True))

    assert "is answered" in done.done
    assert "We are sorry" in done.words


def test_one_that_is_answered_is_not_answered_again(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))

    assert client.get(page_of(ComplaintFactory(answered=True))).status_code == 409
    assert client.get(page_of(ComplaintFactory(closed=True))).status_code == 409
