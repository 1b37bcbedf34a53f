"""The list of concerns: whose, what is next, and what it is narrowed to."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.permissions import Role
from tests.factories import ConcernFactory
from tests.pages import Page

LIST = reverse("pilot:concern_list")


@pytest.fixture
def concerns(facts):
    here = {"borough__code": "WCC"}
    return {
        "late": ConcernFactory(**here),
        "answered": ConcernFactory(**here, answered=True, severity="RED"),
        "resolved": ConcernFactory(**here, resolved=True, kind="FINANCE"),
        "closed": ConcernFactory(**here, closed=True),
        "elsewhere": ConcernFactory(borough__code="LBHF", escalated_on=date(2016, 7, 14)),
    }


def listed(client, concerns, query=""):
    words = Page(client.get(LIST + query)).words
    return {name for name, each in concerns.items() if each.reference in words}


def test_an_officer_sees_their_own_and_what_is_shared(person, client_of, concerns):
    shared = {**concerns, "shared": ConcernFactory(borough__code="RBKC", shared=True)}
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))

    assert listed(client, shared) == {"late", "answered", "resolved", "shared"}
    assert listed(client, shared, "?tab=closed") == {"closed"}


def test_the_provider_and_the_group_see_every_boroughs(person, client_of, concerns):
    for role in (Role.SERVICE_MANAGER, Role.CONTRACT_GROUP_MEMBER):
        client = client_of(person(role))
        assert listed(client, concerns, "?tab=agenda") == {"elsewhere"}
        assert listed(client, concerns) == {"late", "answered", "resolved", "elsewhere"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?borough=LBHF", {"elsewhere"}),
        ("?severity=RED", {"answered"}),
        ("?kind=FINANCE", {"resolved"}),
        ("?status=RAISED&borough=WCC", {"late"}),
        ("?is_overdue=on&borough=WCC", {"late"}),
        ("?status=RAISED&severity=RED", set()),
    ],
)
def test_the_list_is_narrowed_in_the_address(person, client_of, concerns, query, found):
    assert listed(client_of(person(Role.SERVICE_MANAGER)), concerns, query) == found


def test_each_row_says_what_is_next(person, client_of, concerns):
    words = Page(client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(LIST)).words

    assert "Acknowledgement was due Wednesday 13 July 2016 Overdue" in words
    assert "Resolution due Monday 22 August 2016" in words
    assert "Resolved: for the officer to close" in words
