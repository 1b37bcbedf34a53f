"""Adding a child: a first name, a birth known, guessed or to come, and no place."""

from datetime import date

import pytest
from django.urls import reverse

from cases.models import Child
from pilot.permissions import Role
from tests.factories import CaseFactory
from tests.pages import Page, leads_to, lost, typed


@pytest.fixture
def case(person):
    return CaseFactory(worker=person(Role.FAMILY_SUPPORT_WORKER), post__code="FSW")


@pytest.fixture
def client(client_of, case):
    return client_of(case.worker)


def add(case):
    return reverse("cases:case_child_add", args=[case.reference])


def told(**changes):
    return {
        **{"first_name": "Wren", "birth": "KNOWN", **typed("born_on", date(2012, 3, 4))},
        **{"relationship": "CHILD", "lives_with": "NO", "responsibility": "YES"},
        "contact": "SUPERVISED",
        **changes,
    }


def test_a_child_is_added_and_its_status_asked_next(client, case):
    response = client.post(add(case), told())

    child = Child.objects.get()
    assert (child.born_on, child.age, child.is_unborn) == (date(2012, 3, 4), 4, False)
    arguments = [case.reference, child.reference]
    assert leads_to(response) == reverse("cases:case_child_status", args=arguments)
    case.perpetrator.refresh_from_db()
    assert case.perpetrator.children_known == "YES"


def test_the_birth_may_be_guessed_or_to_come(client, case):
    client.post(add(case), told(birth="ABOUT", age="7"))
    client.post(add(case), told(first_name="R.", birth="UNBORN", age="7"))

    about, unborn = Child.objects.order_by("pk")
    assert (about.age, about.is_birth_estimated) == (7, True)
    assert (unborn.born_on, unborn.is_unborn) == (None, True)
    shown = Page(client.get(reverse("cases:case_people", args=[case.reference]))).words
    assert "Age About 7" in shown
    assert "Born Not yet" in shown


def test_what_is_missing_is_asked_for_and_nothing_is_lost(client, case):
    wrong = {
        ("KNOWN", "", None): {"born_on": "Enter the date of birth"},
        ("ABOUT", "", None): {"age": "Enter about how many years old the child is"},
        ("ABOUT", "26", None): {"age": "The child must be 25 or younger"},
        ("KNOWN", "", date(1990, 1, 1)): {"born_on": "The child must be 25 or younger"},
    }
    for (birth, age, born_on), errors in wrong.items():
        sent = told(birth=birth, age=age, born_on_day="", born_on_month="", born_on_year="")
        sent |= typed("born_on", born_on) if born_on else {}
        page = Page(client.post(add(case), sent))
        assert page.errors == errors
        assert lost(page, {name: value for name, value in sent.items() if value}) == {}
    assert not Child.objects.exists()


def test_the_page_asks_for_no_place_and_says_so(client, case):
    page = Page(client.get(add(case)))

    assert "Never write where a child lives, a placement or a school." in page.words
    asked = {name for name in page.answers if name not in ("csrfmiddlewaretoken", "once")}
    assert not {name for name in asked if "school" in name or "address" in name}
