"""Entering the criminal justice process: flagged, told, asked, and nothing closed."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Case
from pilot.permissions import Role
from tests.factories import CaseFactory, JusticeCheckFactory, PostFactory
from tests.pages import Page, leads_to, typed


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def client(client_of, worker):
    return client_of(worker)


@pytest.fixture
def case(worker):
    return CaseFactory(
        worker=worker, post=PostFactory(code="CJW"), status=Case.Status.INTERVENTION
    )


def record(case):
    return reverse("cases:case_justice_record", args=[case.reference])


def test_a_charge_is_flagged_and_asked_about(client, case):
    JusticeCheckFactory(case=case, found="NFA", note="No evidence", on=date(2016, 2, 1))
    assert (
        "On 1 February 2016: no further action. No evidence"
        in Page(client.get(record(case))).words
    )
    sent = {"found": "CHARGED", "source": "POLICE", "note": "Criminal damage"}

    response = client.post(record(case), sent | typed("on", date(2016, 7, 14)))

    people = reverse("cases:case_people", args=[case.reference])
    assert leads_to(response) == people
    page = Page(client.get(people))
    assert "The manager is asked whether it goes on" in page.done
    assert "In the criminal justice process" in page.words
    assert "asked whether this case still belongs here" in page.words
    assert "Decide whether it goes on" not in page.words, "not for the worker"
    case.refresh_from_db()
    assert case.status == Case.Status.INTERVENTION
    assert [notice.kind for notice in case.safety_notices.all()] == ["JUSTICE"]


def test_an_open_investigation_has_a_tag_of_its_own(client, case):
    sent = {"found": "INVESTIGATION_OPEN", "source": "SELF", "note": ""}
    response = client.post(record(case), sent | typed("on", date(2016, 7, 14)), follow=True)

    assert "Investigation open" in Page(response).words


def test_an_empty_form_says_what_to_enter(client, case):
    assert Page(client.post(record(case), {})).errors == {
        "found": "Select where they stand now",
        "on": "Enter the date",
        "source": "Select who says so",
    }
