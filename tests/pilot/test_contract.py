"""The page of what was agreed: agreements, accreditation, posts, days and assumptions."""

import re
from datetime import date

import pytest
from django.test import override_settings

from pilot.models import Assumption
from pilot.permissions import Permission, Role
from tests.factories import UserFactory

NAMES = {
    "LBHF": "Hammersmith and Fulham",
    "RBKC": "Kensington and Chelsea",
    "WCC": "Westminster",
}


def words(response) -> str:
    """The text of the page's content, without its tags."""
    content = response.content.decode().split('id="main-content"')[1]
    return " ".join(re.sub(r"<[^>]+>", " ", content).split())


@pytest.fixture
def page(person, client_of):
    return words(client_of(person(Role.SERVICE_MANAGER)).get("/contract/"))


def test_each_agreement_shows_its_term_and_its_money(page):
    for council in (
        "London Borough of Hammersmith and Fulham",
        "Royal Borough of Kensington and Chelsea",
        "Westminster City Council",
    ):
        assert f"{council} 1 October 2015 to 30 September 2016" in page
    assert page.count("£50,000.00") == 3
    assert page.count("£0.00") == 3
    assert "registered charity 1083549" in page


def test_the_accreditation_without_dates_says_that_none_are_recorded(page):
    assert "Given by Respect" in page
    assert "Valid from Not recorded" in page


def test_each_post_shows_its_days_its_share_of_full_time_and_its_base(page):
    assert "Community safety units at the police stations of each borough 5 1" in page
    assert "Early Years and Child Protection Team 4 0.8" in page
    assert "Youth Offending Service 5 1" in page


def test_the_agreed_split_is_marked_as_agreed_and_the_others_as_assumed(page):
    days = page.split("Days a week for each borough")[1].split("What is assumed")[0]

    agreed = "Criminal Justice Worker Agreed, fixed by the agreements 2 1 2 5"
    assert agreed in days
    assert days.count("Agreed") == 1
    one = "Assumed , see A-02"
    assert f"Family Support Worker 1 {one} 2 {one} 1 {one} 4" in days
    assert f"Young Perpetrator Specialist 1.67 {one} 1.67 {one} 1.67 {one} 5" in days
    assert "All posts 4.67 4.67 4.67 14" in days


def test_every_assumption_stands_with_its_source(page):
    listed = page.split("What is assumed")[1]

    assert Assumption.objects.count() >= 5
    for assumption in Assumption.objects.all():
        assert f"{assumption.code} {assumption.text} {assumption.source}" in listed


@pytest.mark.parametrize("borough", NAMES)
def test_an_officer_sees_the_own_boroughs_agreement_and_days_only(
    person, client_of, borough
):
    officer = person(Role.AUTHORISED_OFFICER, borough)

    page = words(client_of(officer).get("/contract/"))
    tables = page.split("What is assumed")[0]

    assert f"{NAMES[borough]} " in tables
    assert page.count("£50,000.00") == 1
    agreements = tables.split("Agreements")[1].split("Accreditation")[0]
    days = tables.split("Days a week for each borough")[1]
    for code, name in NAMES.items():
        assert (name in agreements) == (code == borough)
        assert (name in days) == (code == borough)


def test_the_page_takes_the_same_few_queries_whoever_looks(
    person, client_of, django_assert_max_num_queries
):
    client = client_of(person(Role.CONTRACT_GROUP_MEMBER))

    with django_assert_max_num_queries(12):
        client.get("/contract/")


@pytest.mark.parametrize("day", [date(2015, 1, 1), date(2026, 11, 23)])
def test_before_and_after_the_pilot_the_page_still_shows_its_days(person, client_of, day):
    manager = person(Role.SERVICE_MANAGER)

    with override_settings(PILOT_TODAY=day):
        page = words(client_of(manager).get("/contract/"))

    assert "All posts 4.67 4.67 4.67 14" in page


def test_everybody_with_a_role_may_read_it_and_nobody_without(person, client_of, facts):
    for role in Role:
        somebody = person(role, "WCC")
        assert somebody.can(Permission.VIEW_CONTRACT)
        assert client_of(somebody).get("/contract/").status_code == 200
    assert client_of(UserFactory()).get("/contract/").status_code == 403


def test_only_those_who_may_correct_names_are_shown_the_way_there(person, client_of):
    administrator, manager = person(Role.SYSTEM_ADMINISTRATOR), person(Role.SERVICE_MANAGER)

    assert 'href="/admin/"' in client_of(administrator).get("/contract/").content.decode()
    assert 'href="/admin/"' not in client_of(manager).get("/contract/").content.decode()
