"""Changing one's own password."""

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import PASSWORD

ADDRESS = "/password/"
NEW = "four ducks under a bridge"


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER, username="cjw")


def change(client, *, old=PASSWORD, new=NEW, again=None):
    return client.post(
        ADDRESS,
        {"old_password": old, "password": new, "password_again": again or new},
    )


def test_the_new_password_works_and_the_old_one_does_not(worker, client_of):
    response = change(client_of(worker))

    worker.refresh_from_db()
    assert response.url == reverse("reporting:home")
    assert worker.check_password(NEW)
    assert not worker.check_password(PASSWORD)
    assert AuditEvent.objects.get().sentence == f"{worker} changed their password"


def test_other_sessions_end_and_this_one_goes_on(worker, client_of):
    here, elsewhere = client_of(worker), client_of(worker)

    change(here)

    assert here.get(ADDRESS).status_code == 200
    assert elsewhere.get(ADDRESS).url.startswith(reverse("pilot:sign_in"))


def test_the_owner_is_told_by_mail_without_a_name_or_the_password(worker, client_of):
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        change(client_of(worker))

    (message,) = mail.outbox
    assert message.to == [worker.email]
    text = f"{message.subject} {message.body}"
    assert "15 July 2016" in text
    assert not any(said in text for said in (NEW, worker.username, worker.last_name))


def test_a_wrong_old_password_changes_nothing(worker, client_of):
    response = change(client_of(worker), old="not the one I have now")

    worker.refresh_from_db()
    assert "this is not it" in response.content.decode()
    assert worker.check_password(PASSWORD)


def test_guessing_the_old_password_in_an_open_session_is_slowed(worker, client_of):
    client = client_of(worker)
    for guess in range(5):
        change(client, old=f"a guess at the password {guess}")

    assert change(client).status_code == 429
    worker.refresh_from_db()
    assert worker.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [
        (NEW, f"{NEW} ", "Type the same new password in both boxes"),
        ("short", None, "Enter 15 characters or more"),
        ("qwertyuiop123456789", None, "Choose another password"),
        ("westminster pilot cjw", None, "is built from your name"),
    ],
)
def test_a_new_password_that_will_not_do_says_why(worker, client_of, new, again, said):
    page = change(client_of(worker), new=new, again=again).content.decode()

    worker.refresh_from_db()
    assert said in page
    assert new not in page
    assert worker.check_password(PASSWORD)


def test_empty_answers_are_asked_for_by_name(worker, client_of):
    page = client_of(worker).post(ADDRESS, {}).content.decode()

    for said in (
        "the password you sign in with now",
        "Enter a new",
        "Type the new password",
    ):
        assert said in page


def test_the_boxes_hide_what_is_typed_and_say_what_they_are_for(worker, client_of):
    page = client_of(worker).get(ADDRESS).content.decode()

    assert page.count('type="password"') == 3
    assert page.count('autocomplete="new-password"') == 2
    assert page.count('autocomplete="current-password"') == 1
