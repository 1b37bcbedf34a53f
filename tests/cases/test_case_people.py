"""People and risk: what the team has agreed, and nothing of the partner's side."""

import pytest
from django.urls import reverse

from cases.models import Bridge
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def case(worker):
    return CaseFactory(worker=worker)


def page(client, case):
    return Page(client.get(reverse("cases:case_people", args=[case.reference])))


def test_it_shows_the_level_and_whether_work_may_begin_and_no_more(client_of, worker, case):
    client = client_of(worker)

    before = page(client, case)
    Bridge.objects.update(
        team_risk_level="HIGH", level_set_on="2016-03-01", cleared_on="2016-02-01"
    )
    after = page(client, case)

    assert "Level Not assessed" in before.words
    assert "Not cleared yet: ask partner support or the manager" in before.words
    assert "Level High Since 1 March 2016" in after.words
    assert "Cleared to begin" in after.words
    assert "February" not in after.words, "not since when"


def test_reading_it_leaves_a_trace(client_of, worker, case):
    page(client_of(worker), case)

    assert AuditEvent.objects.about(case).get().action == "read the people and risk of"
