"""The home page says where one is, which weeks are missing, and which post is away."""

from datetime import date

import pytest

from pilot.permissions import Role
from tests.factories import AbsenceFactory, WorkDayFactory
from tests.pages import Page


@pytest.fixture
def home(person, client_of):
    def open_as(role, *boroughs):
        return Page(client_of(person(role, *boroughs)).get("/"))

    return open_as


def test_a_worker_reads_where_they_are_and_which_weeks_are_missing(home):
    page = home(Role.CRIMINAL_JUSTICE_WORKER)

    assert "Today you are in Westminster : Community safety unit" in page.words
    assert "Enter your days: 42 weeks have days missing" in page.words


def test_a_worker_who_is_away_or_elsewhere_reads_that(person, client_of):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    WorkDayFactory(user=worker, borough__code="RBKC", on=date(2016, 7, 15))
    assert "Today you are in Kensington" in Page(client_of(worker).get("/")).words

    AbsenceFactory(user=worker, kind="SICK", starts_on=date(2016, 7, 15))

    page = Page(client_of(worker).get("/"))
    assert "You are down as away today (sickness)" in page.words


def test_the_manager_reads_how_many_weeks_of_each_post_are_missing(home):
    page = home(Role.SERVICE_MANAGER)

    assert "Weeks not entered : Criminal Justice Worker 42" in page.words


def test_a_post_without_its_worker_is_told_to_whom_it_concerns_and_never_why(person, home):
    cover = person(Role.FAMILY_SUPPORT_WORKER)
    wednesday = date(2016, 7, 20)  # a day in Kensington and Chelsea
    AbsenceFactory(kind="SICK", starts_on=wednesday, ends_on=wednesday, cover=cover)

    manager = home(Role.SERVICE_MANAGER).words
    assert "Criminal Justice Worker: sickness on 20 July 2016" in manager
    assert f"{cover} answers for the post" in manager
    for page in (home(Role.AUTHORISED_OFFICER, "RBKC"), home(Role.CONTRACT_GROUP_MEMBER)):
        assert "The Criminal Justice Worker is away on 20 July 2016" in page.words
        assert "A colleague answers for the post" in page.words
        assert "sickness" not in page.words.lower()
        assert str(cover) not in page.words
    for role, borough in (("AO", "LBHF"), ("SYS", "RBKC")):
        assert "Posts without their worker" not in home(Role(role), borough).words


def test_leave_long_ahead_is_not_told_yet_and_one_without_cover_says_so(home):
    AbsenceFactory(starts_on=date(2016, 9, 5), ends_on=date(2016, 9, 9))
    assert "Posts without" not in home(Role.AUTHORISED_OFFICER, "WCC").words

    AbsenceFactory(starts_on=date(2016, 8, 8), ends_on=None)

    page = home(Role.CONTRACT_GROUP_MEMBER)
    assert "is away from 8 August 2016 until further notice" in page.words
    assert "Nobody answers for the post yet" in page.words
    assert "Nobody answers for the post" in home(Role.SERVICE_MANAGER).words
