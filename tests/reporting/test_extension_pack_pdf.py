"""The evidence pack of an extension as a PDF."""

from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import ExtensionFactory


def test_the_same_is_kept_as_a_pdf_and_leaves_a_trace(person, client_of, facts):
    extension = ExtensionFactory(borough__code="WCC", evidenced=True)
    client = client_of(person(Role.APPROVER, "WCC"))

    response = client.get(reverse("reporting:extension_pack_pdf", args=[extension.pk]))

    assert response.content.startswith(b"%PDF")
    assert "extension-WCC.pdf" in response["Content-Disposition"]
    assert AuditEvent.objects.latest("pk").action == "downloaded the evidence pack of"
