"""A new password for somebody who forgot theirs: set by an administrator, on record."""

import pytest
from django.test import Client

from pilot.models import AuditEvent
from pilot.permissions import Role

NEW = "harbour lantern copper thistle"


@pytest.fixture
def administrator(person):
    return person(Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture
def colleague(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER, username="forgetful")


def send(client, person, password=NEW, again=NEW):
    answers = {"password": password, "password_again": again}
    return client.post(f"/people/{person.pk}/password/", answers)


def test_the_new_password_opens_and_the_old_sessions_are_over(
    administrator, colleague, client_of
):
    before = client_of(colleague)

    response = send(client_of(administrator), colleague)

    assert response.url == f"/people/{colleague.pk}/"
    assert before.get("/").status_code == 302
    signed_in = Client().post("/sign-in/", {"username": "forgetful", "password": NEW})
    assert signed_in.status_code == 302
    assert AuditEvent.objects.filter(action="changed the password of").exists()


@pytest.mark.parametrize(
    ("password", "again", "told"),
    [
        ("", "", "Enter a new password"),
        (NEW, "harbour lantern copper", "Type the same new password in both boxes"),
        ("short", "short", "Enter 15 characters or more"),
    ],
)
def test_what_is_refused_is_said_beside_the_field(
    administrator, colleague, client_of, password, again, told
):
    page = send(client_of(administrator), colleague, password, again)

    assert page.status_code == 200
    assert told in page.content.decode()
