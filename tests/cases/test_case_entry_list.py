"""All entries of a kind: those that stand, and struck through those that do not."""

from datetime import date

import pytest
from django.urls import reverse

from cases.entries import KINDS
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    CaseWarningFactory,
    FeedbackFactory,
    GoalOutcomeFactory,
    IncidentFactory,
    InvolvementFactory,
    JusticeCheckFactory,
    OnwardReferralFactory,
    OrderFactory,
    PostFactory,
    RiskUpdateFactory,
    StageRatingFactory,
    at,
)
from tests.pages import Page


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def client(client_of, manager):
    return client_of(manager)


@pytest.fixture
def case(facts):
    return CaseFactory(post=PostFactory(code="CJW"))


def every(case, kind):
    return reverse("cases:case_entry_list", args=[case.reference, kind])


def test_what_stands_no_longer_stays_readable_with_the_reason(client, manager, case):
    wrong = RiskUpdateFactory(case=case, rationale="Wrong file", is_replaced=True)
    RiskUpdateFactory(case=case, replaces=wrong, correction_reason="Another man’s file")
    RiskUpdateFactory(
        case=case,
        rationale="Never said",
        is_replaced=True,
        withdrawal_reason="A test",
        recorded_at=at(date(2016, 7, 1)),
    )

    response = client.get(every(case, "risk"))

    words = Page(response).words
    assert f"No longer stands. Put right by {case.worker}: Another man’s file" in words
    assert "No longer stands. Taken out: A test" in words
    assert "Wrong file" in words
    assert "recorded 1 July 2016" in words, "later than its day"
    assert response.text.count("app-entry--replaced") == 2
    assert response.text.count("/correct/") == 1, "only what stands can be put right"
    assert AuditEvent.objects.about(case).get().detail["rows"] == 3


def test_every_kind_has_its_page_and_another_has_none(client, case):
    for make in (AssessmentFactory, CaseWarningFactory, IncidentFactory, OrderFactory):
        make(case=case)
    for make in (InvolvementFactory, JusticeCheckFactory, StageRatingFactory):
        make(case=case)
    OnwardReferralFactory(case=case)
    RiskUpdateFactory(case=case)
    GoalOutcomeFactory(goal__case=case)
    FeedbackFactory(case=case, not_engaging=True)

    for kind in KINDS:
        response = client.get(every(case, kind))
        assert 'class="app-entry"' in response.text, kind
        assert Page(response).heading.endswith(f"All {KINDS[kind].plural}")
    assert client.get(every(case, "nothing")).status_code == 404
    assert "There are none." in Page(client.get(every(CaseFactory(), "risk"))).words
