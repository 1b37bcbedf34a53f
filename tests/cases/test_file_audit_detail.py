"""One file audit, and the file that its auditor reads."""

from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import (
    CaseFactory,
    CaseNoteFactory,
    FileActionFactory,
    FileAuditFactory,
    SessionFactory,
)
from tests.pages import Page

PAGES = ("detail", "plan", "people", "contacts", "notes", "history")


def test_the_auditor_reads_every_page_of_the_file_and_leaves_a_trace(person, client_of):
    auditor = person(Role.CASE_FILE_AUDITOR, "WCC")
    audit = FileAuditFactory(case__borough__code="WCC", auditor=auditor)
    SessionFactory(case=audit.case, attended=True, record="Talked about Tuesday")
    CaseNoteFactory(case=audit.case, text="The school rang")
    client = client_of(auditor)

    pages = {
        name: Page(client.get(reverse(f"cases:case_{name}", args=[audit.case.reference])))
        for name in PAGES
    }

    assert "Talked about Tuesday" in pages["contacts"].words
    assert "The school rang" in pages["notes"].words
    read = AuditEvent.objects.filter(by=auditor, target_key=str(audit.case.pk))
    assert read.count() == len(PAGES)
    assert {event.roles for event in read} == {"AUD"}


def test_nothing_on_the_file_can_be_changed_by_its_auditor(person, client_of):
    auditor = person(Role.CASE_FILE_AUDITOR, "WCC")
    audit = FileAuditFactory(case__borough__code="WCC", auditor=auditor)
    client = client_of(auditor)

    for page in ("session_log", "case_note_add", "case_risk_rate", "case_equality"):
        address = reverse(f"cases:{page}", args=[audit.case.reference])
        assert client.get(address).status_code == 403
        assert client.post(address).status_code == 403
    other = CaseFactory(borough__code="WCC")
    assert client.get(other.get_absolute_url()).status_code == 404


def test_a_worker_reads_what_was_found_and_says_what_is_done(person, client_of):
    worker = person(Role.FAMILY_SUPPORT_WORKER)
    action = FileActionFactory(audit__case=CaseFactory(worker=worker))

    page = Page(client_of(worker).get(action.audit.get_absolute_url()))

    assert action.what in page.words
    assert "Clear and in time" in page.words
    assert any(words.startswith("Say that it is done") for words, _ in page.links)
    assert "close it" not in page.words
    assert "Add what has to be done" not in page.words


def test_before_it_is_graded_its_auditor_is_asked_to(person, client_of):
    auditor = person(Role.CASE_FILE_AUDITOR)
    audit = FileAuditFactory(auditor=auditor)

    page = Page(client_of(auditor).get(audit.get_absolute_url()))

    assert "Grade this file" in page.words
    assert (str(audit.case), audit.case.get_absolute_url()) in page.links
    assert client_of(audit.case.worker).get(audit.get_absolute_url()).status_code == 404
