"""Drawing files by chance."""

from django.urls import reverse

from cases.models import FileAudit
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page

PAGE = reverse("cases:file_audit_sample")


def test_a_manager_draws_for_an_auditor(person, client_of):
    auditor = person(Role.CASE_FILE_AUDITOR, "WCC")
    CaseFactory.create_batch(3, borough__code="WCC")
    sent = {"boroughs": ["WCC"], "each": "2", "auditor": str(auditor.pk)}

    done = Page(client_of(person(Role.SERVICE_MANAGER)).post(PAGE, sent, follow=True))

    assert done.done == "Drawn by chance: 2 files"
    assert {one.auditor for one in FileAudit.objects.all()} == {auditor}


def test_an_auditor_is_offered_nobody_else(person, client_of):
    auditor, other = person(Role.CASE_FILE_AUDITOR), person(Role.CASE_FILE_AUDITOR)
    client = client_of(auditor)
    offered = client.get(PAGE).context["form"].fields["auditor"].choices
    assert [key for key, _ in offered] == [str(auditor.pk)]

    sent = {"boroughs": ["WCC"], "each": "1", "auditor": str(other.pk)}
    assert set(Page(client.post(PAGE, sent)).errors) == {"auditor"}


def test_what_cannot_be_drawn_is_said_beside_the_question(person, client_of):
    here = person(Role.CASE_FILE_AUDITOR, "WCC")
    client = client_of(person(Role.SERVICE_MANAGER))
    sent = {"boroughs": ["WCC"], "each": "1", "auditor": str(here.pk)}
    assert set(Page(client.post(PAGE, {})).errors) == {"boroughs", "each", "auditor"}
    assert "No file is left to draw" in Page(client.post(PAGE, sent)).errors["boroughs"]

    elsewhere = Page(client.post(PAGE, {**sent, "boroughs": ["WCC", "RBKC"]}))

    told = f"{here} audits no files in Kensington and Chelsea"
    assert elsewhere.errors == {"auditor": told}
