"""Recording what the group decided of a point."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AgendaItemFactory
from tests.pages import Page


def page_of(item):
    return reverse("pilot:contract_item_decide", args=[item.pk])


def test_a_decision_stands_beside_its_point(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    item, to_come = AgendaItemFactory(), AgendaItemFactory(meeting__on=date(2016, 8, 1))
    assert set(Page(client.post(page_of(item), {})).errors) == {"decision"}

    done = Page(client.post(page_of(item), {"decision": "Agreed for a year"}, follow=True))
    early = Page(client.post(page_of(to_come), {"decision": "Agreed"}))

    assert "Agreed for a year" in done.words
    assert "on or after the day of a meeting" in early.words


def test_a_point_that_was_taken_out_answers_that_it_stands_no_longer(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    gone = AgendaItemFactory(is_replaced=True, withdrawal_reason="Twice")

    assert client.get(page_of(gone)).status_code == 409


def test_a_decision_that_may_name_somebody_is_asked_about_once(person, client_of):
    client, item = client_of(person(Role.SERVICE_MANAGER)), AgendaItemFactory()
    told = {"decision": "Talk to Ruth Ashdown about it"}

    asked = Page(client.post(page_of(item), told))
    assert "it may hold a name (“Ruth Ashdown”)" in asked.errors["decision"]
    client.post(page_of(item), {**told, "words_are_checked": "on"})

    item.refresh_from_db()
    assert item.decision == told["decision"]
