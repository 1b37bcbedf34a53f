"""A fact of the contract, with who recorded it and what became of it."""

from datetime import date

from django.urls import reverse

from pilot import actions
from pilot.models import Approval, EqualityAssessment
from pilot.permissions import Role
from tests.factories import ApprovalFactory, ContractActionFactory
from tests.pages import Page


def test_the_waiver_gives_clause_reasons_and_roles_and_nobody_s_name(person, client_of):
    waiver = Approval.objects.get(decision="WAIVER")
    client = client_of(person(Role.AUTHORISED_OFFICER, "RBKC"))

    page = Page(client.get(waiver.get_absolute_url()))

    for words in (
        "Decided by Head of Procurement (interim)",
        "advertise and seek three quotations",
        "of 13 in the country the other 12 work elsewhere",
        "Recorded With the facts of the report",
        "Decided on Not recorded",
    ):
        assert words in page.words, words


def test_what_was_put_right_leads_to_what_stands_and_back(person, client_of):
    manager = person(Role.SERVICE_MANAGER)
    client, was = client_of(manager), ApprovalFactory(approver="Old board")
    told = {"because": "The board changed", "approver": "New board"}
    new = actions.correct_record(was, by=manager, **told)

    before, after = (Page(client.get(each.get_absolute_url())) for each in (was, new))

    assert "It no longer stands: The board changed" in before.words
    assert ("What stands in its place", new.get_absolute_url()) in before.links
    assert ("What was written before", was.get_absolute_url()) in after.links
    assert "Put it right" in after.words
    assert "Put it right" not in before.words
    actions.withdraw_record(new, by=manager, because="Not ours")
    assert "Taken out: Not ours" in Page(client.get(new.get_absolute_url())).words


def test_an_assessment_lists_what_is_to_be_done_for_those_who_see_the_group_s_work(
    person, client_of
):
    assessment = EqualityAssessment.objects.get()
    late = {"due_on": date(2016, 7, 1), "what": "Book interpreters for Fridays"}
    ContractActionFactory(assessment=assessment, meeting=None, **late)
    page = assessment.get_absolute_url()

    member = Page(client_of(person(Role.CONTRACT_GROUP_MEMBER)).get(page)).words
    worker = Page(client_of(person(Role.FAMILY_SUPPORT_WORKER)).get(page)).words

    assert "Book interpreters for Fridays" in member
    assert "1 July 2016 Overdue" in member
    assert "Book interpreters" not in worker


def test_a_record_is_no_page_under_another_kind(person, client_of):
    client, approval = client_of(person(Role.SERVICE_MANAGER)), ApprovalFactory()
    address = reverse("pilot:contract_record_detail", args=["rumours", approval.pk])

    assert client.get(address).status_code == 404
