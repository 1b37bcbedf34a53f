"""Each kind of entry, as somebody types it."""

from datetime import date

import pytest
from django.urls import reverse

from cases.partners.models import (
    DASH_ITEMS,
    GRID_DOMAINS,
    MIRABAL,
    CaseLink,
    ContactDetail,
    DashAssessment,
    PartnerContact,
    PartnerNotification,
    PartnerOutcome,
    PartnerResponse,
    SafeContactPlan,
    SafetyPlan,
    SeverityGrid,
    SupportOffer,
)
from pilot.models import Draft
from tests.factories import CaseFactory, DashAssessmentFactory, PartnerCaseFactory
from tests.pages import typed

ON = typed("on", date(2016, 3, 1))
PLAN = {
    **{"methods": ["TEXT", "PHONE"], "times": "Mornings", "voicemail": "NO"},
    **{"letters": "NOT_ASKED", "never": "Never ring at night", "knows": "YES"},
    **typed("review_on", date(2016, 8, 1)),
}
DASH = {
    **{"point": "START", "checklist": "SAFELIVES_24", "completed_with": "PERSON"},
    **dict.fromkeys(DASH_ITEMS, "Y"),
    **{"judgement": "", "criteria": ["ESCALATION"]},
}
GRID = {
    **{"point": "START", "rater": "PERSON", **dict.fromkeys(GRID_DOMAINS, "2")},
    **{"severity_trend": "SAME", "frequency_trend": "REDUCED"},
}
OUTCOME = {"point": "REVIEW", **dict.fromkeys(MIRABAL, "4"), "feels_safer": "SAFER"}
KINDS = {
    "plan": (SafeContactPlan, PLAN),
    "detail": (
        ContactDetail,
        {"kind": "PHONE", "whose": "Their own", "value": "07700 900456", "is_safe": "YES"},
    ),
    "contact": (
        PartnerContact,
        {"method": "PHONE", "outcome": "REACHED", "content": "Safe to talk."},
    ),
    "answer": (PartnerResponse, {"response": "OTHER_LEAD", "wants_notices": "NO"}),
    "notification": (PartnerNotification, {"event": "STARTED", "method": "PHONE"}),
    "offer": (SupportOffer, {"kind": "REFUGE", "uptake": "AWAITED"}),
    "safety": (
        SafetyPlan,
        {
            "state": "IN_PLACE",
            "plan": "A bag packed.",
            **typed("review_on", date(2016, 8, 1)),
        },
    ),
    "dash": (DashAssessment, DASH),
    "grid": (SeverityGrid, GRID),
    "outcome": (PartnerOutcome, OUTCOME),
}


def address(partner_case, kind):
    return reverse("partners:partner_entry_record", args=[partner_case.reference, kind])


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_recorded_and_shown(client_of, supporter, unlocked, kind):
    model, answers = KINDS[kind]
    before = model.objects.count()
    client = client_of(supporter)

    asked = client.get(address(unlocked, kind))
    response = client.post(address(unlocked, kind), answers | ON, follow=True)

    assert asked.status_code == 200
    assert response.redirect_chain, response.context["form"].errors
    assert model.objects.count() == before + 1
    assert model.objects.latest("pk").recorded_by == supporter
    assert "is recorded" in response.text


def test_what_must_never_be_done_stands_above_a_contact(client_of, supporter, unlocked):
    page = client_of(supporter).get(address(unlocked, "contact")).text

    assert "Never ring at the weekend" in page


def test_another_of_his_cases_is_linked(client_of, supporter, partner_case):
    case = CaseFactory(borough__code="WCC")
    told = {"case": case.reference, "relationship": "PARENT", "lives_together": "YES"}

    client_of(supporter).post(address(partner_case, "link"), told | ON)

    assert CaseLink.objects.filter(case=case, relationship="PARENT").exists()


def test_contact_is_locked_until_the_plan_is_read_and_for_who_is_out_of_scope(
    client_of, supporter, facts
):
    client = client_of(supporter)
    another = PartnerCaseFactory(borough__code="WCC", worker=supporter)
    out = {"scope": "NO", "out_of_scope": "UNSAFE"}
    unsafe = PartnerCaseFactory(borough__code="WCC", worker=supporter, **out)

    locked, refused = (client.get(address(each, "contact")) for each in (another, unsafe))

    assert (locked.status_code, refused.status_code) == (409, 409)
    assert "Write it first" in locked.text
    assert "They are not to be contacted" in refused.text


