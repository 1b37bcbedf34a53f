"""Putting a training event right: the same questions, and nobody's change lost."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals import actions
from referrals.models import TrainingEvent
from tests.factories import TrainingEventFactory
from tests.pages import Page, leads_to, typed


@pytest.fixture
def trainer(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


def sent(trainer, **answers):
    return {
        "title": "Safer conversations",
        "kind": "HALF",
        **typed("on", date(2016, 3, 9)),
        "hours": "2.5",
        "sectors": ["YOS"],
        "boroughs": ["WCC"],
        "trainer": trainer.pk,
        "version": 1,
        **answers,
    }


def test_the_event_is_changed_and_starts_from_what_it_says(client_of, trainer):
    event = TrainingEventFactory(trainer=trainer, hours=Decimal("3.5"))
    client = client_of(trainer)
    address = reverse("referrals:training_edit", args=[event.reference])
    page = Page(client.get(address))
    assert (page.answer("title"), page.answer("hours")) == (event.title, "3.5")
    assert (page.answers["sectors"], page.answers["boroughs"]) == (["CHILDRENS"], ["LBHF"])

    response = client.post(address, sent(trainer))

    event.refresh_from_db()
    assert leads_to(response) == event.get_absolute_url()
    assert (event.title, event.hours) == ("Safer conversations", Decimal("2.5"))
    assert [borough.pk for borough in event.boroughs.all()] == ["WCC"]


def test_somebody_elses_change_is_shown_beside_ones_own(client_of, trainer):
    event = TrainingEventFactory(trainer=trainer)
    address = reverse("referrals:training_edit", args=[event.reference])
    theirs = {
        "on": event.on,
        "kind": event.kind,
        "title": "What a colleague called it",
        "sectors": event.sectors,
        "boroughs": event.boroughs.all(),
        "trainer": trainer,
    }
    actions.correct_training(event, by=trainer, version=1, **theirs)

    response = client_of(trainer).post(address, sent(trainer))

    assert response.status_code == 409
    words = Page(response).words
    assert "What a colleague called it" in words
    assert "Safer conversations" in words
    assert TrainingEvent.objects.get().title == "What a colleague called it"


def test_an_event_that_is_over_is_not_changed(client_of, trainer):
    event = TrainingEventFactory(cancelled=True)
    address = reverse("referrals:training_edit", args=[event.reference])

    response = client_of(trainer).post(address, sent(trainer))

    assert response.status_code == 409
    assert "can no longer be changed" in Page(response).words
