"""Asking the equality questions: nothing is required, and no answer is guessed."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import EqualityRecord
from cases.models.answers import ANSWERS
from pilot.permissions import Role
from tests.factories import CaseFactory, EqualityRecordFactory
from tests.pages import Page, leads_to, typed

DAY = date(2016, 7, 14)


@pytest.fixture
def case(person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    return CaseFactory(worker=worker, perpetrator__born_on=date(1984, 5, 6))


@pytest.fixture
def client(client_of, case):
    return client_of(case.worker)


def ask(case):
    return reverse("cases:case_equality_edit", args=[case.reference])


def test_answers_and_refusals_are_kept_and_the_rest_stays_unasked(client, case):
    sent = {"ethnicity": "E11-14", "religion": "DECLINED", "condition": "YES"}
    sent |= {"effect": "LOT", "impairments": ["SENSORY", "ILLNESS"], "version": "0"}

    response = client.post(ask(case), {**sent, **typed("asked_on", DAY)})

    assert leads_to(response) == reverse("cases:case_equality", args=[case.reference])
    record = EqualityRecord.objects.get()
    assert (record.ethnicity, record.religion) == ("E11-14", "DECLINED")
    assert (record.effect, record.impairments) == ("LOT", ["ILLNESS", "SENSORY"])
    assert (record.sex, record.asked_on) == ("NOT_ASKED", DAY)


def test_none_of_it_is_required_but_an_answer_has_a_day(client, case):
    page = Page(client.post(ask(case), {"sex": "M", "version": "0"}))
    assert page.errors == {"asked_on": "Enter the day on which they were asked"}
    assert page.answer("sex") == "M"

    unasked = {"not_asked_because": "NEVER_MET", "version": "0"}
    assert client.post(ask(case), unasked).status_code == 302
    record = EqualityRecord.objects.get()
    assert {getattr(record, question) for question in ANSWERS} == {"NOT_ASKED"}
    assert record.is_enough_to_close


def test_whoever_prefers_not_to_answer_any_says_so_once(client, case):
    sent = {"has_declined_all": "on", "sex": "M", "version": "0"}

    client.post(ask(case), {**sent, **typed("asked_on", DAY)})

    record = EqualityRecord.objects.get()
    assert (record.sex, record.ethnicity, record.effect) == ("M", "DECLINED", "DECLINED")
    assert record.is_core_complete


def test_under_sixteen_two_questions_are_not_on_the_page(client_of, person):
    worker = person(Role.YOUNG_PERPETRATOR_SPECIALIST)
    born_on = date(2001, 1, 5)
    case = CaseFactory(worker=worker, post__code="YPS", perpetrator__born_on=born_on)
    client = client_of(worker)

    words = Page(client.get(ask(case))).words
    assert "sexual orientation" not in words
    assert "registered with at birth" not in words
    declined = {"has_declined_all": "on", "version": "0", **typed("asked_on", DAY)}
    client.post(ask(case), declined)
    assert EqualityRecord.objects.get().orientation == "NOT_APPLICABLE"


def test_whoever_saves_second_sees_both(client, case):
    EqualityRecordFactory(perpetrator=case.perpetrator, answered=True)

    sent = {"ethnicity": "E11-17", "version": "0", **typed("asked_on", DAY)}
    response = client.post(ask(case), sent)

    assert response.status_code == 409
    words = Page(response).words
    assert "What is your ethnic group? Differs Any other White background Arab" in words
