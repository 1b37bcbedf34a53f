"""Planning training: few questions, sensible answers before anybody types."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import TrainingEvent
from tests.pages import Page, leads_to, lost, typed

PLAN = reverse("referrals:training_plan")


@pytest.fixture
def trainer(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, trainer):
    return client_of(trainer)


def told(trainer, **answers):
    return {
        "title": "Safe conversations",
        "kind": "HALF",
        **typed("on", date(2016, 8, 9)),
        "hours": "",
        "sectors": ["CHILDRENS", "HEALTH"],
        "boroughs": ["RBKC"],
        "trainer": trainer.pk,
        **answers,
    }


def test_training_is_planned_by_whoever_gives_it(client, trainer):
    assert Page(client.get(PLAN)).answer("trainer") == str(trainer.pk)

    response = client.post(PLAN, told(trainer))

    event = TrainingEvent.objects.get()
    assert leads_to(response) == event.get_absolute_url()
    assert (event.title, event.hours, event.trainer) == ("Safe conversations", 3, trainer)
    assert "The training on 9 August 2016 is planned" in Page(client.get(response.url)).done


def test_each_message_says_what_to_do_and_every_answer_is_kept(client, trainer):
    sent = {**told(trainer), "title": "", "hours": "x", "sectors": ["CHILDRENS"]}
    sent |= typed("on", date(2016, 10, 1)) | {"boroughs": [], "kind": "", "trainer": ""}

    page = Page(client.post(PLAN, sent))

    assert page.errors == {
        "title": "Enter what the training is called",
        "kind": "Select what kind of training it is",
        "on": "The day of the training must be inside the pilot: "
        "1 October 2015 to 30 September 2016",
        "hours": "The answer to “How many hours?” must be a number",
        "boroughs": "Select at least one borough",
        "trainer": "Select who gives the training",
    }
    assert lost(page, {"hours": "x", "sectors": "CHILDRENS", "on_year": "2016"}) == {}
    assert not TrainingEvent.objects.exists()


def test_only_boroughs_and_colleagues_of_ones_own_are_offered(person, client_of):
    local = person(Role.FAMILY_SUPPORT_WORKER, "LBHF")
    stranger = person(Role.FAMILY_SUPPORT_WORKER, "WCC")
    client = client_of(local)

    page = Page(client.post(PLAN, told(stranger, boroughs=["WCC"])))

    assert set(page.errors) == {"boroughs", "trainer"}
