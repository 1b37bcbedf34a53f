"""The one way to leave a trace."""

import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from pilot import audit, calendar
from pilot.models import AuditEvent, Borough
from pilot.permissions import Role
from tests.factories import AuditEventFactory, CaseFactory, MembershipFactory, UserFactory


def test_a_trace_says_who_in_which_roles_did_what_to_what_when_and_where(person):
    manager = person(Role.SERVICE_MANAGER)
    MembershipFactory(user=manager, role=Role.GOVERNANCE_LEAD, borough__code="WCC")
    manager.refresh_from_db()
    case = CaseFactory(borough__code="WCC")

    with calendar.clock_set_to(date(2016, 2, 29)):
        event = audit.record(case, "closed", by=manager, reason="The work is done", sent=3)

    assert (event.by, event.roles, event.action) == (manager, "MGR IGL", "closed")
    assert (event.target_type, event.target_key) == ("cases.case", str(case.pk))
    assert event.target_name == f"case {case.reference}"
    assert event.borough == Borough.objects.get(pk="WCC")
    assert event.at.astimezone(calendar.LONDON).date() == date(2016, 2, 29)
    assert (event.reason, event.detail) == ("The work is done", {"sent": 3})


def test_a_trace_of_something_without_a_borough_takes_the_one_it_is_given(person):
    reader = person(Role.GOVERNANCE_LEAD)
    westminster = Borough.objects.get(pk="WCC")

    assert audit.record(reader, "searched by", by=reader).borough is None
    given = audit.record(reader, "exported", by=reader, borough=westminster)
    assert given.borough == westminster


def test_what_a_command_did_was_done_by_the_service(facts):
    event = audit.record(UserFactory(username="first"), "added", by=None)

    assert (event.by, event.roles) == (None, "")
    assert str(event) == "The service added the account first"


def test_a_trace_carries_the_reference_of_the_request_it_was_left_in(person):
    reader = person(Role.GOVERNANCE_LEAD)
    token = audit.request_id.set("4f00ba12")
    try:
        inside = audit.record(reader, "read", by=reader)
    finally:
        audit.request_id.reset(token)

    assert inside.request_id == "4f00ba12"
    assert audit.record(reader, "read", by=reader).request_id == ""


def test_dates_and_decimals_in_the_detail_are_kept_readable(person):
    reader = person(Role.GOVERNANCE_LEAD)

    event = audit.record(reader, "read", by=reader, on=date(2016, 7, 1))

    assert AuditEvent.objects.get(pk=event.pk).detail == {"on": "2016-07-01"}


@pytest.mark.parametrize(
    ("action", "detail", "sentence"),
    [
        ("read", {}, "Tansy Orchard read case 7"),
        (
            "moved",
            {"was": "open", "to": "contacting"},
            "Tansy Orchard moved case 7 from open to contacting",
        ),
        ("moved", {"was": "open"}, "Tansy Orchard moved case 7"),
        ("exported", {"rows": 12}, "Tansy Orchard exported case 7 (12 rows)"),
    ],
)
@pytest.mark.django_db
def test_an_event_reads_as_somebody_would_tell_it(action, detail, sentence):
    who = UserFactory(first_name="Tansy", last_name="Orchard")

    event = AuditEventFactory(by=who, action=action, target_name="case 7", detail=detail)

    assert event.sentence == sentence


@pytest.mark.django_db
def test_the_trail_of_one_thing_holds_its_events_and_no_others():
    case, namesake = CaseFactory(), UserFactory()
    ours = AuditEventFactory(target_type="cases.case", target_key=str(case.pk))
    AuditEventFactory(target_type="pilot.user", target_key=str(case.pk))
    AuditEventFactory(target_type="cases.case", target_key=str(case.pk + 1))

    assert list(AuditEvent.objects.about(case)) == [ours]
    assert not AuditEvent.objects.about(namesake).filter(pk=ours.pk).exists()


@pytest.mark.django_db
def test_the_newest_event_comes_first_by_number_even_when_the_clock_jumped_back():
    first = AuditEventFactory()
    second = AuditEventFactory(at=first.at.replace(year=2015))

    assert list(AuditEvent.objects.for_listing()) == [second, first]


@pytest.mark.django_db
def test_the_longest_account_name_still_leaves_a_trace():
    longest = UserFactory(username="a" * 150)
    role = MembershipFactory(user=longest)

    for thing in (longest, role):
        audit.record(thing, "read", by=None)

    assert AuditEvent.objects.count() == 2


def test_no_trace_is_left_around_the_one_way():
    makers = re.compile(r"AuditEvent\.objects\.(bulk_)?create|AuditEvent\(")
    found = {
        str(file.relative_to(settings.BASE_DIR))
        for app in ("pilot", "referrals", "cases", "reporting")
        for file in Path(settings.BASE_DIR, app).rglob("*.py")
        if "migrations" not in file.parts and makers.search(file.read_text())
    }

    assert found == {"pilot/audit.py", "pilot/models/audit.py"}
