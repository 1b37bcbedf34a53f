"""V-31: no text that officers or the group read is kept without being looked at."""

from datetime import date

import pytest
from django import forms as django_forms
from django.urls import reverse

from pilot import forms
from pilot.checked_words import CHECKED, AsksAboutWords
from pilot.fields import FilterForm, PilotForm
from pilot.models import Approval, ContractRisk, Cost, GroupMeeting, ParameterChange
from pilot.permissions import Role
from tests.pages import Page, typed

NAME = "Bracken Saltmarsh"

# Forms whose words neither officers nor the group read, each for its reason.
READ_WITHIN = {
    "AbsenceCorrectForm": "the provider’s rota",
    "AbsenceForm": "the provider’s rota",
    "CostForm": "an organisation and a bill: names are refused there, not asked about",
    "MembershipGrantForm": "the trail of accounts",
    "PasswordChangeForm": "a password",
    "PatternForm": "the provider’s rota",
    "PersonForm": "an account",
    "PersonPasswordForm": "a password",
    "ProofForm": "a password",
    "ReasonForm": "the trail of accounts",
    "SheetForm": "a file, whose rows are read as costs",
    "SignInForm": "a password",
    "WeekCorrectForm": "the provider’s days",
    "WeekForm": "the provider’s days",
}
# Answers that are a number or a reference of a paper.
NUMBERS = {"e_sourcing_reference"}


def named_forms():
    found = ((name, getattr(forms, name)) for name in forms.__all__)
    return [
        (name, form)
        for name, form in found
        if isinstance(form, type) and issubclass(form, PilotForm)
    ]


@pytest.mark.parametrize(("name", "form"), named_forms(), ids=lambda each: str(each))
def test_every_form_asks_about_its_texts_or_says_why_not(name, form):
    if name in READ_WITHIN or issubclass(form, FilterForm | forms.RecordForm):
        return
    texts = {
        field
        for field, each in form.base_fields.items()
        if isinstance(each, django_forms.CharField)
    }
    checked = set(form.texts_checked) if issubclass(form, AsksAboutWords) else set()

    assert texts - checked <= NUMBERS, name


@pytest.fixture
def manager(person, client_of):
    return client_of(person(Role.SERVICE_MANAGER))


@pytest.fixture
def finance(person, client_of):
    return client_of(person(Role.DATA_AND_FINANCE_OFFICER))


def asked(response, field):
    page = Page(response)
    assert NAME in page.errors[field], page.errors
    assert "nobody who is worked with can be recognised" in page.words
    return page


def test_a_fact_of_the_contract_is_asked_about_and_kept_once_it_is_confirmed(manager):
    page = reverse("pilot:contract_record_add", args=["approvals"])
    told = {
        **{"borough": "WCC", "decision": "AWARD", "approver": "Cabinet Member"},
        **{"reasons": "The need is there.", "evidence": f"Letter of {NAME}"},
    }

    shown = asked(manager.post(page, told), "evidence")

    assert set(shown.errors) == {"evidence"}
    assert not Approval.objects.filter(evidence__contains=NAME).exists()
    manager.post(page, {**told, CHECKED: "on"})
    assert Approval.objects.filter(evidence__contains=NAME).exists()


def test_a_point_of_the_agenda_and_its_paper_are_asked_about(manager):
    page = reverse("pilot:contract_meeting_record")
    told = {**typed("on", date(2016, 9, 5)), "attended": "Authorised officers"}
    before = GroupMeeting.objects.count()

    asked(manager.post(page, {**told, "agenda": f"The figures | By {NAME}"}), "agenda")
    assert GroupMeeting.objects.count() == before

    manager.post(page, {**told, "agenda": "Referrals of the Quarter | Paper 1"})
    assert GroupMeeting.objects.count() == before + 1


def test_why_a_fact_is_put_right_is_asked_about(manager):
    record = Approval.objects.standing().first()
    page = reverse("pilot:contract_record_correct", args=["approvals", record.pk])

    asked(
        manager.post(
            page,
            {
                **{"borough": "ALL", "decision": "AWARD", "approver": "Cabinet Member"},
                **{"reasons": "The need is there.", "evidence": "The decision notice"},
                **{"because": f"As {NAME} told us"},
            },
        ),
        "because",
    )
    assert not Approval.objects.filter(replaces=record).exists()


def test_who_answers_for_a_risk_is_a_role(manager):
    told = {"borough": "WCC", "kind": "STAFFING", "what": "A post falls vacant"}
    told |= {"mitigation": "A cover is named", "owner": NAME, "likelihood": "2"}
    told |= {"impact": "3", "note": "The last year", **typed("review_on", date(2016, 9, 1))}

    asked(manager.post(reverse("pilot:contract_risk_add"), told), "owner")
    assert not ContractRisk.objects.filter(owner=NAME).exists()


@pytest.mark.parametrize(
    ("sent", "error"),
    [
        ({"supplier": "Mr Saltmarsh"}, "Mr Saltmarsh"),
        ({"evidence": "Taxi for K7QM-4RXD"}, "K7QM-4RXD"),
        ({"supplier": "Oyster Card"}, ""),
    ],
)
def test_a_cost_names_an_organisation_and_a_bill(finance, sent, error):
    told = {
        **{"kind": "ACTUAL", **typed("on", date(2016, 7, 1)), "cost_line": "TRAVEL"},
        **{"amount": "9.50", "bears": "WCC", "supplier": "Fares", "evidence": "FARES 1"},
        **sent,
    }

    page = Page(finance.post(reverse("pilot:cost_enter"), told))

    assert Cost.objects.exists() == (not error)
    assert error in "".join(page.errors.values())


def test_why_a_number_changes_is_asked_about(manager):
    page = reverse("reporting:parameter_change", args=["P-05"])
    told = {"version": 0, "number_1": "3", "agreed": "NO", "reason": f"{NAME} asks"}

    asked(manager.post(page, told), "reason")
    assert not ParameterChange.objects.exists()
