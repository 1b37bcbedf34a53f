"""The file audits that somebody may know of."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, FileActionFactory, FileAuditFactory
from tests.pages import Page

PAGE = reverse("cases:file_audit_list")


def test_an_auditor_sees_what_was_drawn_for_them(person, client_of):
    auditor = person(Role.CASE_FILE_AUDITOR)
    mine = FileAuditFactory(auditor=auditor)
    theirs = FileAuditFactory()

    page = Page(client_of(auditor).get(PAGE))

    assert mine.case.reference in page.words
    assert theirs.case.reference not in page.words
    assert mine.case.perpetrator.surname not in page.words
    assert "to be read by 29 Jul 2016" in page.words
    assert ("File audits", PAGE) in page.links, "in the navigation"


def test_a_worker_sees_what_is_to_be_put_right_on_their_cases(person, client_of):
    worker = person(Role.FAMILY_SUPPORT_WORKER)
    action = FileActionFactory(audit__case=CaseFactory(worker=worker))
    drawn = FileAuditFactory(case=CaseFactory(worker=worker))

    page = Page(client_of(worker).get(PAGE))

    assert action.audit.case.reference in page.words
    assert "1 still to be done" in page.words
    assert drawn.case.reference not in page.words
    assert "Draw files" not in page.words
