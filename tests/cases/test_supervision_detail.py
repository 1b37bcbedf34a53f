"""Reading what was agreed: the worker, the manager, and nobody else."""

import pytest

from cases.models import Case
from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    AcknowledgementFactory,
    CaseFactory,
    SupervisionFactory,
    SupervisionPointFactory,
)
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


@pytest.fixture
def held(worker):
    return SupervisionFactory(worker=worker)


def test_the_worker_reads_it_with_each_case_and_that_is_remembered(client_of, worker, held):
    point = SupervisionPointFactory(supervision=held, case=CaseFactory(worker=worker))

    page = Page(client_of(worker).get(held.get_absolute_url()))

    assert held.agreed in page.words
    assert point.agreed in page.words
    assert (f"Case {point.case.reference}", point.case.get_absolute_url()) in page.links
    assert "I have read this" in page.words
    event = AuditEvent.objects.get(action="read")
    assert event.target_name == f"supervision {held.reference}"


def test_a_case_that_went_to_a_colleague_is_told_and_not_linked(client_of, worker, held):
    point = SupervisionPointFactory(supervision=held, case=CaseFactory(worker=worker))
    Case.objects.update(worker=CaseFactory().worker)

    page = Page(client_of(worker).get(held.get_absolute_url()))

    assert point.agreed in page.words
    assert point.case.get_absolute_url() not in dict(page.links).values()


def test_the_manager_reads_it_and_sees_whether_it_was_acknowledged(client_of, person, held):
    manager = client_of(person(Role.SERVICE_MANAGER))
    assert "Not acknowledged yet" in Page(manager.get(held.get_absolute_url())).words

    AcknowledgementFactory(supervision=held)

    page = Page(manager.get(held.get_absolute_url()))
    assert "20 June 2016, 15:00" in page.words
    assert "I have read this" not in page.words
    assert "No single case was talked about" in page.words


@pytest.mark.parametrize(
    ("role", "boroughs", "status"),
    [
        (Role.FAMILY_SUPPORT_WORKER, (), 404),
        (Role.AUTHORISED_OFFICER, ("LBHF",), 403),
        (Role.PARTNER_SUPPORT_WORKER, (), 403),
        (Role.GOVERNANCE_LEAD, (), 403),
    ],
)
def test_nobody_else_reads_it(client_of, person, held, role, boroughs, status):
    other = client_of(person(role, *boroughs))

    assert other.get(held.get_absolute_url()).status_code == status
