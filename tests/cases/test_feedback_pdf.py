"""The letter as a PDF: a file with no name in it, that nobody fetches unseen."""

import sys

import pytest
from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory, FeedbackFactory, PostFactory
from tests.pages import Page

pytestmark = pytest.mark.one_engine


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.SERVICE_MANAGER))


@pytest.fixture
def gone(facts):
    return FeedbackFactory(case=CaseFactory(post=PostFactory(code="CJW")), sent=True)


def pdf(feedback):
    return reverse("cases:feedback_pdf", args=[feedback.reference])


def test_it_is_a_tagged_pdf_named_by_its_reference(client, gone):
    response = client.get(pdf(gone))

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")
    named = response.headers["Content-Disposition"]
    assert named == f'attachment; filename="{gone.reference}.pdf"'
    assert response.headers["Cache-Control"] == "no-store"
    assert AuditEvent.objects.about(gone).get().action == "downloaded"


def test_a_machine_that_makes_none_says_what_to_do(client, gone, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)

    response = client.get(pdf(gone))

    assert response.status_code == 409
    assert "Print the letter from its page instead." in Page(response).words
    assert not AuditEvent.objects.about(gone).exists()
