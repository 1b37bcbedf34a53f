"""Days planned and delivered: every number as a slow count finds it, and whose is whose."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pilot import calendar
from pilot.permissions import Role
from reporting.days import EVERY_POST
from reporting.days_compared import days_compared
from reporting.indicators import PAN_BOROUGH, TOTAL, Place
from tests.factories import WorkDayFactory
from tests.pages import Page
from tests.reporting.oracle import slow_days
from tests.reporting.pilots import RandomPilot

PAGE = reverse("reporting:figures_days")
PLACES = [
    Place("LBHF", "Hammersmith and Fulham"),
    Place("RBKC", "Kensington and Chelsea"),
    Place("WCC", "Westminster"),
]
POSTS = {
    "Criminal Justice Worker": "CJW",
    "Family Support Worker": "FSW",
    "Young Perpetrator Specialist": "YPS",
}


@pytest.mark.parametrize("today", [date(2016, 5, 13), date(2016, 11, 1)])
def test_every_number_is_that_of_a_slow_count(facts, today):
    RandomPilot(7, today=today, referrals=2).add_days()
    with calendar.clock_set_to(today):
        compared = days_compared(PLACES)
    slowly = slow_days(today)

    for place, lines in compared.tables:
        for line in lines[:-1]:
            for cell in line.cells:
                key = (POSTS[line.title], place.code, str(cell.quarter))
                worked, planned = slowly[key]
                assert cell.delivered == worked, key
                assert abs(cell.so_far - Decimal(float(planned))) < Decimal("0.015"), key


def test_parts_make_up_the_whole_exactly(facts):
    RandomPilot(8, today=date(2016, 9, 1), referrals=2).add_days()
    with calendar.clock_set_to(date(2016, 9, 1)):
        compared = days_compared(PLACES)
    of = {place.code: lines for place, lines in compared.tables}

    for number in range(4):
        for name in ("planned", "so_far", "delivered", "away"):
            for parts in zip(*of.values(), strict=True):
                *some, total = (getattr(line.cells[number], name) for line in parts)
                assert sum(some) == total
            for lines in of.values():
                *posts, every = (getattr(line.cells[number], name) for line in lines)
                assert sum(posts) == every
    for _, _, numbers in compared.activities:
        assert sum(numbers[:-1]) == numbers[-1]


def test_the_whole_pilot_plans_the_days_of_the_contract(facts):
    compared = days_compared(PLACES)
    of = {place.code: lines for place, lines in compared.tables}

    assert [cell.planned for cell in of["LBHF"][0].cells] == [
        Decimal("25.60"), Decimal("24.80"), Decimal("25.20"), Decimal("26.00"),
    ]  # fmt: skip
    assert [of[code][0].planned for code in ("LBHF", "RBKC", "WCC")] == [
        Decimal("101.60"), Decimal("50.80"), Decimal("101.60"),
    ]  # fmt: skip
    assert of[TOTAL.code][-1].planned == Decimal("254") * 14 / 5
    assert of[PAN_BOROUGH.code][-1].planned == 0
    assert EVERY_POST not in POSTS.values()


def test_an_officer_sees_their_borough_what_is_nobodys_and_the_pilot(person, client_of):
    WorkDayFactory(on=date(2016, 7, 4), borough=None, units="0.5")
    WorkDayFactory(on=date(2016, 7, 5), borough__code="WCC")
    WorkDayFactory(on=date(2016, 7, 6), borough__code="RBKC", activity="SICK")

    officer = Page(client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(PAGE))
    group = Page(client_of(person(Role.CONTRACT_GROUP_MEMBER)).get(PAGE))

    assert "Westminster" in officer.words
    assert "Kensington" not in officer.words.split("How this is counted")[0]
    assert "1.00 of 4.40 so far 26.00 planned" in officer.words
    assert "Kensington and Chelsea Post" in group.words
    assert "1.00 away" in group.words
    assert "Weeks that are entered" not in officer.words


def test_it_takes_as_many_queries_for_a_full_year_as_for_an_empty_one(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))

    def queries():
        with CaptureQueriesContext(connection) as asked:
            assert client.get(PAGE).status_code == 200
        return len(asked)

    queries()
    few = queries()
    RandomPilot(9, today=date(2016, 7, 1), referrals=2).add_days()

    assert queries() == few <= 25
