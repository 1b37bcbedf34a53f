"""Changing a number the service reckons with, or saying who has agreed to it."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import ParameterChange
from pilot.permissions import Role
from tests.pages import Page, leads_to, typed

CHANGE = reverse("reporting:parameter_change", args=["P-05"])
LIST = reverse("reporting:assumption_list")
CHANGED = {"version": 0, "number_1": "3", "agreed": "NO", "reason": "Too long to wait"}


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.SERVICE_MANAGER))


def test_the_list_shows_what_is_in_force_and_what_was(client):
    assert "In force: 5 working days" in Page(client.get(CHANGE)).words

    assert leads_to(client.post(CHANGE, CHANGED)) == LIST

    words = Page(client.get(LIST)).words
    assert "3 working days Assumed" in words
    assert "from 5 to 3. Too long to wait Default: 5 working days" in words


def test_the_group_agrees_to_what_is_in_force_already(client):
    agreed = {
        **CHANGED,
        "number_1": "5",
        "agreed": "YES",
        "agreed_by": "Contract Management Group",
        **typed("agreed_on", date(2016, 3, 21)),
    }

    assert leads_to(client.post(CHANGE, agreed)) == LIST

    words = Page(client.get(LIST)).words
    assert "5 working days Agreed Contract Management Group, 21 March 2016" in words


@pytest.mark.parametrize(
    ("code", "sent", "errors"),
    [
        ("P-05", {"number_1": "0"}, {"number_1"}),
        ("P-05", {"number_1": "5"}, {"number_1"}),
        ("P-05", {"reason": "", "agreed": ""}, {"reason", "agreed"}),
        ("P-05", {"agreed": "YES"}, {"agreed_by", "agreed_on"}),
        ("P-10", {"number_1": "3", "number_2": "3"}, {"number_2"}),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(client, code, sent, errors):
    page = Page(
        client.post(reverse("reporting:parameter_change", args=[code]), {**CHANGED, **sent})
    )

    assert page.errors.keys() == errors
    assert not ParameterChange.objects.exists()


def test_who_was_overtaken_reads_both_and_can_put_theirs_in_force_after_all(client):
    client.post(CHANGE, CHANGED)
    mine = {**CHANGED, "number_1": "4", "reason": "The team is small"}

    page = Page(answer := client.post(CHANGE, mine))

    assert answer.status_code == 409
    assert "Too long to wait The team is small" in page.words
    assert page.answer("version") == "1"
    assert ParameterChange.objects.count() == 1
    assert leads_to(client.post(CHANGE, {**mine, "version": 1})) == LIST
    assert ParameterChange.objects.latest("place").value == "4"


def test_an_unknown_number_is_not_there(client):
    for code in ("P-99", "P-22"):
        page = reverse("reporting:parameter_change", args=[code])
        assert client.get(page).status_code == 404
