"""Asking for information: the referral waits, with a clock of its own."""

import uuid
from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import Question, Referral
from tests.factories import PostFactory, PractitionerFactory, ReferralFactory
from tests.pages import Page, lost, typed


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.CRIMINAL_JUSTICE_WORKER))


@pytest.fixture
def waiting(facts):
    constable = PractitionerFactory(name="Constable Fieldmouse")
    return ReferralFactory(
        post=PostFactory(code="CJW"),
        agency=constable.agency,
        practitioner=constable,
        received_on=date(2016, 7, 4),
    )


def ask(referral):
    return reverse("referrals:referral_ask", args=[referral.reference])


def asked(**changes):
    return {
        "asked_of": "Constable Fieldmouse",
        "text": "Do they know of it?",
        **typed("asked_on", date(2016, 7, 6)),
        "once": uuid.uuid4().hex,
    } | changes


def test_the_form_starts_with_the_referrer_and_today(client, waiting):
    page = Page(client.get(ask(waiting)))

    assert page.answer("asked_of") == "Constable Fieldmouse"
    assert page.answer("asked_on_day") == "15"


def test_the_referral_waits_and_its_page_says_for_what_and_since_when(client, waiting):
    page = Page(client.post(ask(waiting), asked(), follow=True))

    assert "waits for an answer until 20 July 2016" in page.done
    assert "Constable Fieldmouse was asked on 6 July 2016" in page.words
    assert "It has waited 7 working days, and is late after Wednesday 20 July" in page.words
    assert "Accept and open a case" not in {words for words, _ in page.links}
    assert Referral.objects.get().status == Referral.Status.PENDING_INFO
    listed = Page(client.get("/referrals/?tab=asked"))
    assert waiting.reference in listed.words


def test_after_ten_working_days_the_page_says_that_it_is_late(client, waiting):
    client.post(ask(waiting), asked())
    Question.objects.update(asked_on=date(2016, 6, 30))

    page = Page(client.get(waiting.get_absolute_url()))

    assert "Late It has waited 11 working days, longer than 10." in page.words


def test_what_is_missing_or_wrong_is_told_and_nothing_is_lost(client, waiting):
    assert Page(client.post(ask(waiting), {})).errors == {
        "asked_of": "Enter who you ask",
        "text": "Enter what you need to know",
        "asked_on": "Enter the date you asked",
    }
    sent = asked(**typed("asked_on", date(2016, 7, 3)))
    del sent["once"]

    page = Page(client.post(ask(waiting), sent))

    assert "on or after 4 July 2016" in page.errors["asked_on"]
    assert lost(page, sent) == {}
    assert not Question.objects.exists()


def test_one_that_waits_already_says_so(client, waiting):
    client.post(ask(waiting), asked())

    response = client.post(ask(waiting), asked(text="Something else, and of some length"))

    assert response.status_code == 409
    assert "Something else, and of some length" in Page(response).words


def test_words_that_may_be_the_partners_are_asked_about_once_and_kept(client, waiting):
    said = asked(text="She told the officer that he knows of it. Does he?")

    page = Page(client.post(ask(waiting), said))

    assert "somebody else’s account (“She told”)" in page.errors["text"]
    assert page.answer("text") == said["text"]
    assert Question.objects.count() == 0

    client.post(ask(waiting), said | {"words_are_checked": "on"})
    assert Question.objects.get().text == said["text"]
