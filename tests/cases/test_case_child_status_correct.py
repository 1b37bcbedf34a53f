"""Correcting a status: the wrong one stays readable, struck through."""

from datetime import date

from django.urls import reverse

from cases.models import ChildStatus
from pilot.permissions import Role
from tests.factories import CaseFactory, ChildStatusFactory
from tests.pages import Page, typed


def test_a_wrong_status_is_replaced_for_a_reason(client_of, person):
    case = CaseFactory(worker=person(Role.FAMILY_SUPPORT_WORKER), post__code="FSW")
    wrong = ChildStatusFactory(child__perpetrator=case.perpetrator, status="LAC_S20")
    client = client_of(case.worker)
    address = reverse(
        "cases:case_child_status_correct", args=[case.reference, wrong.reference]
    )
    right = {"status": "CIN", "authority": "LBHF", "source": "CHILDRENS"}
    right |= typed("starts_on", date(2016, 2, 1))

    assert Page(client.post(address, right)).errors == {"because": "Enter what was wrong"}
    client.post(address, {**right, "because": "Misread the letter"})

    assert ChildStatus.objects.standing().get().status == "CIN"
    response = client.get(reverse("cases:case_people", args=[case.reference]))
    assert "Child in need corrected: Misread the letter" in Page(response).words
    assert "<del>Looked after, by agreement, from 1 Feb 2016</del>" in response.text


def test_a_status_of_another_persons_child_is_not_there(client_of, person):
    case = CaseFactory(worker=person(Role.FAMILY_SUPPORT_WORKER), post__code="FSW")
    other = CaseFactory(worker=case.worker, post__code="FSW")
    theirs = ChildStatusFactory(child__perpetrator=other.perpetrator)
    address = reverse(
        "cases:case_child_status_correct", args=[case.reference, theirs.reference]
    )

    assert client_of(case.worker).get(address).status_code == 404
