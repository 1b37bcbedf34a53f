"""Recording an order: until when it holds, and nothing of where anybody lives."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, PostFactory
from tests.pages import Page, typed


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def order(**changes):
    said = {"kind": "NMO", "conditions": "No contact.", "protects": "EX_PARTNER"}
    days = typed("starts_on", date(2015, 8, 1)) | typed("ends_on", date(2016, 7, 16))
    return said | days | changes


def test_an_order_says_how_long_it_still_holds(client):
    case = CaseFactory(post=PostFactory(code="CJW"))
    record = reverse("cases:case_order_record", args=[case.reference])

    response = client.post(record, order(), follow=True)

    assert "The order is recorded" in Page(response).done
    assert "Non-molestation order Ends tomorrow" in Page(response).words
    client.post(record, order(**typed("ends_on", date(2016, 7, 14))))
    client.post(
        record, order(kind="CAO", ends_on_day="", ends_on_month="", ends_on_year="")
    )
    client.post(record, order(kind="OCC", **typed("ends_on", date(2016, 7, 15))))
    client.post(
        record,
        order(
            kind="RO",
            **typed("starts_on", date(2016, 8, 1)),
            **typed("ends_on", date(2016, 9, 1)),
        ),
    )
    words = Page(client.get(reverse("cases:case_people", args=[case.reference]))).words
    for told in (
        "Non-molestation order Expired",
        "Child arrangements order In force",
        "Occupation order Ends today",
        "Restraining order Not in force yet",
        "Until: No end is set",
    ):
        assert told.replace(": ", " ") in words.replace(": ", " ")


def test_an_address_is_asked_about_and_the_days_are_in_order(client):
    case = CaseFactory(post=PostFactory(code="CJW"))
    record = reverse("cases:case_order_record", args=[case.reference])
    sent = order(conditions="Not to go to W10 5AA.", **typed("ends_on", date(2015, 7, 1)))

    page = Page(client.post(record, sent))

    assert "a postcode" in page.errors["conditions"]
    assert page.errors["ends_on"] == "The date it ends must be on or after it starts"
