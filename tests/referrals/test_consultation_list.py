"""The list of consultations: counted tabs, filters, and whose they are."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import ConsultationFactory
from tests.pages import Page

LIST = reverse("referrals:consultation_list")


@pytest.fixture
def worker(person):
    return person(Role.FAMILY_SUPPORT_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


def test_each_tab_counts_and_shows_its_own_and_nothing_replaced(client, worker):
    due = ConsultationFactory(follow_up_on=date(2016, 7, 14), worker=worker)
    later = ConsultationFactory(follow_up_on=date(2016, 7, 20))
    ConsultationFactory(followed_up=True)
    booked = ConsultationFactory(booked=True, on=date(2016, 7, 20))
    ConsultationFactory(cancelled=True)
    ConsultationFactory(is_replaced=True)
    ConsultationFactory(post__code="CJW")  # another post's

    held = Page(client.get(LIST))
    assert "Held ( 3 ) To follow up ( 2 ) Booked ( 1 )" in held.words
    assert "Engaging the perpetrator, Risk" in held.words
    assert due.question not in held.words
    waiting = Page(client.get(LIST, {"tab": "to_follow_up"})).words
    assert waiting.index(due.practitioner.name) < waiting.index(later.practitioner.name)
    assert "follow up 14 Jul 2016" in waiting
    assert "Overdue" in waiting
    assert booked.practitioner.name in Page(client.get(LIST, {"tab": "booked"})).words
    assert AuditEvent.objects.filter(by=worker, action="listed consultations").count() == 3


def test_the_filters_narrow_rows_and_counts(client):
    here = ConsultationFactory(borough__code="WCC")
    there = ConsultationFactory(borough__code="LBHF", sector="YOS")
    for query, shown in (
        ({"borough": "WCC"}, {here}),
        ({"sector": "YOS"}, {there}),
        ({"post": "FSW"}, {here, there}),
        ({"post": "CJW", "sector": "x'"}, set()),
    ):
        words = Page(client.get(LIST, query)).words
        assert f"Held ( {len(shown)} )" in words
        assert {each for each in (here, there) if each.practitioner.name in words} == shown


def test_an_empty_tab_says_what_to_do(client):
    for tab, told in (
        ("given", "Record one as soon as somebody has asked"),
        ("to_follow_up", "Nothing waits to be followed up"),
        ("booked", "None is booked"),
    ):
        assert told in Page(client.get(LIST, {"tab": tab})).words
