"""The complaints and incidents that somebody may know of."""

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ComplaintFactory
from tests.pages import Page

PAGE = reverse("pilot:contract_complaint_list")


def test_open_and_closed_ones_stand_apart(person, client_of):
    client = client_of(person(Role.GOVERNANCE_LEAD))
    late = ComplaintFactory(due_on="2016-07-14")
    closed = ComplaintFactory(closed=True)

    page = Page(client.get(PAGE))
    assert late.reference in page.words
    assert "Answer overdue" in page.words
    assert closed.reference not in page.words
    assert closed.reference in Page(client.get(f"{PAGE}?tab=closed")).words


def test_an_officer_sees_incidents_of_the_borough_and_no_complaint(person, client_of):
    own = ComplaintFactory(borough__code="WCC", incident=True)
    complaint = ComplaintFactory(borough__code="WCC")
    other = ComplaintFactory(borough__code="LBHF", incident=True)

    page = Page(client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(PAGE))

    assert page.heading == "Serious incidents"
    assert own.reference in page.words
    assert complaint.reference not in page.words
    assert other.reference not in page.words
    assert own.get_about_display() not in page.words
