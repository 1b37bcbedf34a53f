"""Raising a warning: it stands above everything on every page of the case."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, PostFactory
from tests.pages import Page, typed


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


def test_a_warning_stands_on_every_page_with_who_since_and_until(client):
    case = CaseFactory(post=PostFactory(code="CJW"))
    address = reverse("cases:case_warning_raise", args=[case.reference])
    page = Page(client.get(address))
    assert page.answers["review_on_month"] == ["8"], "four weeks on, unless changed"
    days = typed("raised_on", date(2016, 7, 1)) | typed("review_on", date(2016, 8, 1))

    client.post(address, {"kind": "ALONE", "evidence": "Blocked the door.", **days})

    for name in ("case_detail", "case_people", "case_contacts", "case_notes"):
        words = Page(client.get(reverse(f"cases:{name}", args=[case.reference]))).words
        assert "Do not see them alone. Blocked the door." in words
        assert "since 1 July 2016. To be looked at again by 1 August 2016." in words
        assert "Review or end" in words


def test_without_a_review_there_is_no_warning(client):
    case = CaseFactory(post=PostFactory(code="CJW"))
    address = reverse("cases:case_warning_raise", args=[case.reference])

    page = Page(client.post(address, typed("raised_on", date(2016, 7, 1))))

    assert page.errors == {
        "kind": "Select what it is about",
        "evidence": "Enter what is known",
        "review_on": "Enter the date of the next review",
    }
