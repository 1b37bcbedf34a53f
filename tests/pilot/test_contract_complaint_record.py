"""Recording a complaint or a serious incident."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import Complaint
from pilot.permissions import Role
from tests.pages import Page, lost, typed

PAGE = reverse("pilot:contract_complaint_record")
TOLD = {
    **{"borough": "WCC", "kind": "COMPLAINT", "came_from": "USER", "about": "DELAY"},
    **{"summary": "Three calls were not returned", "notified_to": "", "notified_on": ""},
    **typed("received_on", date(2016, 7, 13)),
    **typed("due_on", date(2016, 8, 10)),
}


def test_it_is_on_record_and_waits_for_an_answer(person, client_of):
    client = client_of(person(Role.GOVERNANCE_LEAD))
    assert Page(client.get(PAGE)).answer("due_on_day") == "12", "20 working days from today"

    done = Page(client.post(PAGE, TOLD, follow=True))

    complaint = Complaint.objects.get()
    assert done.done == f"Complaint {complaint.reference} is recorded"
    assert (complaint.borough_id, complaint.status) == ("WCC", "RECEIVED")
    assert complaint.received_on == date(2016, 7, 13)


@pytest.mark.parametrize(
    ("answers", "field", "message"),
    [
        ({"summary": ""}, "summary", "Enter what happened"),
        ({"summary": "He told Sage Meadow"}, "summary", "it may hold"),
        ({"borough": "LAMBETH"}, "borough", "Select"),
        ({"notified_to": "MOPAC"}, "notified_on", "Enter the day they were told"),
        (
            typed("notified_on", date(2016, 7, 14)),
            "notified_to",
            "Enter who has been told",
        ),
        (
            {"notified_to": "MOPAC", **typed("notified_on", date(2016, 7, 12))},
            "notified_on",
            "Enter 13 July 2016 or a later day",
        ),
        (typed("due_on", date(2016, 7, 12)), "due_on", "13 July 2016 or a later day"),
        (typed("received_on", date(2016, 7, 16)), "received_on", "today or in the past"),
    ],
)
def test_what_is_missing_or_wrong_is_said_beside_its_field(
    person, client_of, answers, field, message
):
    sent = {**TOLD, **answers}

    page = Page(client_of(person(Role.SERVICE_MANAGER)).post(PAGE, sent))

    assert message in page.errors[field]
    assert lost(page, {name: said for name, said in sent.items() if said}).keys() <= {
        "borough"
    }
    assert not Complaint.objects.exists()
