"""Saying how good a file is."""

from datetime import date

from django.urls import reverse

from cases.models import CRITERIA
from pilot.permissions import Role
from tests.factories import FileAuditFactory
from tests.pages import Page, lost

ANSWERS = {**dict.fromkeys(CRITERIA, "PARTLY"), "grade": "REQUIRES_IMPROVEMENT"}
ANSWERS["findings"] = "Risk was rated late"


def page_of(audit):
    return reverse("cases:file_audit_grade", args=[audit.reference])


def test_the_grade_is_saved_with_every_answer(person, client_of):
    auditor = person(Role.CASE_FILE_AUDITOR)
    audit = FileAuditFactory(auditor=auditor)
    client = client_of(auditor)
    # What the button says is sent with the answers, as browsers do.
    asked = Page(client.post(page_of(audit), {"save": "Save the grade"}))
    assert set(asked.errors) == {*CRITERIA, "grade", "findings"}
    assert asked.errors["grade"] == "Select a grade"
    assert asked.summary[0][1] == "id_chronology_0", "in the order of the page"

    done = Page(client.post(page_of(audit), ANSWERS, follow=True))

    assert "Requires improvement" in done.words
    assert "Risk was rated late" in done.words
    audit.refresh_from_db()
    assert {getattr(audit, name) for name in CRITERIA} == {"PARTLY"}
    assert client.get(page_of(audit)).status_code == 409


def test_words_that_may_be_the_partners_are_asked_about_and_kept(person, client_of):
    auditor = person(Role.CASE_FILE_AUDITOR)
    audit = FileAuditFactory(auditor=auditor)
    sent = {**ANSWERS, "findings": "It says where she lives, 020 7946 0000"}

    page = Page(client_of(auditor).post(page_of(audit), sent))

    assert set(page.errors) == {"findings"}
    assert lost(page, sent) == {}


def test_after_its_time_the_auditor_is_told_to_ask(person, client_of):
    auditor = person(Role.CASE_FILE_AUDITOR)
    audit = FileAuditFactory(auditor=auditor, sampled_on=date(2016, 6, 1))
    audit.refresh_from_db()

    page = Page(client_of(auditor).post(page_of(audit), ANSWERS))

    assert "The service manager can grade it" in page.errors["grade"]
