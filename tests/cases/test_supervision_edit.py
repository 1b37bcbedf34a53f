"""Changing what was agreed, while it is open, and never afterwards."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from cases.models import Supervision, SupervisionPoint
from pilot import calendar
from pilot.permissions import Role
from tests.factories import (
    AcknowledgementFactory,
    CaseFactory,
    SupervisionFactory,
    SupervisionPointFactory,
)
from tests.pages import Page, typed

pytestmark = pytest.mark.django_db
ANSWERS = {
    **typed("on", date(2016, 7, 15)),
    **{"kind": "CLINICAL", "agreed": "More rest.", **typed("next_on", date(2016, 8, 11))},
}


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def held(person, manager):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    held = SupervisionFactory(worker=worker, supervisor=manager, open=True)
    SupervisionPointFactory(supervision=held, case=CaseFactory(worker=worker, closed=True))
    return held


def edit(held):
    return reverse("cases:supervision_edit", args=[held.reference])


def test_its_writer_changes_it_and_the_points_of_closed_cases_stay(
    client_of, manager, held
):
    client = client_of(manager)
    page = Page(client.get(edit(held)))
    point = SupervisionPoint.objects.get()
    name = f"about_{point.case.reference}"
    assert page.answer("agreed") == held.agreed

    client.post(edit(held), {**ANSWERS, name: "Closed well.", "version": "1"})

    held.refresh_from_db()
    assert (held.kind, held.agreed, held.version) == ("CLINICAL", "More rest.", 2)
    assert SupervisionPoint.objects.get().agreed == "Closed well."


def test_a_change_that_came_second_loses_neither_text(client_of, manager, held):
    client = client_of(manager)
    client.post(edit(held), {**ANSWERS, "version": "1"})

    clash = client.post(edit(held), {**ANSWERS, "agreed": "Mine.", "version": "1"})

    assert clash.status_code == 409
    words = Page(clash).words
    assert "More rest." in words
    assert "Mine." in words


def test_another_manager_reads_it_and_changes_nothing(client_of, person, held):
    other = client_of(person(Role.SERVICE_MANAGER))

    assert other.get(held.get_absolute_url()).status_code == 200
    refused = other.get(edit(held))
    assert refused.status_code == 409
    assert "Only whoever wrote it" in Page(refused).words


def test_it_locks_at_the_end_of_the_next_working_day(client_of, manager, held):
    with calendar.clock_set_to(date(2016, 7, 18)):
        assert client_of(manager).get(edit(held)).status_code == 200
    with calendar.clock_set_to(date(2016, 7, 19)):
        assert client_of(manager).get(edit(held)).status_code == 409


def test_it_locks_once_its_worker_has_acknowledged_it(client_of, manager, held):
    AcknowledgementFactory(supervision=held)

    assert client_of(manager).get(edit(held)).status_code == 409


def test_the_database_refuses_a_change_after_the_lock(held):
    late = {"agreed": "Other words", "changed_at": held.locks_at + timedelta(hours=1)}

    for rows, change in (
        (Supervision.objects, late),
        (Supervision.objects, {"agreed": "Other words"}),
        (SupervisionPoint.objects, {"agreed": "Other words"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
