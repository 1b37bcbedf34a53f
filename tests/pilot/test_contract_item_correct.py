"""Putting a point of an agenda right, or taking it out."""

from django.urls import reverse

from pilot.models import AgendaItem
from pilot.permissions import Role
from tests.factories import AgendaItemFactory
from tests.pages import Page


def test_it_is_put_right_and_then_taken_out(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    item = AgendaItemFactory(place=1, decision="Agreed")
    page = reverse("pilot:contract_item_correct", args=[item.pk])
    assert Page(client.get(page)).answer("decision") == "Agreed"
    sent = {"title": item.title, "paper": "", "decision": "Noted", "because": "A slip"}

    done = Page(client.post(page, sent, follow=True))
    assert "1. Referrals of the quarter None Noted" in done.words

    [new] = AgendaItem.objects.standing()
    page = reverse("pilot:contract_item_correct", args=[new.pk])
    client.post(page, {**sent, "is_withdrawn": "on", "because": "Another meeting’s"})
    assert not AgendaItem.objects.standing()
