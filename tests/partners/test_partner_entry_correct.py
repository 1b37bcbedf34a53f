"""A wrong entry stays readable; the right one stands in its place, for a reason."""

from datetime import date

import pytest
from django.urls import reverse

from cases.partners.models import ContactDetail, DashAssessment, SupportOffer
from tests.factories import (
    CaseFactory,
    ContactDetailFactory,
    DashAssessmentFactory,
    PartnerContactFactory,
    PartnerOutcomeFactory,
    PartnerResponseFactory,
    SafetyPlanFactory,
    SeverityGridFactory,
    SupportOfferFactory,
)
from tests.pages import typed

ON = typed("on", date(2016, 3, 1))


def address(entry, kind):
    return reverse("partners:partner_entry_correct", args=[entry.reference, kind])


def test_an_answer_to_an_offer_takes_its_place(client_of, supporter, partner_case):
    offer = SupportOfferFactory(partner_case=partner_case)
    told = {"because": "They answered", "kind": "IDVA", "uptake": "TAKEN_UP", **ON}
    told |= typed("answered_on", date(2016, 3, 8))
    client = client_of(supporter)

    response = client.post(address(offer, "offer"), told, follow=True)

    assert SupportOffer.objects.standing().get().uptake == "TAKEN_UP"
    assert "is put right" in response.text
    assert client.get(address(offer, "offer")).status_code == 409


def test_a_number_is_not_shown_to_who_puts_it_right(client_of, supporter, unlocked):
    detail = ContactDetailFactory(partner_case=unlocked)
    client = client_of(supporter)

    asked = client.get(address(detail, "detail"))
    told = {"because": "A digit", "kind": "PHONE", "whose": "Their own mobile"}
    told |= {"value": "07700 900999", "is_safe": "YES", **ON}
    client.post(address(detail, "detail"), told)

    assert detail.value not in asked.text
    assert ContactDetail.objects.standing().get().value == "07700 900999"


@pytest.mark.parametrize("yes", [12, 3])
def test_a_checklist_is_asked_with_its_answers_and_reckoned_again(
    client_of, supporter, partner_case, yes
):
    dash = DashAssessmentFactory(partner_case=partner_case, yes=yes, criteria=["REPEAT"])
    client = client_of(supporter)
    form = client.get(address(dash, "dash")).context["form"]
    same = {**form.initial, "judgement": "", "because": "Misread", **typed("on", dash.on)}

    unchanged = client.post(address(dash, "dash"), same)
    client.post(address(dash, "dash"), {**same, "q01": "N"})

    assert "Change what was wrong below, or go back" in unchanged.text
    assert DashAssessment.objects.standing().get().yes_count == yes - 1


@pytest.mark.parametrize(
    ("kind", "factory"),
    [
        ("grid", SeverityGridFactory),
        ("outcome", PartnerOutcomeFactory),
        ("answer", PartnerResponseFactory),
        ("contact", PartnerContactFactory),
        ("safety", SafetyPlanFactory),
        ("offer", SupportOfferFactory),
    ],
)
def test_each_kind_is_asked_as_it_stands(client_of, supporter, partner_case, kind, factory):
    entry = factory(partner_case=partner_case)

    form = client_of(supporter).get(address(entry, kind)).context["form"]

    asked = {name: form[name].initial for name in form.fields if name != "because"}
    assert {name: getattr(entry, name) for name in asked} == asked


def test_a_wrong_link_is_put_right(client_of, supporter, partner_case):
    link, right = partner_case.links.get(), CaseFactory(borough__code="WCC")
    client = client_of(supporter)
    told = {"because": "The other man", "case": right.reference, **ON}
    told |= {"relationship": "PARTNER", "lives_together": "NO"}

    assert link.case.reference in client.get(address(link, "link")).text
    client.post(address(link, "link"), told)

    assert partner_case.links.standing().get().case == right
