"""What a stranger at an open screen may not do asks for the password again (S-16)."""

import time
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import PASSWORD, UserFactory

ASK = reverse("pilot:proof_give")
PAGES = {
    "partners:contact_detail_reveal": (Role.PARTNER_SUPPORT_WORKER, "222-22222"),
    "pilot:membership_grant": (Role.SYSTEM_ADMINISTRATOR, 0),
    "pilot:person_password": (Role.SYSTEM_ADMINISTRATOR, 0),
    "pilot:sheet_check": (Role.DATA_AND_FINANCE_OFFICER, "2222-2222"),
}


def age(client, minutes):
    """The last proof was given so many minutes ago."""
    session = client.session
    session["began_at"] = time.time() - minutes * 60
    session.save()


@pytest.mark.parametrize("page", PAGES)
def test_an_old_proof_opens_nothing_and_does_not_tell_what_is_there(
    client_of, person, page
):
    role, nothing = PAGES[page]
    client = client_of(person(role, "WCC"))
    address = reverse(page, args=[nothing])
    age(client, minutes=6)

    for answer in (client.get(address), client.post(address)):
        assert answer.url == f"{ASK}?{urlencode({'next': address})}"
    age(client, minutes=4)
    assert client.get(address).status_code == 404


def test_the_password_leads_back_and_counts_for_five_minutes(client_of, person):
    client = client_of(person(Role.SYSTEM_ADMINISTRATOR))
    address = reverse("pilot:membership_grant", args=[UserFactory().pk])
    age(client, minutes=60)
    before = client.session.session_key

    back = client.post(f"{ASK}?next={address}", {"password": PASSWORD})

    assert back.url == address
    assert client.session.session_key != before
    assert client.get(address).status_code == 200
    assert AuditEvent.objects.filter(action="gave their password again").exists()


def test_a_wrong_password_opens_nothing_and_is_on_the_trail(client_of, person):
    client = client_of(person(Role.SYSTEM_ADMINISTRATOR))
    address = reverse("pilot:membership_grant", args=[UserFactory().pk])
    age(client, minutes=60)

    answer = client.post(f"{ASK}?next={address}", {"password": "not the one I have"})

    assert "this is not it" in answer.text
    assert client.get(address).status_code == 302
    assert AuditEvent.objects.filter(action="refused a sign-in to").exists()


@pytest.mark.parametrize("page", ["https://elsewhere.example/", "//elsewhere", "/nowhere"])
def test_it_leads_nowhere_else(client_of, person, page):
    client = client_of(person(Role.SYSTEM_ADMINISTRATOR))

    answer = client.post(ASK, {"password": PASSWORD, "next": page})

    assert answer.url == reverse("reporting:home")
