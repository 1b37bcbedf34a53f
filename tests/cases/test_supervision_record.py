"""Writing down what was agreed with a worker."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from cases import actions
from cases.models import Supervision, SupervisionPoint
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from tests.factories import CaseFactory, UserFactory
from tests.pages import Page, typed

pytestmark = pytest.mark.django_db
ANSWERS = {
    **typed("on", date(2016, 7, 14)),
    **{"kind": "CASE", "agreed": "Fewer visits.", **typed("next_on", date(2016, 8, 11))},
}
SAID = {"on": date(2016, 7, 14), "kind": "CASE", "agreed": "-"}
SAID["next_on"] = date(2016, 8, 11)


@pytest.fixture
def manager(person):
    return person(Role.SERVICE_MANAGER)


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def record_of(worker):
    return reverse("cases:supervision_record", args=[worker.pk])


def test_it_is_saved_with_what_was_agreed_about_each_case(client_of, manager, worker):
    case, other = CaseFactory(worker=worker), CaseFactory(worker=worker)
    CaseFactory(worker=worker, closed=True)
    client = client_of(manager)
    asked = client.get(record_of(worker)).context["form"]
    about = {f"about_{case.reference}": "Ring the school", f"about_{other.reference}": ""}
    assert set(about) == set(asked.cases)

    response = client.post(record_of(worker), ANSWERS | about)

    held = Supervision.objects.get()
    assert response.url == held.get_absolute_url()
    assert (held.worker, held.supervisor) == (worker, manager)
    assert (held.on, held.next_on) == (date(2016, 7, 14), date(2016, 8, 11))
    assert held.open_until == date(2016, 7, 18), "the next working day"
    [point] = SupervisionPoint.objects.all()
    assert (point.case, point.agreed) == (case, "Ring the school")
    event = AuditEvent.objects.get(action="wrote")
    assert event.detail == {"worker": worker.username, "cases": [case.reference]}


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        ({"agreed": ""}, "agreed", "Enter what you agreed"),
        ({"kind": ""}, "kind", "Select what kind of supervision it was"),
        (
            typed("next_on", date(2016, 7, 14)),
            "next_on",
            "The next supervision must be after 14 July 2016",
        ),
        (
            typed("next_on", date(2017, 7, 14)),
            "next_on",
            "The next supervision must be within half a year",
        ),
    ],
)
def test_what_is_missing_is_asked_for_beside_its_field(
    client_of, manager, worker, answers, field, message
):
    page = Page(client_of(manager).post(record_of(worker), ANSWERS | answers))

    assert page.errors == {field: message}
    assert not Supervision.objects.exists()


def test_only_a_caseworker_of_her_boroughs_is_supervised(client_of, person, worker):
    elsewhere = person(Role.SERVICE_MANAGER, "WCC")
    fulham = person(Role.FAMILY_SUPPORT_WORKER, "LBHF")
    officer = person(Role.AUTHORISED_OFFICER, "WCC")

    for nobody in (fulham, officer, elsewhere):
        assert client_of(elsewhere).get(record_of(nobody)).status_code == 404
    with pytest.raises(PermissionDenied):
        actions.record_supervision(fulham, by=elsewhere, **SAID, points={})
    with pytest.raises(PermissionDenied):
        actions.record_supervision(UserFactory(), by=elsewhere, **SAID, points={})


def test_nobody_supervises_themselves(manager):
    with pytest.raises(TransitionRefused, match="Nobody supervises themselves"):
        actions.record_supervision(manager, by=manager, **SAID, points={})


def test_it_is_about_cases_of_the_worker_alone(manager, worker, person):
    case, other = CaseFactory(worker=worker), CaseFactory()
    about = {case: "Ring the school", other: "Nothing of theirs"}

    with pytest.raises(TransitionRefused, match="never was"):
        actions.record_supervision(worker, by=manager, points=about, **SAID)

    assert not Supervision.objects.exists()
    points = {case: "Ring the school", other: ""}
    assert actions.record_supervision(worker, by=manager, points=points, **SAID)
