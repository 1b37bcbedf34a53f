"""The first administrator, made on the command line."""

import getpass
import io

import pytest
from django.core.management import CommandError, call_command

from pilot.models import AuditEvent, User
from pilot.permissions import Permission, Role
from tests.factories import UserFactory

PASSWORD = "four ducks under a bridge"


@pytest.fixture
def environment(monkeypatch):
    def set_to(**values):
        for name in ("USERNAME", "EMAIL", "PASSWORD"):
            monkeypatch.delenv(f"DJANGO_SUPERUSER_{name}", raising=False)
        for name, value in values.items():
            monkeypatch.setenv(f"DJANGO_SUPERUSER_{name}", value)

    return set_to


def run(**options) -> str:
    out = io.StringIO()
    call_command("createsuperuser", stdout=out, stderr=out, **options)
    return out.getvalue()


def test_the_account_administers_every_borough_and_the_trail_says_so(facts, environment):
    environment(PASSWORD=PASSWORD)

    said = run(interactive=False, username="first", email="first@example.org")

    person = User.objects.get(username="first")
    assert "first can sign in" in said
    assert person.check_password(PASSWORD)
    assert person.roles() == [Role.SYSTEM_ADMINISTRATOR]
    assert person.boroughs_with(Permission.MANAGE_PEOPLE).count() == 3
    assert not person.is_superuser
    told = [event.sentence for event in AuditEvent.objects.order_by("pk")]
    assert told[0] == "The service added the account first"
    assert told[1:] == ["The service granted the role SYS of the account first"] * 3


def test_the_environment_can_answer_everything(facts, environment):
    environment(PASSWORD=PASSWORD, USERNAME="first", EMAIL="first@example.org")

    run(interactive=False)

    assert User.objects.get().email == "first@example.org"


def test_without_boroughs_it_says_to_load_them(without_facts, environment):
    environment(PASSWORD=PASSWORD)

    with pytest.raises(CommandError, match="Run seed_pilot first"):
        run(interactive=False, username="first", email="first@example.org")
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"username": "", "email": "first@example.org"}, "Enter a real sign-in name"),
        ({"username": "two words", "email": "first@example.org"}, "a real sign-in name"),
        (
            {"username": "TAKEN", "email": "first@example.org"},
            "Somebody has the sign-in name",
        ),
        ({"username": "first", "email": ""}, "Enter a real e-mail address"),
        ({"username": "first", "email": "nowhere"}, "Enter a real e-mail address"),
    ],
)
def test_an_answer_that_will_not_do_is_told_in_one_line(facts, environment, changed, said):
    environment(PASSWORD=PASSWORD)
    UserFactory(username="taken")

    with pytest.raises(CommandError, match=said):
        run(interactive=False, **changed)
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    ("password", "said"),
    [
        ("", "Set DJANGO_SUPERUSER_PASSWORD"),
        ("short", "Enter 15 characters or more"),
        ("first-westminster", "Choose another password"),
    ],
)
def test_no_password_passes_against_the_rules(facts, environment, password, said):
    environment(PASSWORD=password)

    with pytest.raises(CommandError, match=said):
        run(interactive=False, username="first", email="first@example.org")
    assert not User.objects.exists()


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_the_terminal_is_asked_until_the_answers_will_do(facts, environment, monkeypatch):
    environment()
    typed = iter(["two words", "first", "nowhere", "first@example.org"])
    hidden = iter(["short", PASSWORD, "another one entirely", PASSWORD, PASSWORD])
    monkeypatch.setattr("builtins.input", lambda question: next(typed))
    monkeypatch.setattr(getpass, "getpass", lambda question: next(hidden))

    said = run(stdin=Terminal())

    person = User.objects.get()
    assert (person.username, person.email) == ("first", "first@example.org")
    assert person.check_password(PASSWORD)
    for told in (
        "Enter a real sign-in name",
        "Enter a real e-mail address",
        "Enter 15 characters or more",
        "Type the same password both times",
    ):
        assert told in said


def test_stopping_it_makes_no_account(facts, environment, monkeypatch):
    environment()

    def stop(question):
        raise KeyboardInterrupt

    monkeypatch.setattr("builtins.input", stop)

    with pytest.raises(CommandError, match="No account was made"):
        run(stdin=Terminal())
    assert not User.objects.exists()


def test_without_a_terminal_it_says_how_to_answer(facts, environment):
    environment()

    with pytest.raises(CommandError, match="--noinput"):
        run(stdin=io.StringIO())
