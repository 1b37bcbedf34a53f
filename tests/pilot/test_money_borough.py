"""A borough's grid: planned, spent, expected and left, for its officer and others."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from pilot.actions import reverse_cost
from pilot.models import Cost
from pilot.permissions import Role
from tests.factories import (
    CarryForwardFactory,
    CostShareFactory,
    ForecastMonthFactory,
    VarianceCommentFactory,
)
from tests.pages import Page


def at(code):
    return reverse("pilot:money_borough", args=[code])


def spend(code, amount, on=date(2016, 1, 4)):
    CostShareFactory(borough__code=code, cost__amount=Decimal(amount), cost__on=on)


def test_an_officer_sees_their_own_borough_and_no_other(person, client_of):
    spend("RBKC", "12345.67")
    spend("WCC", "7654.32")
    officer = client_of(person(Role.AUTHORISED_OFFICER, "RBKC"))

    page = Page(officer.get(at("RBKC")))

    assert "£12,345.67" in page.words
    assert "7,654.32" not in page.words
    assert "All three boroughs" not in page.words
    assert "Say why" not in page.words
    assert officer.get(at("WCC")).status_code == 404
    (raises,) = [href for text, href in page.links if text.startswith("Raise a concern")]
    assert "£12,345.67 of £50,000.00 (24.7%)" in Page(officer.get(raises)).words


def test_the_grid_says_what_was_planned_and_what_is_assumed(person, client_of):
    spend("WCC", "11500")

    page = Page(client_of(person(Role.DATA_AND_FINANCE_OFFICER)).get(at("WCC")))

    assert "£12,500.00 Assumed £11,500.00 −£1,000.00 A little off plan" in page.words
    assert "A comment is missing." in page.words
    assert "Award £50,000.00" in page.words
    assert "Travel £0.00 £0.00 £11,500.00 £0.00 £0.00 £11,500.00 Not divided" in page.words
    assert "Nobody has made a forecast yet." in page.words
    assert "No approval is recorded" in page.words


def test_a_comment_a_forecast_and_an_approval_are_shown(person, client_of):
    VarianceCommentFactory(borough__code="WCC")
    ForecastMonthFactory(forecast__borough__code="WCC")
    CarryForwardFactory(borough__code="WCC")

    page = Page(client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(at("WCC")))

    assert "The third post was filled late" in page.words
    assert "August 2016 £4,000.00" in page.words
    assert "£900.00, approved on 12 April 2016 by the MOPAC grants manager" in page.words


def test_nine_tenths_spent_warns(person, client_of):
    spend("WCC", "45000")

    page = Page(client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(at("WCC")))

    assert "More than nine tenths of the award are spent." in page.words


def test_a_quarter_that_takes_back_more_than_it_paid_is_shown(person, client_of):
    spend("WCC", "250.00", on=date(2016, 6, 27))
    cost = Cost.objects.get()
    reverse_cost(
        cost,
        by=person(Role.DATA_AND_FINANCE_OFFICER),
        on=date(2016, 7, 15),
        reason="Entered twice",
    )

    page = Page(client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(at("WCC")))

    assert "−£250.00" in page.words
    assert "July to September 2016 Spent −250.00" in page.words
    assert "Spent £0.00 (0.0%)" in page.words
