"""The weekly message: two numbers and a link, once a week, and a line for each person."""

import re
from datetime import timedelta
from io import StringIO
from smtplib import SMTPException

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from reporting.management.commands import send_digest as command
from reporting.models import Digest
from tests.factories import CaseFactory, TaskFactory
from tests.guards.a_busy_pilot import CONTENT, PARTNER, PERSONAL, fill

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def address(settings):
    settings.SERVICE_URL = "https://pilot.example.org"


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER, username="cjw")


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER, username="manager")


def send(*arguments):
    """What the command says about each person, and what went wrong."""
    out, err = StringIO(), StringIO()
    try:
        call_command("send_digest", *arguments, stdout=out, stderr=err)
    except CommandError as problem:
        return out.getvalue().splitlines(), [*err.getvalue().splitlines(), str(problem)]
    return out.getvalue().splitlines(), err.getvalue().splitlines()


def test_everybody_for_whom_something_can_wait_has_two_numbers_and_a_link(
    worker, manager, person, mailoutbox, today
):
    person(Role.AUTHORISED_OFFICER, "WCC")
    person(Role.CONTRACT_GROUP_MEMBER)
    case = CaseFactory(worker=worker, opened_on=today, status="CONTACTING")
    TaskFactory(case=case, due_on=today - timedelta(days=1))
    TaskFactory(case=case, due_on=today)

    told, wrong = send()

    assert wrong == []
    assert "cjw: sent 1 overdue, 2 to come" in told
    assert len(told) == 3
    message = next(each for each in mailoutbox if each.to == [worker.email])
    assert message.subject == "Perpetrator pilot: your week"
    assert "Overdue: 1" in message.body
    assert "Due in the next seven days: 2" in message.body
    assert "https://pilot.example.org/digest/" in message.body
    assert AuditEvent.objects.filter(action="sent", by=None).count() == 3


def test_a_second_run_the_same_week_sends_nothing_and_the_next_week_does(
    worker, mailoutbox, today
):
    send()
    told, wrong = send()

    assert (told, wrong) == (["cjw: has this week’s already"], [])
    assert len(mailoutbox) == 1
    with calendar.clock_set_to(today + timedelta(days=3)):  # Monday
        send()
    assert len(mailoutbox) == 2
    assert Digest.objects.count() == 2


def test_no_message_holds_a_name_a_reference_or_a_text_of_the_busy_pilot(
    worker, manager, person, mailoutbox
):
    fill(worker, person(Role.PARTNER_SUPPORT_WORKER))
    references = {
        reference
        for model in apps.get_models()
        for field in ("reference", "token")
        if field in {each.name for each in model._meta.get_fields()}
        and model._meta.app_label in ("referrals", "cases", "partners")
        for reference in model._default_manager.values_list(field, flat=True)
    }
    assert len(references) > 50

    send()

    assert len(mailoutbox) >= 2
    for message in mailoutbox:
        text = f"{message.subject} {message.body}"
        assert not [name for name in PERSONAL if name in text.lower()]
        assert CONTENT not in text
        assert PARTNER not in text
        assert not [each for each in references if each in text]
        assert len(re.findall(r"\d+", text)) == 2, "two numbers and no other"


def test_a_dry_run_says_what_it_would_do_and_does_nothing(worker, mailoutbox, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    told, wrong = send("--dry-run")

    assert (told, wrong) == (["cjw: would be sent 0 overdue, 0 to come"], [])
    assert mailoutbox == []
    assert not Digest.objects.exists()


def test_one_person_can_be_named(worker, manager, mailoutbox):
    told, _ = send("--to", "manager")

    assert len(told) == 1
    assert [message.to for message in mailoutbox] == [[manager.email]]
    assert send("--to", "nobody")[1] == ["Nobody called 'nobody' is sent a digest."]


def test_a_failure_is_told_ends_in_an_error_and_can_be_run_again(
    worker, manager, mailoutbox, monkeypatch
):
    sent = command.send_digest

    def away(person, **numbers):
        if person == worker:
            raise SMTPException("cjw@example.org is unknown")
        return sent(person, **numbers)

    monkeypatch.setattr(command, "send_digest", away)
    told, wrong = send()

    assert [line.partition(":")[0] for line in told] == ["manager"]
    assert wrong == [
        "cjw: not sent (SMTPException)",
        "1 of 2 messages were not sent.",
    ]
    monkeypatch.undo()
    assert any("cjw: sent" in line for line in send()[0])


def test_a_message_that_fails_on_its_way_gives_the_week_back(worker, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9

    _, wrong = send()

    assert "cjw: not sent" in wrong[0]
    assert not Digest.objects.exists()
    assert not AuditEvent.objects.filter(action="sent").exists()


def test_somebody_without_an_address_is_told(worker):
    worker.email = ""
    worker.save()

    assert send()[1][0] == "cjw: has no e-mail address"


@pytest.mark.parametrize(
    ("setting", "value", "problem"),
    [
        ("EMAIL_BACKEND", "django.core.mail.backends.dummy.EmailBackend", "EMAIL_HOST"),
        ("SERVICE_URL", "", "SERVICE_URL"),
    ],
)
def test_nothing_is_sent_to_nowhere(worker, settings, setting, value, problem):
    setattr(settings, setting, value)

    [wrong] = send()[1]

    assert problem in wrong
    assert not Digest.objects.exists()
