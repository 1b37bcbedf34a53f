"""The ledger, line by line, and what it is narrowed to."""

from datetime import date

from django.urls import reverse

from pilot.permissions import Role
from tests.factories import CostShareFactory
from tests.pages import Page

LIST = reverse("pilot:cost_list")


def test_finance_narrows_the_ledger(person, client_of):
    CostShareFactory(borough__code="WCC", cost__supplier="Elm Languages")
    CostShareFactory(
        borough__code="LBHF", cost__supplier="Ash Training", cost__on=date(2016, 5, 3)
    )
    CostShareFactory(
        borough__code="LBHF", cost__supplier="Larch", cost__kind="ACCRUAL",
        cost__cost_line="IT",
    )  # fmt: skip
    client = client_of(person(Role.DATA_AND_FINANCE_OFFICER))

    def shown(**query):
        words = Page(client.get(LIST, query)).words
        return {name for name in ("Elm", "Ash", "Larch") if name in words}

    assert shown() == {"Elm", "Ash", "Larch"}
    assert shown(borough="LBHF") == {"Ash", "Larch"}
    assert shown(kind="ACCRUAL") == shown(cost_line="IT") == {"Larch"}
    assert shown(since_day="1", since_month="5", since_year="2016") == {"Ash"}
    assert shown(until_day="1", until_month="2", until_year="2016") == {"Elm", "Larch"}
    assert shown(borough="nowhere") == {"Elm", "Ash", "Larch"}


def test_an_officer_reads_the_lines_of_their_own_borough(person, client_of):
    CostShareFactory(borough__code="WCC", cost__supplier="Elm Languages")
    share = CostShareFactory(borough__code="RBKC", cost__supplier="Ash Training")

    page = Page(client_of(person(Role.AUTHORISED_OFFICER, "RBKC")).get(LIST))

    assert "Ash Training" in page.words
    assert "Elm Languages" not in page.words
    assert share.cost.get_absolute_url() in [address for _, address in page.links]


def test_an_empty_ledger_says_what_to_do(person, client_of):
    page = Page(client_of(person(Role.DATA_AND_FINANCE_OFFICER)).get(LIST))

    assert "No entry here. Enter a cost" in page.words
