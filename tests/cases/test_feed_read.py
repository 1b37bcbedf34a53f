"""What a calendar is given: read back with the library, and nothing of anybody in it."""

from datetime import date, datetime, time, timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from pilot.calendar import LONDON
from pilot.models import AuditEvent, Membership
from pilot.permissions import Role
from tests.factories import (
    CaseFactory,
    ConsultationFactory,
    DiaryFeedFactory,
    SessionFactory,
)
from tests.guards.a_busy_pilot import CONTENT, PARTNER, PERSONAL, fill

pytestmark = pytest.mark.django_db
FEED = reverse("cases:feed_read")
SECRET = "a-secret-of-the-tests"


@pytest.fixture
def worker(person):
    person = person(Role.CRIMINAL_JUSTICE_WORKER)
    DiaryFeedFactory(user=person)
    return person


@pytest.fixture
def read(client):
    """The feed as a calendar reads it: without a session."""

    def get(secret=SECRET):
        return client.get(FEED, {"key": secret})

    return get


def events_of(response):
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_a_calendar_reads_reference_time_length_and_place(worker, read):
    case = CaseFactory(worker=worker)
    session = SessionFactory(
        case=case, on=date(2016, 7, 21), starts_at=time(14, 30), minutes=45
    )

    [event] = events_of(read())

    assert event["summary"] == f"Session, case {case.reference}"
    starts = datetime(2016, 7, 21, 14, 30, tzinfo=LONDON)
    assert event.decoded("dtstart") == starts
    assert event.decoded("duration") == timedelta(minutes=45)
    place = f"{session.borough}, {session.get_method_display().lower()}"
    assert event["location"] == place
    assert session.reference in event["uid"]


def test_one_without_a_time_lasts_all_day(worker, read):
    ConsultationFactory(worker=worker, booked=True, on=date(2016, 7, 21))

    [event] = events_of(read())

    assert event.decoded("dtstart") == date(2016, 7, 21)


def test_nobody_is_named_and_nothing_that_was_written_is_in_it(worker, read, person):
    fill(worker, person(Role.PARTNER_SUPPORT_WORKER))

    response = read()

    text = response.content.decode()
    assert len(events_of(response)) >= 5
    assert not [name for name in PERSONAL if name in text.lower()]
    assert CONTENT not in text
    assert PARTNER not in text
    keys = {key for event in events_of(response) for key in event}
    allowed = {"UID", "DTSTAMP", "SUMMARY", "LOCATION", "CLASS", "DTSTART", "DURATION"}
    assert keys <= allowed


def test_it_holds_ones_own_appointments_and_no_colleagues(worker, read, person):
    SessionFactory(case=CaseFactory(), on=date(2016, 7, 21))

    assert events_of(read()) == []


def test_it_is_a_calendar_that_nobody_keeps(worker, read):
    response = read()

    assert response.headers["Content-Type"] == "text/calendar"
    assert "no-store" in response.headers["Cache-Control"]
    assert not response.cookies
    assert not AuditEvent.objects.filter(action="read").exists()


@pytest.mark.parametrize("secret", ["", "another", "a-secret-of-the-tests ", "x" * 5000])
def test_any_other_secret_is_not_there(worker, read, secret):
    assert read(secret).status_code == 404


def test_whoever_has_left_is_read_no_more(worker, read):
    Membership.objects.filter(user=worker).update(
        ended_at=worker.date_joined, ended_by=worker, end_reason="They left"
    )

    assert read().status_code == 404
