"""Searching before recording: what is typed, and that no address ever holds it."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import ReferralFactory
from tests.pages import Page, leads_to, typed

SEARCH = reverse("referrals:referral_search")
NAMED = {"given_names": "Alder", "surname": "Quillfeather", "aliases": ""}


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.CRIMINAL_JUSTICE_WORKER))


def test_nobody_known_leads_straight_to_the_form_with_what_was_typed(client):
    born_on = typed("born_on", date(1984, 5, 6))

    response = client.post(SEARCH, {**NAMED, **born_on, "aliases": "Bob"}, follow=True)

    page = Page(response)
    assert page.heading.endswith("Record a referral")
    kept = {name: page.answer(name) for name in (*NAMED, *born_on)}
    assert kept == {**NAMED, **born_on, "aliases": "Bob"}
    assert page.answer("post") == "CJW", "a caseworker never chooses"


def test_a_child_under_ten_is_refused_before_anything_else_is_asked(client):
    """V-01, on the day they turn ten and the day before: today is 15 July 2016."""
    nine, ten = (typed("born_on", date(2006, 7, day)) for day in (16, 15))

    assert "They must be 10 or over" in Page(client.post(SEARCH, NAMED | nine)).words
    assert leads_to(client.post(SEARCH, NAMED | ten)).startswith("/referrals/record/")


def test_somebody_known_is_shown_first(client):
    ReferralFactory(given_names="Aldar", surname="Quilfeather", born_on=None, findable=True)

    response = client.post(SEARCH, NAMED)

    assert leads_to(response).endswith("/known/")


def test_what_was_typed_stands_in_no_address_and_in_no_trace(client):
    ReferralFactory(**NAMED, findable=True)
    found = client.post(SEARCH, NAMED)
    page = Page(client.get(found.url))

    addresses = [found.url, *(address for _, address in page.links)]
    assert not [each for each in addresses if "lder" in each or "uill" in each]
    left = " ".join(f"{event.sentence}{event.detail}" for event in AuditEvent.objects.all())
    assert "searched people" in left
    assert "lder" not in left


def test_two_searches_never_mix_two_people_up(client):
    first = client.post(SEARCH, NAMED).url
    second = client.post(SEARCH, NAMED | {"given_names": "Bracken"}).url

    assert Page(client.get(first)).answer("given_names") == "Alder"
    assert Page(client.get(second)).answer("given_names") == "Bracken"


def test_an_old_search_is_forgotten_and_asked_again(client):
    first = client.post(SEARCH, NAMED).url
    for _ in range(8):
        client.post(SEARCH, NAMED)

    assert leads_to(client.get(first)) == SEARCH
    assert leads_to(client.get(f"{first}known/")) == SEARCH


def test_the_manager_says_first_whom_the_referral_is_for(client_of, person):
    client = client_of(person(Role.SERVICE_MANAGER))

    asked = Page(client.post(SEARCH, NAMED))
    page = Page(client.post(SEARCH, NAMED | {"post": "YPS"}, follow=True))

    assert asked.errors == {"post": "Select who the referral is for"}
    assert page.answer("post") == "YPS"
    assert "youth_order" in page.answers
    assert "check_source" not in page.answers


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"surname": ""}, "surname"), ({"given_names": " "}, "given_names")],
)
def test_half_a_name_is_asked_about(client, sent, field):
    page = Page(client.post(SEARCH, NAMED | sent))

    assert list(page.errors) == [field]
    assert page.title.startswith("Error: ")


def test_a_birth_of_tomorrow_is_asked_about(client):
    page = Page(client.post(SEARCH, NAMED | typed("born_on", date(2016, 7, 16))))

    assert "must be today or in the past" in page.errors["born_on"]
