"""Notes and documents of a case: what it began with."""

from django.urls import reverse

from pilot.models import AuditEvent
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page


def test_it_says_why_they_were_referred_and_leads_there(client_of, person):
    worker = person(Role.CRIMINAL_JUSTICE_WORKER)
    case = CaseFactory(worker=worker, referral__reason="Shouting and a broken door.")

    page = Page(client_of(worker).get(reverse("cases:case_notes", args=[case.reference])))

    assert "Shouting and a broken door." in page.words
    assert case.referral.get_absolute_url() in [address for _, address in page.links]
    assert AuditEvent.objects.about(case).get().action == "read the notes of"
