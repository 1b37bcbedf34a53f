"""The three boroughs' returns of a quarter as one file."""

import csv
import io

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import WorkDayFactory
from tests.reporting.returned import Q1, people, signed

pytestmark = [pytest.mark.django_db, pytest.mark.one_engine]


def address(ending="csv"):
    return reverse("reporting:return_pilot_download", args=["2015Q4", ending])


def test_days_add_up_to_the_pilot_and_what_is_for_all_counts_once(client_of, person):
    for code, units in (("LBHF", 1), ("WCC", 2), (None, 1)):
        for day in range(units):
            where = {"borough__code": code} if code else {"borough": None}
            on = Q1.period.start.replace(day=5 + day)
            WorkDayFactory(post__code="CJW", on=on, units=1, **where)
    for code in ("LBHF", "RBKC", "WCC"):
        signed(people(person, code), code)

    answer = client_of(person(Role.SERVICE_MANAGER)).get(address())

    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    worked = {
        row["Worked for"]: [row[name] for name in ("LBHF", "RBKC", "WCC", "Pilot")]
        for row in rows
        if row["Post"] == "All posts" and row["Number"] == "Quarter worked"
    }
    assert worked["The borough"] == ["1.00", "0.00", "2.00", "3.00"]
    assert worked["All three boroughs together"] == ["1.00"] * 4


def test_it_is_the_same_to_the_byte_and_recorded(client_of, person):
    signed(people(person))
    reader = client_of(person(Role.SERVICE_MANAGER))

    for ending in ("xlsx", "ods", "csv", "json", "pdf"):
        first, second = (reader.get(address(ending)).content for _ in range(2))
        assert first == second

    event = AuditEvent.objects.filter(action="exported the returns of the pilot").first()
    assert event.detail["quarter"] == "2015Q4"


def test_nothing_signed_is_no_file(client_of, person):
    assert client_of(person(Role.SERVICE_MANAGER)).get(address()).status_code == 404
