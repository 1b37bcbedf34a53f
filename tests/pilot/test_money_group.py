"""The money of all three boroughs side by side."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CostShareFactory
from tests.pages import Page

PAGE = reverse("pilot:money_group")


def test_the_boroughs_stand_side_by_side_and_add_up(person, client_of):
    for code, amount in (("LBHF", "46000"), ("WCC", "4000.50")):
        CostShareFactory(
            borough__code=code, cost__amount=Decimal(amount), cost__on=date(2016, 1, 4)
        )

    page = Page(client_of(person(Role.CONTRACT_GROUP_MEMBER)).get(PAGE))

    assert "The pilot £150,000.00 £50,000.50 33.3% £0.00 £99,999.50" in page.words
    assert "Nine tenths are spent." in page.words
    assert "the councils add £0.00" in page.words
    assert "Enter a cost" not in page.words


def test_finance_is_shown_what_there_is_to_do(person, client_of):
    page = Page(client_of(person(Role.DATA_AND_FINANCE_OFFICER)).get(PAGE))

    assert "October to December 2015 without a comment" in page.words
    assert "Money of 2015/16 without an approval" in page.words
    assert reverse("pilot:cost_enter") in [address for _, address in page.links]
