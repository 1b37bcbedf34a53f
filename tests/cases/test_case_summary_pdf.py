"""The summary as a PDF: a file with no name in it, that nobody fetches unseen."""

import sys

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page

pytestmark = pytest.mark.one_engine


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


@pytest.fixture
def case(facts):
    return CaseFactory(closed=True)


def pdf(case):
    return reverse("cases:case_summary_pdf", args=[case.reference])


def test_it_is_a_pdf_named_by_its_reference(client, case):
    response = client.get(pdf(case))

    assert response.content.startswith(b"%PDF-")
    named = response.headers["Content-Disposition"]
    assert named == f'attachment; filename="summary-{case.reference}.pdf"'
    assert response.content.count(b"/Type /Page\n") <= 1, "one page"
    assert AuditEvent.objects.about(case).get().action == "downloaded the summary of"


def test_a_machine_that_makes_none_says_what_to_do(client, case, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    response = client.get(pdf(case))

    assert response.status_code == 409
    assert "Print the summary from its page instead." in Page(response).words
    assert not AuditEvent.objects.about(case).exists()
