"""The lists of the contract's facts, each kind alike."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import AccreditationFactory, ApprovalFactory
from tests.pages import Page


def page_of(kind):
    return reverse("pilot:contract_record_list", args=[kind])


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("approvals", "Contract Standing Order 3 (provisions of 3.1), in place of 11.2"),
        ("documents", "Violence against women and girls: three-year strategy"),
        ("register", "Westminster City Council £50,000.00 Not recorded"),
        ("accreditations", "Accredited Not recorded Not recorded"),
        ("equality", "Equality impact assessment, appendix to the report"),
    ],
)
def test_the_facts_of_the_report_stand_in_their_lists(person, client_of, kind, words):
    page = Page(client_of(person(Role.CONTRACT_GROUP_MEMBER)).get(page_of(kind)))

    assert words in page.words
    assert "Record another" not in page.words
    assert ("Excel" in page.words) == (kind == "register")


def test_a_caseworker_reads_and_takes_nothing_away(person, client_of):
    page = Page(client_of(person(Role.CRIMINAL_JUSTICE_WORKER)).get(page_of("register")))

    assert "Westminster City Council" in page.words
    assert "Excel" not in page.words
    assert "Risks" not in [words for words, _ in page.links]


def test_what_stands_no_longer_is_left_out_and_what_runs_out_is_marked(person, client_of):
    gone = {"is_replaced": True, "withdrawal_reason": "Twice"}
    ApprovalFactory(approver="Wrong committee", **gone)
    AccreditationFactory(body="Near", valid_to=date(2016, 9, 1))
    AccreditationFactory(body="Over", valid_to=date(2016, 7, 1))
    client = client_of(person(Role.SERVICE_MANAGER))

    assert "Wrong committee" not in Page(client.get(page_of("approvals"))).words
    listed = Page(client.get(page_of("accreditations"))).words
    assert "Near: Domestic Violence Intervention Project Runs out soon" in listed
    assert "Over: Domestic Violence Intervention Project Expired" in listed


def test_a_kind_that_there_is_not_is_no_page(person, client_of):
    client = client_of(person(Role.SERVICE_MANAGER))
    assert client.get(page_of("rumours")).status_code == 404
