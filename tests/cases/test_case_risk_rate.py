"""Rating risk: why is never left out, and a review that is due says what for."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import RiskUpdate
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory, IncidentFactory, PostFactory, RiskUpdateFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker, post=PostFactory(code="CJW"))


def rate(case):
    return reverse("cases:case_risk_rate", args=[case.reference])


def rated(**changes):
    said = {"level": "HIGH", "rationale": "Threats, in public.", "action": "Weekly now."}
    said |= {"trigger": "INCIDENT", **typed("on", date(2016, 7, 15))}
    return said | changes


def test_the_last_rating_is_quoted_and_the_reason_is_known(client, worker, case):
    last = RiskUpdateFactory(case=case, on=date(2016, 6, 1), level="STANDARD")
    IncidentFactory(case=case, known_on=date(2016, 7, 11))
    page = Page(client.get(rate(case)))
    assert "Last time, 1 June 2016: standard" in page.words
    assert (page.answer("level"), page.answer("trigger")) == ("STANDARD", "INCIDENT")
    assert AuditEvent.objects.about(last).get().by == worker

    people = reverse("cases:case_people", args=[case.reference])
    before = Page(client.get(people)).words
    assert "Now: an incident, 11 July 2016 Overdue" in before
    assert "Risk review overdue" in before

    assert leads_to(client.post(rate(case), rated())) == people

    response = client.get(people)
    words = Page(response).words
    assert ", worse than before. Rated 15 July 2016" in words
    assert "By 7 October 2016, 12 weeks after the last time" in words
    assert "overdue" not in words.lower()
    assert "1 June 2016: standard. 15 July 2016: high." in response.text


def test_an_empty_form_says_what_to_enter_and_a_wrong_one_keeps_every_answer(client, case):
    assert Page(client.post(rate(case), {})).errors == {
        "level": "Select the risk",
        "rationale": "Enter what the rating rests on",
        "trigger": "Select why you looked at it now",
        "on": "Enter the date",
    }
    sent = rated(
        rationale="Her new address is known to him.", **typed("on", date(2016, 7, 16))
    )
    page = Page(client.post(rate(case), sent))
    assert page.errors["on"] == "The date must be today or in the past"
    assert "where somebody is" in page.errors["rationale"]
    assert lost(page, sent) == {}
    assert not RiskUpdate.objects.exists()


def test_pressing_twice_rates_once(client, case):
    sent = rated(once="a" * 32)

    first, second = (client.post(rate(case), sent) for _ in range(2))

    assert first.url == second.url
    assert RiskUpdate.objects.count() == 1
