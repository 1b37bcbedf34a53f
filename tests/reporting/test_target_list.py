"""The targets and baselines of a borough, for everybody who sees its figures."""

import pytest
from django.urls import reverse

from pilot.permissions import Role
from reporting.targets import WITH_TARGETS
from tests.factories import BaselineFactory, TargetFactory
from tests.pages import Page

pytestmark = pytest.mark.django_db


def address(code="WCC"):
    return reverse("reporting:target_list", args=[code])


def test_where_nothing_was_set_that_is_what_it_says(person, client_of):
    words = Page(client_of(person(Role.SERVICE_MANAGER)).get(address())).words

    assert words.count("no target set") == words.count("none recorded") == len(WITH_TARGETS)


def test_what_stands_is_listed_and_what_was_before_is_not(person, client_of):
    TargetFactory(place=1, value=10)
    TargetFactory(place=2, value=12)
    TargetFactory(place=1, code="I04", value="62.5", is_to_date=True, direction="LOWER")
    BaselineFactory(value=40)
    TargetFactory(borough__code="LBHF", value=77)

    words = Page(client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(address())).words

    assert "I05, people April to June 2016: 12 Assumed none recorded" in words
    assert "From the start to 30 June 2016: 62.5% or less Assumed" in words
    assert "40% , April 2014 to March 2015 The council’s own count" in words
    assert "77" not in words


def test_only_the_officer_is_offered_to_set_one(person, client_of):
    officer = client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(address())
    member = client_of(person(Role.CONTRACT_GROUP_MEMBER)).get(address())

    assert "Set a target" in officer.text
    assert "Set a target" not in member.text
    assert address("LBHF") in member.text
    assert address("LBHF") not in officer.text


def test_another_borough_is_no_page_for_an_officer(person, client_of):
    assert (
        client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(address("LBHF")).status_code
        == 404
    )
