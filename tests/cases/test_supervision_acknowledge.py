"""The worker says that they have read it."""

import pytest
from django.urls import reverse

from cases import actions
from cases.models import Acknowledgement, Supervision
from pilot.models import AuditEvent
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import SupervisionFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def test_its_worker_acknowledges_it_once(client_of, worker):
    held = SupervisionFactory(worker=worker)
    client = client_of(worker)
    read = Page(client.get(held.get_absolute_url()))
    address = reverse("cases:supervision_acknowledge", args=[held.reference, held.version])

    for _ in range(2):
        done = client.post(address, {"once": read.answer("once")}, follow=True)

    acknowledged = Acknowledgement.objects.get()
    assert (acknowledged.supervision, acknowledged.by) == (held, worker)
    assert done.redirect_chain == [(held.get_absolute_url(), 302)]
    assert AuditEvent.objects.filter(action="acknowledged").count() == 1


def test_nobody_acknowledges_what_somebody_else_was_told(person, worker):
    held = SupervisionFactory(worker=worker)
    colleague = person(Role.FAMILY_SUPPORT_WORKER)

    with pytest.raises(TransitionRefused, match="Only whoever was supervised"):
        actions.acknowledge_supervision(held, by=colleague, version=1)
    actions.acknowledge_supervision(held, by=worker, version=1)
    with pytest.raises(Overtaken, match="already"):
        actions.acknowledge_supervision(held, by=worker, version=1)


def test_nobody_acknowledges_what_was_changed_since_they_read_it(client_of, worker):
    held = SupervisionFactory(worker=worker, version=2)
    as_read = reverse("cases:supervision_acknowledge", args=[held.reference, 1])

    refused = client_of(worker).post(as_read)

    assert refused.status_code == 409
    assert "read it again" in refused.content.decode()
    assert not Acknowledgement.objects.exists()


def test_of_changing_and_acknowledging_at_once_the_second_is_refused(person, worker):
    manager = person(Role.SERVICE_MANAGER)
    held = SupervisionFactory(worker=worker, supervisor=manager, open=True)
    said = {"by": manager, "points": {}, "agreed": "More rest."}
    said |= {"on": held.on, "kind": held.kind, "next_on": held.next_on}

    as_read = Supervision.objects.for_listing().get()
    actions.change_supervision(held, version=1, **said)
    with pytest.raises(Overtaken, match="read it again"):
        actions.acknowledge_supervision(as_read, by=worker, version=1)

    as_read = Supervision.objects.for_listing().get()
    actions.acknowledge_supervision(held, by=worker, version=2)
    with pytest.raises(TransitionRefused, match="is locked"):
        actions.change_supervision(as_read, version=2, **said | {"agreed": "Less."})
    assert Supervision.objects.get().agreed == "More rest."
