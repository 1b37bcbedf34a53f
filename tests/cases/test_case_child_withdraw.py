"""A child entered by mistake is struck through, and counts nowhere."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, ChildFactory
from tests.pages import Page


def test_a_child_is_taken_out_for_a_reason_and_stays_readable(client_of, person):
    case = CaseFactory(worker=person(Role.FAMILY_SUPPORT_WORKER), post__code="FSW")
    child = ChildFactory(perpetrator=case.perpetrator, first_name="Finch")
    client = client_of(case.worker)
    address = reverse("cases:case_child_withdraw", args=[case.reference, child.reference])

    assert Page(client.post(address, {})).errors == {
        "because": "Enter why it was a mistake"
    }
    client.post(address, {"because": "Another family’s child"})

    response = client.get(reverse("cases:case_people", args=[case.reference]))
    assert "<del>Finch</del>" in response.text
    assert "counted nowhere: Another family’s child" in Page(response).words
    assert client.post(address, {"because": "Again"}).status_code == 409
