"""The urgent alert: partner support is told at once, and the page says when it was read."""

import uuid
from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from cases.models import SafetyNotice
from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory, SafetyNoticeFactory, UserFactory
from tests.pages import Page, leads_to

PAGES = ("detail", "people", "contacts", "notes", "history")


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER, first_name="Ash", last_name="Elder")


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker)


def alert(case):
    return reverse("cases:case_alert", args=[case.reference])


def words(client, case, page="detail"):
    return Page(client.get(reverse(f"cases:case_{page}", args=[case.reference]))).words


def test_one_link_on_every_page_of_a_case_tells_the_team_and_the_pages_say_so(
    client, worker, case
):
    for page in PAGES:
        assert "Urgent: tell partner support" in words(client, case, page)
    with calendar.clock_set_to(datetime(2016, 7, 15, 14, 5, tzinfo=calendar.LONDON)):
        response = client.post(
            alert(case), {"text": "He says he will go there.", "once": uuid.uuid4().hex}
        )

    assert leads_to(response) == case.get_absolute_url()
    notice = SafetyNotice.objects.get()
    assert (notice.kind, notice.sent_by) == ("URGENT", worker)
    event = AuditEvent.objects.about(notice).get()
    assert "go there" not in f"{event.sentence} {event.reason} {event.detail}"
    for page in PAGES:
        told = words(client, case, page)
        assert "Partner support has been told, 15 July 2016, 14:05, by Ash Elder." in told
        assert "Not acknowledged yet." in told
        assert "go there" not in told


def test_an_alert_that_the_team_has_read_says_when_until_it_is_old(client, case):
    notice = SafetyNoticeFactory(
        case=case, kind="URGENT", text="Came back", sent_at=calendar.now()
    )
    notice.acknowledged_at = datetime(2016, 7, 15, 14, 20, tzinfo=calendar.LONDON)
    notice.acknowledged_by = UserFactory()
    notice.save()

    assert "Acknowledged by the team at 14:20, 15 July 2016." in words(client, case)

    notice.sent_at = calendar.now() - timedelta(days=15)
    notice.save()
    assert "Partner support has been told" not in words(client, case)
    assert "Came back" in Page(client.get(alert(case))).words


def test_it_asks_what_happened_and_keeps_what_was_typed(client, case):
    assert Page(client.post(alert(case), {})).errors == {"text": "Enter what happened"}
    page = Page(client.post(alert(case), {"text": "n" * 2001}))
    assert "2000 characters or fewer" in page.errors["text"]
    assert not SafetyNotice.objects.exists()


def test_a_closed_case_can_be_urgent_too_and_reading_alerts_is_remembered(client, worker):
    closed = CaseFactory(worker=worker, closed=True)

    assert client.get(alert(closed)).status_code == 200
    client.post(alert(closed), {"text": "Seen outside.", "once": uuid.uuid4().hex})

    assert SafetyNotice.objects.get().case == closed
    assert AuditEvent.objects.about(closed).get().action == "read the alerts of"
