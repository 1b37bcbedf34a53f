"""Changing a child's entry: born by now, or older than somebody guessed."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Child
from pilot.permissions import Role
from tests.factories import CaseFactory, ChildFactory
from tests.pages import Page, typed


@pytest.fixture
def case(person):
    return CaseFactory(worker=person(Role.FAMILY_SUPPORT_WORKER), post__code="FSW")


def told(**changes):
    return {
        **{"first_name": "Wren", "birth": "ABOUT", "age": "7", "version": "1"},
        **{"relationship": "CHILD", "lives_with": "NO", "responsibility": "YES"},
        "contact": "NONE",
        **changes,
    }


def test_a_guess_that_still_fits_stays_and_another_replaces_it(client_of, case):
    child = ChildFactory(
        perpetrator=case.perpetrator, born_on=date(2009, 3, 4), is_birth_estimated=True
    )
    address = reverse("cases:case_child_edit", args=[case.reference, child.reference])
    client = client_of(case.worker)
    assert Page(client.get(address)).answer("age") == "7"

    client.post(address, told())
    child.refresh_from_db()
    assert (child.born_on, child.contact) == (date(2009, 3, 4), "NONE")

    client.post(address, told(age="9", version="2"))
    child.refresh_from_db()
    assert (child.age, child.is_birth_estimated) == (9, True)

    known = told(birth="KNOWN", version="3", **typed("born_on", date(2008, 1, 2)))
    client.post(address, known)
    child.refresh_from_db()
    assert (child.born_on, child.is_birth_estimated) == (date(2008, 1, 2), False)


def test_whoever_saves_second_sees_both_and_loses_neither(client_of, case):
    child = ChildFactory(perpetrator=case.perpetrator)
    address = reverse("cases:case_child_edit", args=[case.reference, child.reference])
    Child.objects.update(lives_with="YES", version=2)

    response = client_of(case.worker).post(address, told())

    assert response.status_code == 409
    words = Page(response).words
    assert "Does the child live with them? Differs Yes No" in words
    assert "When was the child born? Differs" in words


def test_a_child_of_somebody_else_is_not_there(client_of, case):
    stranger = ChildFactory()
    address = reverse("cases:case_child_edit", args=[case.reference, stranger.reference])

    assert client_of(case.worker).get(address).status_code == 404
