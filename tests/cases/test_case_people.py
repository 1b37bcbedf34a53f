"""People and risk: what the team has agreed, and nothing of the partner's side."""

from copy import copy
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Bridge
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.references import new_reference
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    CaseWarningFactory,
    GoalFactory,
    IncidentFactory,
    InvolvementFactory,
    JusticeCheckFactory,
    OrderFactory,
    PlanReviewFactory,
    RiskUpdateFactory,
    StageRatingFactory,
)
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
    assert "Level High Agreed 1 March 2016" in after.words
    assert "Cleared to begin" in after.words
    assert "1 February 2016" not in after.words, "not since when"


def test_reading_it_leaves_a_trace(client_of, worker, case):
    page(client_of(worker), case)

    assert AuditEvent.objects.about(case).get().action == "read the people and risk of"


def test_with_500_of_everything_it_costs_what_it_costs_with_5(client_of, worker, case):
    client = client_of(worker)
    pages = [
        reverse(f"cases:{name}", args=[case.reference])
        for name in ("case_people", "case_plan", "case_detail", "case_contacts")
    ]

    def cost():
        counts = []
        for address in pages:
            client.get(address)
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    _happened(case, 5)
    with_few = cost()
    _happened(case, 495)

    assert cost() == with_few
    assert max(with_few) <= 25
    assert "All risk ratings" in page(client, case).words


def _happened(case, number):
    """So many of each kind on one case, none of them overdue."""
    for factory, more in (
        (RiskUpdateFactory, {}),
        (StageRatingFactory, {}),
        (PlanReviewFactory, {}),
        (IncidentFactory, {}),
        (OrderFactory, {}),
        (InvolvementFactory, {"ended_on": date(2016, 7, 1)}),
        (JusticeCheckFactory, {}),
        (AssessmentFactory, {"completed": True, "kind": "REVIEW"}),
        (CaseWarningFactory, {"ended_on": date(2016, 7, 1)}),
        (GoalFactory, {"ended_on": date(2016, 7, 1)}),
    ):
        one = factory.build(case=case, **more)
        rows = [copy(one) for _ in range(number)]
        for minutes, row in enumerate(rows):
            row.reference = new_reference()
            row.recorded_at += timedelta(minutes=minutes)
        type(one).objects.bulk_create(rows)
