"""It is kept when a letter went, how and to whom."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, FeedbackFactory, PostFactory, PractitionerFactory
from tests.pages import Page, leads_to, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="CJW"))


def send(feedback):
    return reverse("cases:feedback_send", args=[feedback.reference])


def test_whoever_referred_them_is_filled_in(client, case):
    waiting = FeedbackFactory(case=case, approved=True)
    assert Page(client.get(send(waiting))).answer("sent_to") == str(case.referral.agency)
    known = PractitionerFactory(name="Pc Heron", agency=case.referral.agency)
    case.referral.practitioner = known
    case.referral.save()

    page = Page(client.get(send(waiting)))

    assert page.answer("sent_to") == f"Pc Heron, {case.referral.agency}"


def test_it_has_gone_once(client, case):
    waiting = FeedbackFactory(case=case, approved=True)
    sent = {"sent_to": "Pc Heron", "method": "EMAIL", **typed("sent_on", date(2016, 7, 15))}

    response = client.post(send(waiting), sent)

    assert leads_to(response) == waiting.get_absolute_url()
    waiting.refresh_from_db()
    assert (waiting.has_gone, waiting.sent_to) == (True, "Pc Heron")
    assert client.get(send(waiting)).status_code == 409


def test_it_cannot_have_gone_before_it_was_approved(client, case):
    waiting = FeedbackFactory(case=case, approved=True)
    before = typed("sent_on", date(2016, 1, 13))

    page = Page(client.post(send(waiting), {"sent_to": "", "method": "", **before}))

    assert page.errors == {
        "sent_to": "Enter who it went to",
        "method": "Select how it went",
        "sent_on": "The date it went must be on or after the day it was approved, "
        "14 January 2016",
    }
