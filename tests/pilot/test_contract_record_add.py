"""Recording a fact of the contract."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import Approval, RegisterEntry
from pilot.permissions import Role
from tests.pages import Page, typed

APPROVAL = {
    "borough": "ALL",
    "decision": "VARIATION",
    "approver": "Contract Management Group",
    "reasons": "The days follow the referrals",
    "evidence": "Minutes of March",
}
ENTRY = {
    "borough": "WCC",
    "title": "Pilot",
    "description": "Posts",
    "supplier": "DVIP",
    "supplier_kind": "VOLUNTARY",
    "value": "50,000",
    "route": "WAIVER",
    "waiver_reason": "Only one",
    **typed("starts_on", date(2015, 10, 1)),
    **typed("ends_on", date(2016, 9, 30)),
}
ACCREDITED = {"body": "Respect", "holder": "DVIP", "status": "Accredited", "source": "-"}
WRONG_DAYS = {
    **typed("valid_from", date(2016, 9, 1)),
    **typed("valid_to", date(2016, 8, 1)),
}


def page_of(kind):
    return reverse("pilot:contract_record_add", args=[kind])


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.SERVICE_MANAGER))


def test_an_approval_is_recorded_for_all_three(client):
    done = Page(client.post(page_of("approvals"), APPROVAL, follow=True))

    assert "The approval is recorded" in done.done
    assert "For All three councils" in done.words
    assert Approval.objects.get(approver="Contract Management Group").borough is None


@pytest.mark.parametrize(
    ("kind", "told", "errors"),
    [
        ("approvals", {**APPROVAL, "borough": "ELSEWHERE"}, {"borough"}),
        ("approvals", {**APPROVAL, "decision": "WAIVER"}, {"clause"}),
        ("approvals", {**APPROVAL, "reasons": "About K7QM-4RXD"}, {"reasons"}),
        ("register", {**ENTRY, **typed("ends_on", date(2015, 9, 1))}, {"ends_on"}),
        ("register", {**ENTRY, "waiver_reason": ""}, {"waiver_reason"}),
        ("accreditations", {**ACCREDITED, **WRONG_DAYS}, {"valid_to"}),
        ("equality", {}, {"edition", "document", "findings"}),
        ("documents", {}, {"borough", "kind", "title", "kept"}),
    ],
)
def test_what_is_missing_or_cannot_be_is_said_beside_the_question(
    client, kind, told, errors
):
    assert set(Page(client.post(page_of(kind), told)).errors) == errors


def test_a_second_entry_of_a_council_is_refused_in_words(client):
    page = Page(client.post(page_of("register"), ENTRY))

    assert "on record already: put that one right instead" in page.words
    assert RegisterEntry.objects.filter(borough="WCC").count() == 1