@pytest.mark.parametrize(
    ("kind", "change", "said"),
    [
        ("plan", {"never": ""}, "Enter what must never be done"),
        ("plan", typed("review_on", date(2016, 3, 1)), "must be after that day"),
        ("contact", {"content": ""}, "Enter what you talked about"),
        ("offer", {"uptake": "TAKEN_UP"}, "Enter the date of the answer"),
        (
            "offer",
            {"uptake": "TAKEN_UP", **typed("answered_on", date(2016, 2, 1))},
            "The answer cannot be before the offer",
        ),
        ("safety", {"plan": ""}, "Enter what the plan is"),
        ("safety", typed("review_on", date(2016, 2, 1)), "must be after that day"),
        ("dash", {"q07": ""}, "Select yes, no or don’t know for"),
        (
            "dash",
            {"judgement": "MEDIUM", "judgement_reason": "Calmer."},
            "The score alone comes to high",
        ),
        ("dash", {"judgement": "HIGH"}, "Enter why your judgement says so"),
        ("dash", {"checklist": "POLICE_27"}, "Select the level the checklist came to"),
        ("grid", {"sexual": ""}, "Select how severe it is: sexual"),
        ("outcome", {"space": ""}, "Select an answer to"),
        ("offer", typed("on", date(2016, 1, 1)), "the day the partner case opened"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_it(
    client_of, supporter, unlocked, kind, change, said
):
    model, answers = KINDS[kind]
    before = model.objects.count()

    page = client_of(supporter).post(address(unlocked, kind), {**answers, **ON, **change})

    assert page.status_code == 200
    assert said in page.text
    assert model.objects.count() == before


def test_of_the_police_checklist_the_level_alone_is_recorded(
    client_of, supporter, partner_case
):
    answers = {"point": "START", "checklist": "POLICE_27", "completed_with": "PERSON"}
    answers |= {"judgement": "HIGH", "judgement_reason": "The police came to high."}

    client_of(supporter).post(address(partner_case, "dash"), answers | ON)

    assert DashAssessment.objects.get().level == "HIGH"


def test_a_second_start_is_refused_beside_the_point(client_of, supporter, partner_case):
    DashAssessmentFactory(partner_case=partner_case)

    page = client_of(supporter).post(address(partner_case, "dash"), DASH | ON)

    assert "There is one for start already" in page.text


def test_after_the_end_only_a_follow_up_is_measured(client_of, supporter):
    closed = PartnerCaseFactory(borough__code="WCC", worker=supporter, closed=True)
    client, on = client_of(supporter), typed("on", date(2016, 6, 1))

    review = client.post(address(closed, "outcome"), OUTCOME | on)
    follow_up = client.post(
        address(closed, "outcome"), {**OUTCOME, "point": "FOLLOW_UP"} | on
    )

    assert "only a follow-up can be recorded" in review.text
    assert follow_up.status_code == 302
    assert client.get(address(closed, "offer")).status_code == 409


def test_a_closed_case_offers_nothing_but_a_follow_up(client_of, supporter):
    closed = PartnerCaseFactory(borough__code="WCC", worker=supporter, closed=True)
    client = client_of(supporter)

    support = client.get(closed.get_absolute_url()).text
    measures = client.get(
        reverse("partners:partner_case_measures", args=[closed.reference])
    ).text

    assert f"/{closed.reference}/record/" not in support
    assert address(closed, "marac") not in measures
    assert address(closed, "outcome") in measures


def test_an_address_is_in_no_draft(client_of, supporter, partner_case):
    later = {"whose": "Their sister’s", "value": "7 Marmalade Wharf", "save_draft": "yes"}

    client_of(supporter).post(address(partner_case, "detail"), later)

    assert "Their+sister" in Draft.objects.get().answers
    assert "Marmalade" not in Draft.objects.get().answers


def test_a_half_written_entry_is_kept_under_a_title_that_names_nobody(
    client_of, supporter, partner_case
):
    later = {"kind": "REFUGE", "save_draft": "yes"}

    client_of(supporter).post(address(partner_case, "offer"), later)

    assert Draft.objects.get().title == "An entry of partner support"


def test_a_kind_that_there_is_not_is_no_page(client_of, supporter, partner_case):
    page = client_of(supporter).get(address(partner_case, "session"))

    assert page.status_code == 404
