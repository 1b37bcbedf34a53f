"""Putting a consultation right, or taking it out."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from referrals.models import Consultation
from tests.factories import AgencyFactory, ConsultationFactory
from tests.pages import Page, leads_to


@pytest.fixture
def client(client_of, person):
    return client_of(person(Role.FAMILY_SUPPORT_WORKER))


def as_shown(page):
    """Everything the form holds, as a browser would send it back."""
    names = ("who", "minutes", "question", "advice", "follow_up", "safeguarding_action")
    names += ("who_found_for", "who_choice", "has_named_family", "has_safeguarding_advice")
    names += ("confidence_before", "confidence_after", "once")
    names += tuple(
        f"{day}_{part}"
        for day in ("on", "follow_up_on")
        for part in ("day", "month", "year")
    )
    sent = {name: page.answer(name) or "" for name in names}
    return sent | {"topics": page.answers["topics"]}


def test_it_starts_with_what_was_said_and_the_correction_stands(client):
    first = ConsultationFactory(
        has_named_family=True,
        has_safeguarding_advice=True,
        safeguarding_action="A strategy meeting",
        follow_up_on=date(2016, 5, 20),  # promised then, long past
        confidence_before=1,
        confidence_after=2,
    )
    correct = reverse("referrals:consultation_correct", args=[first.reference])
    sent = as_shown(Page(client.get(correct))) | {"minutes": "45"}
    assert Page(client.post(correct, sent)).errors == {"reason": "Enter what was wrong"}

    response = client.post(correct, sent | {"reason": "It took longer"})

    new = Consultation.objects.standing().get()
    assert leads_to(response) == new.get_absolute_url()
    assert (new.replaces, new.minutes) == (first, 45)
    kept = ("question", "advice", "topics", "on", "follow_up_on", "has_named_family")
    kept += ("safeguarding_action", "confidence_before", "confidence_after", "practitioner")
    assert {name: getattr(new, name) for name in kept} == {
        name: getattr(first, name) for name in kept
    }
    again = client.get(correct)
    assert again.status_code == 409
    assert "was put right or taken out" in Page(again).words
    early = sent | {"reason": "-", "follow_up_on_month": "4", "once": ""}
    correct = reverse("referrals:consultation_correct", args=[new.reference])
    assert "must be after" in Page(client.post(correct, early)).errors["follow_up_on"]


def test_whoever_asked_and_works_in_another_borough_now_stays(client_of, person):
    first = ConsultationFactory(borough__code="WCC")
    first.practitioner.agency = AgencyFactory(borough__code="RBKC")
    first.practitioner.save()
    client = client_of(person(Role.FAMILY_SUPPORT_WORKER, "WCC"))
    correct = reverse("referrals:consultation_correct", args=[first.reference])
    sent = as_shown(Page(client.get(correct))) | {"reason": "It took longer"}

    client.post(correct, sent | {"minutes": "45"})

    new = Consultation.objects.standing().get()
    assert (new.minutes, new.borough_id) == (45, "WCC")


def test_what_never_took_place_is_taken_out(client):
    first = ConsultationFactory()
    correct = reverse("referrals:consultation_correct", args=[first.reference])
    sent = as_shown(Page(client.get(correct))) | {"reason": "It was about a printer"}

    response = client.post(correct, sent | {"is_withdrawn": "on"}, follow=True)

    assert Page(response).done == f"{first} is taken out"
    assert not Consultation.objects.standing().exists()
    assert Consultation.objects.count() == 1
    booked = ConsultationFactory(booked=True)
    correct = reverse("referrals:consultation_correct", args=[booked.reference])
    assert client.get(correct).status_code == 409
