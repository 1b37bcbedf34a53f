"""The three boroughs' returns of a quarter side by side."""

import json
from datetime import date

import pytest
from django.urls import reverse

from pilot import calendar
from pilot.permissions import Role
from reporting.figures import figures_to
from reporting.indicators import INDICATORS, TOTAL
from tests.factories import ReferralFactory, SessionFactory
from tests.pages import Page
from tests.reporting.pilots import RandomPilot
from tests.reporting.returned import Q1, accepted, people, signed, unblocked

pytestmark = pytest.mark.django_db
PAGE = reverse("reporting:return_pilot", args=["2015Q4"])
DAY = date(2015, 11, 4)
BOROUGHS = ("LBHF", "RBKC", "WCC")
COUNTS = {each.code for each in INDICATORS if not each.is_rate}
ADDITIVE = ("Quarter numerator", "Quarter base", "To date numerator", "To date base")


def test_the_latest_signed_versions_stand_side_by_side(client_of, person):
    signed(people(person, "LBHF"), "LBHF")
    signed(people(person, "WCC"), "WCC")

    words = Page(client_of(person(Role.SERVICE_MANAGER)).get(PAGE)).words

    assert "Royal Borough" not in words
    assert "Kensington and Chelsea has no signed return" in words
    assert "Hammersmith and Fulham 1 Signed by the provider" in words
    assert "Westminster 1 Signed by the provider" in words
    assert "Versions put together" in words


def test_the_group_reads_those_that_were_accepted(client_of, person):
    signed(people(person, "LBHF"), "LBHF")
    accepted(people(person, "WCC"), "WCC")

    words = Page(client_of(person(Role.CONTRACT_GROUP_MEMBER)).get(PAGE)).words

    assert "Westminster 1 Accepted" in words
    assert "Hammersmith and Fulham has no signed return" in words


def test_a_quarter_to_come_is_no_page(client_of, person):
    page = reverse("reporting:return_pilot", args=["2016Q3"])

    with calendar.clock_set_to(date(2016, 6, 1)):
        assert client_of(person(Role.SERVICE_MANAGER)).get(page).status_code == 404


def rolled_up(client, quarter="2015Q4"):
    """The cells of every line of figures of the pilot's file, by code and number."""
    page = reverse("reporting:return_pilot_download", args=[quarter, "json"])
    sections = json.loads(client.get(page).content)["sections"]
    tables = [each for each in sections if each["code"] in ("activity", "outcomes")]
    lines = {
        (row[0], row[2]): dict(zip(table["columns"][3:], row[3:], strict=True))
        for table in tables
        for row in table["rows"]
    }
    return lines, tables[0]["note"]


def test_people_are_those_of_the_release_with_what_belongs_to_no_one_borough(
    client_of, person
):
    RandomPilot(5, today=Q1.period.last, referrals=60)
    ReferralFactory(received_on=DAY, without_borough=True, declined=True)
    unblocked()
    for code in BOROUGHS:
        signed(people(person, code), code)
    client = client_of(person(Role.SERVICE_MANAGER))

    lines, note = rolled_up(client)

    assert "All versions here were signed with it" in note
    assert lines["I01", "Quarter"]["No one borough"] > 0
    added = 0
    for (code, number), cells in lines.items():
        parts = [cells[each] or 0 for each in (*BOROUGHS, "No one borough")]
        if (number in ADDITIVE or code in COUNTS) and all(
            isinstance(each, int) for each in (*parts, cells["Pilot"])
        ):
            assert sum(parts) == cells["Pilot"], (code, number)
            added += 1
    assert added > 20
    figures = figures_to(Q1)
    for indicator in INDICATORS:
        shown = figures.figure(indicator, TOTAL).published
        if (indicator.code, "Quarter") in lines and not indicator.is_rate:
            cells = lines[indicator.code, "Quarter"]
            assert cells["Pilot"] == shown.numerator, indicator.code


def test_versions_of_different_releases_say_that_they_need_not_add_up(
    client_of, person, facts
):
    signed(people(person, "LBHF"), "LBHF")
    SessionFactory(
        case__borough=facts.boroughs["WCC"],
        borough=facts.boroughs["WCC"],
        on=Q1.period.last,
        attended=True,
    )
    signed(people(person, "WCC"), "WCC")

    lines, note = rolled_up(client_of(person(Role.SERVICE_MANAGER)))

    assert "different releases" in note
    assert lines["I22", "Quarter base"] == {
        "LBHF": 0,
        "WCC": 1,
        "No one borough": None,
        "Pilot": 1,
    }


def test_a_figure_is_read_in_a_line_for_the_quarter_and_one_to_date(
    client_of, person, facts
):
    here = facts.boroughs["LBHF"]
    more = {"borough": here, "on": Q1.period.last}
    SessionFactory(case__borough=here, attended=True, **more)
    SessionFactory(case__borough=here, missed=True, **more)
    for code in ("LBHF", "WCC"):
        signed(people(person, code), code)

    words = Page(client_of(person(Role.SERVICE_MANAGER)).get(PAGE)).words

    of_both = "50.0% (1 of 2)"
    assert "I22 Session attendance Quarter suppressed (1 of 2)" in words
    assert of_both not in words, "a percentage needs a base of ten"
    assert "I16 Consultations Quarter 0 0 0 0" in words
