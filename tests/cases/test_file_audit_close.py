"""Closing an audit when nothing is left to do."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import FileActionFactory, FileAuditFactory
from tests.pages import Page


def page_of(audit):
    return reverse("cases:file_audit_close", args=[audit.reference])


def test_the_auditor_closes_it_and_opens_the_case_no_more(person, client_of):
    auditor = person(Role.CASE_FILE_AUDITOR)
    audit = FileAuditFactory(auditor=auditor, graded=True)
    client = client_of(auditor)
    assert client.get(audit.case.get_absolute_url()).status_code == 200

    done = Page(client.post(page_of(audit), follow=True))

    assert done.done == f"{audit} is closed"
    assert client.get(audit.case.get_absolute_url()).status_code == 404
    assert client.post(page_of(audit)).status_code == 409


def test_while_something_is_to_be_done_it_stays_open(person, client_of):
    action = FileActionFactory()
    client = client_of(person(Role.SERVICE_MANAGER))

    response = client.post(page_of(action.audit))

    assert response.status_code == 409
    assert "Something is still to be done" in response.content.decode()
    assert client.post(page_of(FileAuditFactory())).status_code == 409
