"""Saying that it is done."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, FileActionFactory
from tests.pages import Page


def page_of(action):
    arguments = [action.audit.reference, action.pk]
    return reverse("cases:file_audit_action_finish", args=arguments)


def test_its_worker_says_what_was_done(person, client_of):
    worker = person(Role.FAMILY_SUPPORT_WORKER)
    action = FileActionFactory(audit__case=CaseFactory(worker=worker))
    client = client_of(worker)
    home = Page(client.get("/"))
    assert page_of(action) not in [address for _, address in home.links], "not due yet"
    assert Page(client.post(page_of(action), {})).errors == {
        "outcome": "Enter what you did"
    }

    done = Page(client.post(page_of(action), {"outcome": "Written down"}, follow=True))

    assert "Written down" in done.words
    assert client.get(page_of(action)).status_code == 409


def test_an_action_of_another_audit_is_not_there(person, client_of):
    worker = person(Role.FAMILY_SUPPORT_WORKER)
    mine = FileActionFactory(audit__case=CaseFactory(worker=worker))
    other = FileActionFactory()
    client = client_of(worker)

    assert client.get(page_of(other)).status_code == 404
    mixed = reverse("cases:file_audit_action_finish", args=[mine.audit.reference, other.pk])
    assert client.get(mixed).status_code == 404
