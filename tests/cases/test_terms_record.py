"""The agreement to work: what was explained, when, and whether they accept it."""

import uuid
from datetime import date, timedelta

import pytest
from django.urls import reverse

from cases import actions
from cases.models import Terms
from pilot import calendar
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from tests.factories import CaseFactory
from tests.pages import Page, leads_to, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker)


def page_of(case):
    return reverse("cases:terms_record", args=[case.reference])


def told(**changes):
    return {
        "explained": list(Terms.EXPLAINED),
        "accepted": "yes",
        **typed("explained_on", date(2016, 2, 1)),
        "once": uuid.uuid4().hex,
    } | changes


def test_the_terms_are_on_the_case_with_what_was_explained_and_by_whom(
    client, worker, case
):
    response = client.post(page_of(case), told())

    assert leads_to(response) == case.get_absolute_url()
    terms = Terms.objects.get()
    assert (terms.explained_on, terms.is_accepted) == (date(2016, 2, 1), True)
    assert (terms.unexplained, terms.recorded_by) == ([], worker)
    event = AuditEvent.objects.about(terms).get()
    assert (event.borough, event.detail["explained"]) == (case.borough, 3)
    words = Page(client.get(case.get_absolute_url())).words
    assert "Agreement to work 1 Feb 2016 Accepted" in words


def test_what_was_explained_in_parts_and_not_accepted_says_so_until_it_is(client, case):
    client.post(page_of(case), told(explained=["has_sharing"], accepted="no"))
    assert "Not accepted" in Page(client.get(case.get_absolute_url())).words
    words = Page(client.get(page_of(case))).words
    assert "not yet the limits of confidentiality, that partner support may" in words
    assert "They do not accept it." in words

    client.post(page_of(case), told(explained=["has_sharing"]))
    assert "Partly explained" in Page(client.get(case.get_absolute_url())).words
    client.post(page_of(case), told())
    assert "Accepted Record the terms" in Page(client.get(case.get_absolute_url())).words
    assert Terms.objects.count() == 3, "the earlier ones stay"


def test_an_answer_that_is_missing_or_cannot_be_says_what_to_do(client, case):
    assert Page(client.post(page_of(case), {})).errors == {
        "explained": "Select what you explained",
        "accepted": "Select whether they accept it",
        "explained_on": "Enter the date it was explained",
    }
    for sent, field, message in (
        ({"explained": ["everything"]}, "explained", "Select one of the answers"),
        (typed("explained_on", date(2016, 7, 16)), "explained_on", "in the past"),
        (typed("explained_on", date(2016, 1, 13)), "explained_on", "the case opened"),
    ):
        assert message in Page(client.post(page_of(case), told(**sent))).errors[field]
    assert not Terms.objects.exists()


def test_terms_that_are_none_are_refused_whoever_asks(worker, case):
    details = {"explained_on": calendar.today(), "accepted": True}
    for explained in ([], ["has_everything"]):
        with pytest.raises(TransitionRefused, match="Say what was explained"):
            actions.record_terms(case, by=worker, explained=explained, **details)
    with pytest.raises(TransitionRefused, match="has not come yet"):
        actions.record_terms(
            case,
            by=worker,
            explained=["has_sharing"],
            accepted=True,
            explained_on=calendar.today() + timedelta(days=1),
        )


def test_nothing_is_explained_on_a_closed_case(client, worker):
    closed = CaseFactory(worker=worker, closed=True)

    assert client.get(page_of(closed)).status_code == 409
    assert client.post(page_of(closed), told()).status_code == 409
