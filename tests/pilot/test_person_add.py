"""Adding a person: an account that opens nothing until a role is granted."""

import uuid

import pytest

from pilot.models import AuditEvent, User
from pilot.permissions import Permission, Role

pytestmark = pytest.mark.both_engines

ADDRESS = "/people/add/"
ANSWERS = {
    "first_name": "Tansy",
    "last_name": "Orchard",
    "email": "tansy@example.org",
    "username": "tansy",
    "password": "four ducks under a bridge",
    "password_again": "four ducks under a bridge",
    "again": "yes",
}


@pytest.fixture
def administrator(person):
    return person(Role.SYSTEM_ADMINISTRATOR, username="administrator")


@pytest.fixture
def client(administrator, client_of):
    return client_of(administrator)


def add(client, **changed):
    return client.post(ADDRESS, {"once": uuid.uuid4().hex, **ANSWERS, **changed})


def test_the_person_has_an_account_and_the_trail_says_who_made_it(client, administrator):
    response = add(client)

    person = User.objects.get(username="tansy")
    assert response.url == f"/people/{person.pk}/"
    assert (str(person), person.email) == ("Tansy Orchard", "tansy@example.org")
    assert person.check_password(ANSWERS["password"])
    assert not any(person.can(permission) for permission in Permission)
    assert AuditEvent.objects.about(person).get().by == administrator


def test_the_new_person_can_sign_in_and_see_nothing_but_home(client, client_of):
    add(client)

    newcomer = client_of(User.objects.get(username="tansy"))

    assert newcomer.get("/password/").status_code == 200
    assert newcomer.get("/contract/").status_code == 403


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"first_name": ""}, "Enter their first name"),
        ({"last_name": " "}, "Enter their last name"),
        ({"email": "tansy"}, "Enter an e-mail address in full"),
        ({"username": ""}, "Enter a sign-in name"),
        ({"username": "Tansy Orchard"}, "small letters, numbers, dots and hyphens"),
        ({"username": "administrator"}, "somebody has this one"),
        ({"username": "a" * 41}, "40 characters or fewer"),
        ({"password_again": "something else"}, "Type the same new password in both boxes"),
        ({"password": "short", "password_again": "short"}, "Enter 15 characters or more"),
        (
            {"password": "tansy orchard 1990", "password_again": "tansy orchard 1990"},
            "is built from your name",
        ),
    ],
)
def test_an_answer_that_will_not_do_says_why_and_the_others_are_kept(client, changed, said):
    response = add(client, **changed)
    page = response.content.decode()

    assert response.status_code == 200
    assert said in page
    assert 'value="tansy@example.org"' in page or "email" in changed
    assert "four ducks" not in page
    assert User.objects.count() == 1


def test_a_name_that_differs_only_in_capitals_is_taken(client, person):
    person(Role.CASE_FILE_AUDITOR, username="Tansy")

    assert "somebody has this one" in add(client).content.decode()


def test_pressing_twice_adds_one_person(client):
    token = uuid.uuid4().hex

    first, second = add(client, once=token), add(client, once=token)

    assert User.objects.filter(username="tansy").count() == 1
    assert first.url == second.url


def test_the_same_text_again_puts_no_password_into_a_page(client):
    add(client)

    page = add(client).content.decode()

    assert "somebody has this one" in page
    assert ANSWERS["password"] not in page
    assert '<input type="hidden" name="again" value="yes">' in page


def test_rights_cannot_be_smuggled_in(client):
    add(client, is_superuser="on", is_staff="on", role="SYS", boroughs="WCC", is_active="")

    person = User.objects.get(username="tansy")
    assert (person.is_superuser, person.is_staff, person.is_active) == (False, False, True)
    assert not person.memberships.exists()


def test_nobody_else_adds_people(person, client_of):
    for role in set(Role) - {Role.SYSTEM_ADMINISTRATOR}:
        client = client_of(person(role, "WCC"))
        assert client.get(ADDRESS).status_code == 403
        assert add(client).status_code == 403
    assert not User.objects.filter(username="tansy").exists()
