"""The caseload as the manager looks at it: what is late, and since when nobody was seen."""

from datetime import date

import pytest
from django.urls import reverse

from cases.caseload import Line
from cases.models import Case
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    AssessmentFactory,
    CaseFactory,
    CaseworkerFactory,
    ContactAttemptFactory,
    IncidentFactory,
    RiskUpdateFactory,
    SessionFactory,
    SupervisionPointFactory,
    TaskFactory,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db
REVIEW = reverse("cases:caseload_review")


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def case():
    return CaseFactory(opened_on=date(2016, 7, 4), status="CONTACTING")


def line_of(case) -> Line:
    return Line(Case.objects.for_reviewing().get(pk=case.pk))


def test_nothing_is_late_on_a_new_case(case):
    line = line_of(case)

    assert line.late == []
    assert line.contact is None


def test_what_is_late_is_counted_by_its_own_rule(case):
    SessionFactory(case=case, on=date(2016, 7, 7))
    SessionFactory(case=case, on=date(2016, 7, 8))
    TaskFactory(case=case, due_on=date(2016, 7, 14))
    TaskFactory(case=case, due_on=date(2016, 7, 13))
    TaskFactory(case=case, due_on=date(2016, 7, 15))

    assert line_of(case).late == ["1 record", "2 tasks"]


def test_an_assessment_and_a_risk_review_are_late_by_their_rules():
    case = CaseFactory(opened_on=date(2016, 5, 2), status="ASSESSMENT")
    assert line_of(case).late == ["Assessment", "Risk review"]

    AssessmentFactory(case=case, completed=True)
    RiskUpdateFactory(case=case, on=date(2016, 7, 1))
    assert line_of(case).late == []

    IncidentFactory(case=case, known_on=date(2016, 7, 14))
    assert line_of(case).late == ["Risk review"]


def test_the_last_contact_says_how_it_was(case):
    ContactAttemptFactory(case=case, on=date(2016, 7, 5))
    assert line_of(case).contact == ("Tried", date(2016, 7, 5))

    SessionFactory(case=case, on=date(2016, 7, 6), missed=True)
    assert line_of(case).contact == ("Missed", date(2016, 7, 6))

    ContactAttemptFactory(case=case, on=date(2016, 7, 7))
    SessionFactory(case=case, on=date(2016, 7, 7), attended=True)
    assert line_of(case).contact == ("Seen", date(2016, 7, 7))


def test_a_session_with_a_parent_alone_is_no_sight_of_the_person():
    case = CaseFactory(post__code="YPS")
    SessionFactory(case=case, on=date(2016, 7, 1), attended=True)
    SessionFactory(case=case, on=date(2016, 7, 8), attended=True, kind="PARENT")

    assert line_of(case).contact == ("Seen", date(2016, 7, 1))
    assert Case.objects.for_listing().get().last_seen_on == date(2016, 7, 1)


def test_the_page_shows_each_open_case_and_when_it_was_talked_over(
    client_of, manager, case
):
    SupervisionPointFactory(case=case, supervision__worker=case.worker)
    closed = CaseFactory(closed=True)

    page = client_of(manager).get(REVIEW)

    words = Page(page).words
    assert case.reference in words
    assert "20 Jun 2016" in words
    assert closed.reference not in words
    event = AuditEvent.objects.get(action="listed cases")
    assert (event.by, event.detail) == (manager, {"rows": 1})


def test_it_is_narrowed_to_a_worker_a_borough_and_a_stage(client_of, manager, case):
    other = CaseFactory(
        worker=CaseworkerFactory(borough__code="WCC"),
        borough__code="WCC",
        status="REVIEW",
    )
    client = client_of(manager)

    for narrowed in (
        {"worker": other.worker.pk},
        {"borough": "WCC"},
        {"status": "REVIEW"},
    ):
        lines = client.get(REVIEW, narrowed).context["lines"]
        assert [line.case for line in lines] == [other], narrowed
    nobody = client.get(REVIEW, {"worker": manager.pk}).context["lines"]
    assert len(nobody) == 2, "whoever carries nothing is no filter"


def test_a_manager_of_another_borough_sees_nothing_of_it(client_of, person, case):
    page = client_of(person(Role.SERVICE_MANAGER, "WCC")).get(REVIEW)

    assert page.context["lines"] == []
    assert "No open case here" in Page(page).words
