"""A week as it was entered, corrections included."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AbsenceFactory, WorkDayFactory
from tests.pages import Page


def week(post="CJW", monday="2016-01-11"):
    return reverse("pilot:week_detail", args=[post, monday])


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def test_each_day_says_where_it_was_planned_and_what_came_of_it(worker, client_of):
    tuesday = date(2016, 1, 12)
    wrong = WorkDayFactory(user=worker, on=tuesday, is_replaced=True)
    WorkDayFactory(
        user=worker, on=tuesday, activity="TRAINING", units="0.5", borough=None,
        replaces=wrong, correction_reason="The afternoon was off",
    )  # fmt: skip
    AbsenceFactory(user=worker, starts_on=date(2016, 1, 13), ends_on=date(2016, 1, 13))

    page = Page(client_of(worker).get(week()))

    assert "Tuesday 12 January Community safety unit, Westminster The day" in page.words
    assert "Half a day, training, all three boroughs" in page.words
    assert "Put right: The afternoon was off" in page.words
    wednesday = page.words.split("Wednesday 13 January")[1]
    assert wednesday.startswith(" Community safety unit, Kensington and Chelsea Leave")
    assert "Not entered" in wednesday
    assert [words for words, _ in page.links if words == "Put it right"]


def test_bank_holidays_and_days_to_come_are_not_missing(worker, client_of):
    christmas = Page(client_of(worker).get(week(monday="2015-12-21")))
    assert "Friday 25 December Bank holiday Nothing" in christmas.words

    now = Page(client_of(worker).get(week(monday="2016-07-11")))
    assert "Friday 15 July Community safety unit, Westminster Not entered" in now.words


@pytest.mark.parametrize(
    "address",
    [
        week(monday="2016-01-12"),
        week(monday="2015-09-21"),
        week(monday="2016-07-18"),
        week(monday="next"),
        week(post="FSW"),
        week(post="NONE"),
    ],
)
def test_what_is_no_week_of_ones_post_is_not_there(worker, client_of, address):
    assert client_of(worker).get(address).status_code == 404
