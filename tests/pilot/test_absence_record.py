"""Saying that a post is without its worker."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import Absence
from pilot.permissions import Role
from tests.pages import Page, leads_to, typed

RECORD = reverse("pilot:absence_record")
FIRST, LAST = date(2016, 7, 18), date(2016, 7, 22)


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def told(**more):
    days = typed("starts_on", FIRST) | typed("ends_on", LAST)
    return {"post": "CJW", "kind": "LEAVE", **days, **more}


def test_a_worker_records_leave_of_their_own(worker, client_of):
    client = client_of(worker)
    page = Page(client.get(RECORD))
    assert page.answer("post") == "CJW"
    assert "Who answers for the post" not in page.words
    assert "The post is vacant" not in page.words

    assert leads_to(client.post(RECORD, told())) == reverse("pilot:absence_list")

    absence = Absence.objects.get()
    assert (absence.user, absence.starts_on, absence.ends_on) == (worker, FIRST, LAST)


def test_the_manager_names_who_answers_for_the_post(worker, person, client_of):
    colleague = person(Role.FAMILY_SUPPORT_WORKER)

    client_of(person(Role.SERVICE_MANAGER)).post(RECORD, told(cover=colleague.pk))

    assert Absence.objects.get().cover == colleague


def test_another_post_is_no_answer_and_days_in_the_wrong_order_are_said(worker, client_of):
    sent = told(post="FSW", **typed("ends_on", date(2016, 7, 1)))

    page = Page(client_of(worker).post(RECORD, sent))

    assert page.errors["ends_on"] == "The last day must be on or after the first"
    assert "post" in page.errors
    assert not Absence.objects.exists()
