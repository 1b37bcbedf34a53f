"""A person's own answers: on this page, and on no other."""

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory, EqualityRecordFactory
from tests.pages import Page


@pytest.fixture
def case(person):
    return CaseFactory(worker=person(Role.CRIMINAL_JUSTICE_WORKER))


def read(client, case, page="case_equality"):
    return client.get(reverse(f"cases:{page}", args=[case.reference]))


def test_answers_stand_here_apart_from_what_was_observed(client_of, case):
    EqualityRecordFactory(
        perpetrator=case.perpetrator,
        answered=True,
        ethnicity="E11-03",
        observed_ethnicity="W9",
        condition="YES",
        effect="LITTLE",
        impairments=["SENSORY"],
        religion="DECLINED",
    )
    client = client_of(case.worker)

    words = Page(read(client, case)).words

    assert "Ethnic group Gypsy or Irish Traveller" in words
    assert "Long-term condition Yes: Sight or hearing Effect on daily life" in words
    assert "Disabled, as the law defines it Yes" in words
    assert "Religion Prefer not to say" in words
    assert "W9 Any other White background" in words
    assert "or a group their list has no word for" in words
    assert "Complete" in words
    event = AuditEvent.objects.get(action="read the equality answers of")
    assert (event.borough, event.detail["case"]) == (case.borough, case.reference)
    for page in ("case_people", "case_detail", "case_contacts", "case_history"):
        text = read(client, case, page).text
        assert "Traveller" not in text
        assert "Prefer not to say" not in text


def test_before_anybody_asked_it_says_what_is_missing(client_of, case):
    client = client_of(case.worker)

    words = Page(read(client, case)).words

    assert "Asked Not yet" in words
    assert "Without an answer: ethnic group, sex, gender identity" in words
    assert "7 questions without an answer" in Page(read(client, case, "case_people")).words


def test_why_nobody_could_ask_is_said(client_of, case):
    EqualityRecordFactory(perpetrator=case.perpetrator, not_asked_because="NEVER_MET")
    client = client_of(case.worker)

    assert "Not asked: we never met" in Page(read(client, case)).words
    assert (
        "Could not be asked We never met." in Page(read(client, case, "case_people")).words
    )
