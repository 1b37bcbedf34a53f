"""Where each post works, and where it worked before."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import PatternDayFactory, PatternFactory
from tests.pages import Page

LIST = reverse("pilot:pattern_list")


def test_each_pattern_stands_with_its_days_its_split_and_its_reason(person, client_of):
    PatternDayFactory(pattern__post__code="CJW", site__name="The old station", weekday=2)
    PatternFactory(
        post__code="CJW", starts_on=date(2016, 6, 6), is_replaced=True,
        withdrawal_reason="A slip",
    )  # fmt: skip

    page = Page(client_of(person(Role.SERVICE_MANAGER)).get(LIST))

    assert "The old station" in page.words
    assert "The unit moved" in page.words
    assert "Criminal Justice Worker, from 6 June 2016, put right since" in page.words
    assert "Westminster 2 1 October 2015 Until changed Report 5.2. Fixed" in page.words
    assert "1 of 3" in page.words, "the specialist’s thirds"
    change = reverse("pilot:pattern_change", args=["CJW"])
    assert change in [address for _, address in page.links]


def test_a_worker_sees_their_own_post_and_changes_nothing(person, client_of):
    page = Page(client_of(person(Role.FAMILY_SUPPORT_WORKER)).get(LIST))

    assert "Family Support Worker" in page.words
    assert "Young Perpetrator Specialist" not in page.words
    assert "Change the days" not in page.words
