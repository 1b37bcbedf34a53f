"""Entering a cost: for one borough or all, with the refusal beside the amount."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.models import Cost
from pilot.permissions import Role
from tests.pages import Page, typed

ENTER = reverse("pilot:cost_enter")
COST = {
    "kind": "ACTUAL",
    "cost_line": "SALARY",
    "amount": "£2,850.50",
    "bears": "KEY_CJW",
    "supplier": "Payroll",
    "evidence": "PAY JAN 16",
    **typed("on", date(2016, 1, 27)),
}


@pytest.fixture
def client(person, client_of):
    return client_of(person(Role.DATA_AND_FINANCE_OFFICER))


def test_a_shared_cost_is_entered_as_people_write_money(client):
    done = Page(client.post(ENTER, COST, follow=True))

    cost = Cost.objects.get()
    assert (str(cost.amount), cost.key.code) == ("2850.50", "KEY_CJW")
    assert done.done == "The cost of £2,850.50 is in the ledger"
    assert "Hammersmith and Fulham £1,140.20" in done.words


def test_a_cost_beyond_the_award_is_refused_beside_the_amount(client):
    page = Page(client.post(ENTER, {**COST, "amount": "50000.01", "bears": "RBKC"}))

    assert page.errors["amount"].startswith("Kensington and Chelsea has £50,000.00 left")
    assert page.answer("supplier") == "Payroll"
    assert not Cost.objects.exists()


@pytest.mark.parametrize("amount", ["", "0", "-1", "1.005", "x", "NaN", "Infinity", "1e9"])
def test_an_amount_that_is_none_is_asked_about(client, amount):
    page = Page(client.post(ENTER, {**COST, "amount": amount}))

    assert set(page.errors) == {"amount"}
    assert not Cost.objects.exists()


def test_nothing_answered_asks_for_everything(client):
    page = Page(client.post(ENTER, {}))

    asked = {"kind", "on", "cost_line", "amount", "bears", "supplier", "evidence"}
    assert set(page.errors) == asked
