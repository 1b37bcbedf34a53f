"""Onward referrals that wait for news, the longest due first."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory, OnwardReferralFactory
from tests.pages import Page

pytestmark = pytest.mark.both_engines

LIST = "/cases/onward/"


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


def of(worker, **fields):
    return OnwardReferralFactory(case=CaseFactory(worker=worker, closed=True), **fields)


def references(response):
    return [onward.reference for onward in response.context["page"]]


def test_those_due_come_first_and_those_to_come_have_a_tab(client, worker):
    later = of(worker, follow_up_on=date(2016, 9, 1))
    second = of(worker, follow_up_on=date(2016, 7, 10))
    first = of(worker, follow_up_on=date(2016, 5, 1), started=True)
    of(worker, nowhere=True)
    OnwardReferralFactory()

    response = client.get(LIST)

    page = Page(response)
    assert references(response) == [first.reference, second.reference]
    assert "Started" in page.words
    follow = reverse("cases:onward_follow", args=[first.reference])
    assert follow in [address for _, address in page.links]
    assert references(client.get(LIST, {"tab": "later"})) == [later.reference]
    assert AuditEvent.objects.filter(by=worker, action="listed onward referrals").exists()


def test_an_empty_list_says_what_to_do(client):
    words = Page(client.get(LIST)).words

    assert "Nobody has to be asked today." in words
    assert "recorded on the plan of their case" in words
    assert (
        "Nothing else is being followed." in Page(client.get(LIST, {"tab": "later"})).words
    )


def test_the_manager_sees_those_of_everybody(client_of, person, worker):
    mine, other = of(worker), OnwardReferralFactory()

    shown = references(client_of(person(Role.SERVICE_MANAGER)).get(LIST))

    assert sorted(shown) == sorted([mine.reference, other.reference])


def test_the_closed_case_itself_asks_for_the_news(client, worker):
    due = of(worker, follow_up_on=date(2016, 7, 1))

    page = Page(client.get(due.case.get_absolute_url()))

    assert "Somebody was to ask on 1 July 2016 how it went there." in page.words
    follow = reverse("cases:onward_follow", args=[due.reference])
    assert follow in [address for _, address in page.links]
    assert "Log an intervention" not in page.words
    later = of(worker, follow_up_on=date(2016, 9, 1))
    assert "Record news" not in Page(client.get(later.case.get_absolute_url())).words
