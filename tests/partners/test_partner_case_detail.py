"""The record of support: locked until read, masked, and of him only what it may know."""

from datetime import date

import pytest

from pilot.models import AuditEvent
from tests.factories import (
    ContactDetailFactory,
    PartnerCaseFactory,
    PartnerContactFactory,
    RiskUpdateFactory,
    SafeContactPlanFactory,
    SessionFactory,
)


def test_until_the_plan_is_read_no_contact_control_is_there(
    client_of, supporter, partner_case
):
    detail = ContactDetailFactory(partner_case=partner_case)
    client = client_of(supporter)

    before = client.get(partner_case.get_absolute_url()).text
    SafeContactPlanFactory(partner_case=partner_case, read_by=supporter)
    after = client.get(partner_case.get_absolute_url()).text

    assert "I have read this plan" in before
    assert "Log a contact" not in before
    assert f"/details/{detail.reference}/" not in before
    assert "Never leave a message" in before
    assert "Log a contact" in after
    assert f"/details/{detail.reference}/" in after


def test_an_address_or_number_is_never_on_the_page(client_of, supporter, unlocked):
    detail = ContactDetailFactory(partner_case=unlocked)

    page = client_of(supporter).get(unlocked.get_absolute_url()).text

    assert "Phone number: Their own mobile" in page
    assert detail.value not in page
    assert "900123" not in page


def test_of_him_it_shows_status_attendance_worker_and_risk_and_no_session(
    client_of, supporter, partner_case
):
    case = partner_case.links.get().case
    SessionFactory(case=case, attended=True, record="He said he would wait outside.")
    SessionFactory(case=case, missed=True)
    SessionFactory(case=case, attended=True, kind="PARENT")
    RiskUpdateFactory(case=case, level="HIGH", rationale="Knows where she works.")

    page = client_of(supporter).get(partner_case.get_absolute_url()).text

    for said in (case.reference, str(case.worker), "Came 1 time, missed 1", "High"):
        assert said in page
    assert "wait outside" not in page
    assert "where she works" not in page


def test_opening_it_is_remembered(client_of, supporter, partner_case):
    client_of(supporter).get(partner_case.get_absolute_url())

    event = AuditEvent.objects.get(action="read")
    assert event.target_name == f"partner case {partner_case.reference}"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"delivered_by": ""}, "Nobody has said yet who provides this support"),
        ({"scope": "NOT_KNOWN"}, "Whether they are to be contacted is not known yet"),
        ({"scope": "NO", "out_of_scope": "UNSAFE"}, "at more risk"),
        ({"closed": True}, "How support ended"),
        ({}, "There is no safe-contact plan yet"),
    ],
)
def test_what_is_missing_or_over_is_said(client_of, supporter, fields, said):
    partner_case = PartnerCaseFactory(borough__code="WCC", worker=supporter, **fields)

    assert said in client_of(supporter).get(partner_case.get_absolute_url()).text


def test_a_plan_to_ask_about_again_says_so_and_many_contacts_have_a_page(
    client_of, supporter
):
    partner_case = PartnerCaseFactory(borough__code="WCC", worker=supporter)
    overdue = {"review_on": date(2016, 7, 1)}
    SafeContactPlanFactory(partner_case=partner_case, **overdue)
    PartnerContactFactory.create_batch(6, partner_case=partner_case)

    page = client_of(supporter).get(partner_case.get_absolute_url()).text

    assert "The day has passed by which the plan was to be asked about again" in page
    assert "All contacts" in page
