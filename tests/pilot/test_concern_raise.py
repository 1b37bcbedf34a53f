"""Raising a concern, from a figure or from scratch."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import Concern, ConcernEntry
from pilot.permissions import Role
from pilot.shown_figures import ShownFigure, raise_href, shown_figure
from tests.pages import Page

RAISE = reverse("pilot:concern_raise")
FIGURE = ShownFigure(
    borough="WCC",
    code="I04",
    label="Engaged within six weeks",
    period="July to September 2016",
    value="[c], suppressed",
    on=date(2016, 7, 15),
)
SENT = {
    "kind": "DELIVERY",
    "severity": "AMBER",
    "direction": "SAME",
    "settled_when": "Eight people a month begin",
    "text": "Fewer people begin than in spring.",
}


@pytest.fixture
def officer(person, client_of):
    return client_of(person(Role.AUTHORISED_OFFICER, "WCC"))


def test_a_link_carries_the_figure_word_for_word():
    address = raise_href(FIGURE)

    assert address.startswith(f"{RAISE}?figure=")
    assert shown_figure(address.partition("=")[2].replace("%3A", ":")) == FIGURE


def test_a_concern_from_a_figure_keeps_what_the_officer_was_shown(officer):
    page = Page(officer.get(raise_href(FIGURE)))
    assert "I04 Engaged within six weeks" in page.words
    assert "[c], suppressed" in page.words

    page = Page(officer.post(raise_href(FIGURE), SENT, follow=True))

    assert page.done.startswith("The concern is raised")
    concern = Concern.objects.get()
    kept = [getattr(concern, f"figure_{name}") for name in ("code", "value", "period")]
    assert kept == ["I04", "[c], suppressed", "July to September 2016"]
    assert (concern.borough_id, concern.figure_on) == ("WCC", date(2016, 7, 15))
    assert "[c], suppressed" in page.words


def test_a_concern_from_scratch_names_no_figure(officer):
    officer.post(RAISE, SENT)

    concern = Concern.objects.get()
    assert (concern.figure_code, concern.figure_on) == ("", None)
    assert ConcernEntry.objects.get().text == SENT["text"]


def test_nothing_is_raised_without_its_answers_and_none_is_lost(officer):
    page = Page(officer.post(RAISE, {**SENT, "severity": "", "direction": ""}))

    assert set(page.errors) == {"severity", "direction"}
    assert page.answer("text").strip() == SENT["text"]
    assert page.answer("kind") == "DELIVERY"
    assert not Concern.objects.exists()


@pytest.mark.parametrize(
    "address",
    [
        f"{RAISE}?figure=made-up",
        f"{raise_href(FIGURE)}x",
        raise_href(ShownFigure("RBKC", *list(vars(FIGURE).values())[1:])),
    ],
)
def test_a_figure_that_we_did_not_show_this_officer_is_no_page(officer, address):
    assert officer.get(address).status_code == 404
    assert officer.post(address, SENT).status_code == 404
    assert not Concern.objects.exists()


def test_an_officer_of_two_boroughs_says_which(person, client_of):
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC", "RBKC"))

    assert Page(client.post(RAISE, SENT)).errors == {"borough": "Select a borough"}
    assert "borough" in Page(client.post(RAISE, {**SENT, "borough": "LBHF"})).errors
    client.post(RAISE, {**SENT, "borough": "RBKC"})

    assert Concern.objects.get().borough_id == "RBKC"


def test_pressing_twice_raises_one_concern(officer):
    sent = {**SENT, "once": "0" * 32}
    for _ in range(2):
        assert officer.post(RAISE, sent).status_code == 302

    assert Concern.objects.count() == 1
