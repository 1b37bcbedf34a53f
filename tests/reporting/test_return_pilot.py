"""The three boroughs' returns of a quarter side by side."""

from datetime import date

import pytest
from django.urls import reverse

from pilot import calendar
from pilot.permissions import Role
from tests.pages import Page
from tests.reporting.returned import accepted, people, signed

pytestmark = pytest.mark.django_db
PAGE = reverse("reporting:return_pilot", args=["2015Q4"])


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
