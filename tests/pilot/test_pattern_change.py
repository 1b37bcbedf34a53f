"""Changing where a post works: looked at first, then made."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import DayAllocation, Pattern, Site
from pilot.permissions import Role
from tests.pages import Page, leads_to, typed

APRIL = date(2016, 4, 4)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")


def page_of(post, **query):
    address = reverse("pilot:pattern_change", args=[post])
    return f"{address}?weeks={query['weeks']}" if query else address


def told(post, *weeks, on=APRIL, **more):
    """Weeks by the first letters of boroughs, as the page sends them."""
    codes = {"L": "LBHF", "R": "RBKC", "W": "WCC"}
    of_post = Site.objects.filter(pattern_days__pattern__post=post).distinct()
    sites = {site.borough_id: str(site.pk) for site in of_post}
    sent = {
        f"week_{number}_{weekday}": sites.get(codes.get(letter), "")
        for number, week in enumerate(weeks, start=1)
        for weekday, letter in zip(WEEKDAYS, week, strict=True)
    }
    return {**typed("starts_on", on), "reason": "The group decided", **sent, **more}


def looked_at(page):
    return {"looked_at": page.answer("looked_at")}


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.SERVICE_MANAGER))


def test_it_is_shown_before_it_is_made(client):
    agreed = {"agreed": "AGREED", "source": "The group, 21 March 2016"}
    sent = told("FSW", "RLLR.", **agreed)

    shown = Page(client.post(page_of("FSW"), sent))

    assert "Westminster 1 0" in shown.words
    assert "Hammersmith and Fulham 1 2" in shown.words
    second = shown.words.split("Days planned, April to June 2016")[1]
    assert "Kensington and Chelsea 25.20 25.20" in second
    assert "Westminster 12.60" in second
    assert "That day has passed" in shown.words
    assert "January to March" not in shown.words, "before it begins"
    assert Pattern.objects.filter(post="FSW").count() == 1

    response = client.post(page_of("FSW"), sent | looked_at(shown))

    assert leads_to(response) == reverse("pilot:pattern_list")
    rows = DayAllocation.objects.open_ended().filter(post="FSW")
    assert {row.borough_id for row in rows} == {"LBHF", "RBKC"}


def test_answers_that_changed_since_are_shown_again(client):
    shown = Page(client.post(page_of("CJW"), told("CJW", "WWRLL")))
    assert "Every borough gets as many days as before" in shown.words

    again = client.post(page_of("CJW"), told("CJW", "WLRWL") | looked_at(shown))

    assert again.status_code == 200
    assert Pattern.objects.filter(post="CJW").count() == 1


def test_the_page_starts_with_the_days_of_now_and_weeks_may_take_turns(client):
    now = Page(client.get(page_of("CJW")))
    assert now.answer("week_1_wednesday") == told("CJW", "LWRLW")["week_1_wednesday"]
    two = Page(client.get(page_of("CJW", weeks=2)))
    assert two.answer("week_2_wednesday") == now.answer("week_1_wednesday")
    assert "week_2_monday" not in Page(client.get(page_of("CJW", weeks=9))).answers

    turns = told("FSW", "RLR.W", "RLR.W", agreed="ASSUMED")
    shown = Page(client.post(page_of("FSW", weeks=2), turns))

    assert "What this changes, from 4 April 2016" in shown.words


@pytest.mark.parametrize(
    ("post", "weeks", "more", "errors"),
    [
        ("CJW", ["LLRRW"], {}, {"week_1_monday": "has to approve a variation first"}),
        ("FSW", ["LLRR."], {}, {"agreed": "Select whether the group has agreed"}),
        ("FSW", ["LLRR."], {"agreed": "AGREED"}, {"source": "Enter who agreed them"}),
        ("FSW", ["LLRRW"], {}, {"week_1_monday": "works 4 days a week, and this makes 5"}),
        ("CJW", ["LWRLW"], {"reason": ""}, {"reason": "Enter why the days change"}),
        (
            "CJW",
            ["LWRLW"],
            typed("starts_on", date(2015, 9, 1)),
            {"starts_on": "hold since 1 October 2015"},
        ),
        ("CJW", ["LWRLW"], {"starts_on_day": "31"}, {"starts_on": "be a real date"}),
    ],
)  # fmt: skip
def test_what_stands_in_the_way_is_said_beside_the_answer(
    client, post, weeks, more, errors
):
    page = Page(client.post(page_of(post), told(post, *weeks, **more)))

    assert page.errors.keys() == errors.keys()
    for name, said in errors.items():
        assert said in page.errors[name]
    assert "What this changes" not in page.words


def test_agreed_days_do_not_become_an_assumption_again(client):
    DayAllocation.objects.filter(post="FSW").update(assumption=None)

    sent = told("FSW", "LLRR.", agreed="ASSUMED")
    page = Page(client.post(page_of("FSW"), sent))

    assert page.errors == {"agreed": "The days now are agreed: so must these be"}
