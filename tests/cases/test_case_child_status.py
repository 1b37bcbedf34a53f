"""What Children's Services do for a child, from a day on."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CaseFactory, ChildFactory, ChildStatusFactory
from tests.pages import Page, lost, typed


@pytest.fixture
def case(person):
    return CaseFactory(worker=person(Role.FAMILY_SUPPORT_WORKER), post__code="FSW")


def told(**changes):
    return {
        **{"status": "CPP", "category": "EMOTIONAL", "authority": "NOT_HELD"},
        **typed("starts_on", date(2016, 5, 2)),
        "source": "CHILDRENS",
        **changes,
    }


def test_a_status_is_added_and_the_one_before_ends_on_its_day(client_of, case):
    child = ChildFactory(perpetrator=case.perpetrator)
    ChildStatusFactory(child=child, starts_on=date(2016, 2, 1))
    client = client_of(case.worker)

    client.post(
        reverse("cases:case_child_status", args=[case.reference, child.reference]), told()
    )

    words = Page(client.get(reverse("cases:case_people", args=[case.reference]))).words
    assert "Child protection plan, emotional abuse 2 May 2016 Now" in words
    assert "Child in need 1 Feb 2016 2 May 2016" in words


def test_a_clash_is_shown_and_the_answers_kept(client_of, case):
    child = ChildFactory(perpetrator=case.perpetrator, first_name="Finch")
    ChildStatusFactory(child=child, starts_on=date(2016, 5, 2))
    client = client_of(case.worker)
    address = reverse("cases:case_child_status", args=[case.reference, child.reference])

    page = Page(client.post(address, told()))

    clash = "Finch already has a status from 2 May 2016: child in need."
    assert clash in page.errors["starts_on"]
    assert lost(page, told()) == {}
    page = Page(client.post(address, told(category="", source="")))
    assert page.errors == {
        "category": "Select why there is a child protection plan",
        "source": "Select who says so",
    }
    assert lost(page, {"status": "CPP", "authority": "NOT_HELD"}) == {}
    assert "PARTNER" not in client.get(address).text
