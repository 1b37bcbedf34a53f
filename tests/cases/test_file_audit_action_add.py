"""Adding what has to be done."""

from datetime import date

from django.urls import reverse

from cases.models import FileAction
from pilot.permissions import Role
from tests.factories import CaseFactory, FileAuditFactory
from tests.pages import Page, typed


def page_of(audit):
    return reverse("cases:file_audit_action_add", args=[audit.reference])


def test_the_worker_of_the_case_is_asked_unless_another_is_chosen(person, client_of):
    auditor = person(Role.CASE_FILE_AUDITOR)
    worker = person(Role.FAMILY_SUPPORT_WORKER, "WCC")
    case = CaseFactory(borough__code="WCC", worker=worker)
    audit = FileAuditFactory(case=case, auditor=auditor, graded=True)
    client = client_of(auditor)
    assert Page(client.get(page_of(audit))).answer("owner") == str(worker.pk)
    late = {"what": "Say why", "owner": str(worker.pk), **typed("due_on", date(2016, 7, 1))}
    assert set(Page(client.post(page_of(audit), late)).errors) == {"due_on"}

    sent = {**late, **typed("due_on", date(2016, 7, 29))}
    done = Page(client.post(page_of(audit), sent, follow=True))

    assert "on their list when it is due" in done.done
    assert FileAction.objects.get().owner == worker


def test_before_the_grade_and_after_the_end_nothing_is_added(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))

    assert client.get(page_of(FileAuditFactory())).status_code == 409
    assert client.get(page_of(FileAuditFactory(closed=True))).status_code == 409
