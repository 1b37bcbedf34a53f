"""Starting an assessment: two answers, and on to the instrument."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Assessment
from pilot.permissions import Role
from tests.factories import AssessmentFactory, CaseFactory, PostFactory
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


def start(case):
    return reverse("cases:case_assessment_start", args=[case.reference])


def test_the_first_one_is_offered_as_the_initial_one_of_today(client, case):
    page = Page(client.get(start(case)))
    assert page.answer("kind") == "INITIAL"
    sent = {"kind": "INITIAL", **typed("started_on", date(2016, 2, 1))}

    response = client.post(start(case), sent)

    begun = Assessment.objects.get()
    assert leads_to(response) == reverse(
        "cases:case_assessment_edit", args=[begun.reference]
    )
    assert (begun.status, begun.started_on) == ("STARTED", date(2016, 2, 1))
    assert Page(client.get(start(case))).answer("kind") != "INITIAL"


def test_it_says_what_to_enter_and_refuses_a_second_in_plain_words(client, case):
    sent = {"kind": "", **typed("started_on", date(2016, 1, 13))}
    errors = Page(client.post(start(case), sent)).errors
    assert errors["kind"] == "Select which assessment it is"
    assert "on or after the day the case opened" in errors["started_on"]

    AssessmentFactory(case=case)
    sent = {"kind": "REVIEW", **typed("started_on", date(2016, 2, 1))}
    page = Page(client.post(start(case), sent))
    assert "under way already" in page.errors["kind"]
