"""The weeks of a post, and those of which a day is missing."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import WorkDayFactory
from tests.pages import Page

LIST = reverse("pilot:week_list")


def test_a_worker_finds_the_weeks_of_their_own_post_that_are_not_entered(person, client_of):
    worker = person(Role.FAMILY_SUPPORT_WORKER)
    for day in (11, 12):
        WorkDayFactory(post__code="FSW", user=worker, on=date(2016, 7, day))

    page = Page(client_of(worker).get(LIST))

    assert "11 July to 15 July 2016" in page.words
    assert "Thu 14" in page.words
    assert "Criminal Justice Worker" not in page.words
    enter = reverse("pilot:week_enter", args=["FSW", "2016-07-11"])
    assert enter in [address for _, address in page.links]


def test_a_week_in_which_as_much_was_worked_on_other_days_is_complete(person, client_of):
    worker = person(Role.FAMILY_SUPPORT_WORKER)
    for day in (4, 5, 6, 7):  # a Wednesday for a Friday
        WorkDayFactory(post__code="FSW", user=worker, on=date(2016, 7, day))

    missing, every = (
        Page(client_of(worker).get(LIST, {"tab": tab})) for tab in ("missing", "all")
    )

    assert "4 July to 8 July" not in missing.words
    assert "4 July to 8 July 2016" in every.words


def test_the_manager_sees_every_post_and_all_weeks_since_the_first(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))

    page = Page(client.get(LIST, {"tab": "all", "page": 5}))

    assert "28 September to 2 October 2015" in page.words
    for post in ("Criminal Justice", "Family Support", "Young Perpetrator"):
        assert post in page.words
