"""Each row of a sheet has its verdict; then all are imported or none."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from pilot import actions
from pilot.models import Cost
from pilot.permissions import Role
from pilot.transitions import Overtaken, TransitionRefused
from tests.factories import CostShareFactory
from tests.pages import Page

HEADINGS = [
    *("Day", "Paid or owed", "Cost line", "Amount", "Who bears it", "Who is paid"),
    "What shows it",
]
GOOD = ["27/01/2016", "Paid", "Travel", "£85.50", "WCC", "Fares", "FARES 1"]
SHARED = ["2016-01-28", "owed", "SALARY", "100.00", "KEY_YPS", "Payroll", "PAY 1"]


@pytest.fixture
def finance(person):
    return person(Role.DATA_AND_FINANCE_OFFICER)


@pytest.fixture
def sheet_of(finance):
    return lambda *rows: actions.upload_sheet(by=finance, rows=[HEADINGS, *rows])


def row(**changed):
    places = {"day": 0, "kind": 1, "line": 2, "amount": 3, "bears": 4, "shows": 6}
    cells = list(GOOD)
    for name, value in changed.items():
        cells[places[name]] = value
    return cells


def test_good_rows_are_shown_and_imported_together(sheet_of, finance, client_of):
    sheet, client = sheet_of(GOOD, SHARED), client_of(finance)
    page = Page(client.get(sheet.get_absolute_url()))
    assert "All 2 rows can be imported." in page.words
    assert not Cost.objects.exists(), "looking changes nothing"

    done = Page(client.post(sheet.get_absolute_url(), follow=True))

    assert done.done == "2 costs are in the ledger"
    direct, shared = Cost.objects.order_by("on")
    assert (direct.amount, direct.on) == (Decimal("85.50"), date(2016, 1, 27))
    assert (shared.kind, shared.shares.count()) == ("ACCRUAL", 3)
    again = Page(client.get(sheet.get_absolute_url()))
    assert "These costs were imported on 15 July 2016." in again.words


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"day": "31/02/2016"}, "Day: the day the cost arose must be a real date."),
        ({"day": ""}, "Day: enter the day the cost arose."),
        ({"day": "01/08/2016"}, "must be today or in the past"),
        ({"kind": "Given"}, "Paid or owed: write Paid or Owed."),
        ({"line": "Lunch"}, "Cost line: write Salaries, On-costs of salaries, "),
        ({"line": ""}, "Cost line: write Salaries, On-costs of salaries, "),
        ({"amount": "-5"}, "Amount: enter the amount as more than nothing."),
        ({"shows": ""}, "What shows it: enter the number of what shows it."),
        ({"amount": "=1+1"}, "A cell is a formula"),
        ({"bears": "Camden"}, "Who bears it: write Hammersmith and Fulham, Kensington"),
        ({"amount": "50000.01"}, "Westminster has £49,914.50 left"),
    ],
)
def test_one_wrong_row_is_named_and_nothing_is_imported(
    sheet_of, finance, client_of, wrong, said
):
    sheet = sheet_of(GOOD, row(**{"shows": "FARES 2", **wrong}))

    page = Page(client_of(finance).post(sheet.get_absolute_url()))

    assert "1 of 2 rows is refused" in page.words
    assert said in page.words.partition("3 Refused")[2]
    assert not Cost.objects.exists()


def test_rows_that_spend_the_award_together_are_refused_from_where_it_ends(
    sheet_of, finance, client_of
):
    rows = [row(amount="30000", shows=f"INV {number}") for number in (1, 2)]

    page = Page(client_of(finance).get(sheet_of(*rows).get_absolute_url()))

    assert "3 Refused Westminster has £20,000.00 left" in page.words


def test_a_row_that_is_in_the_ledger_or_twice_in_the_file_is_refused(
    sheet_of, finance, client_of
):
    told = {"cost__on": date(2016, 1, 27), "cost__amount": Decimal("85.50")}
    CostShareFactory(
        borough__code="WCC", cost__supplier="Fares", cost__evidence="FARES 1", **told
    )
    twice = row(shows="FARES 2")

    page = Page(client_of(finance).get(sheet_of(GOOD, twice, twice).get_absolute_url()))

    assert page.words.count("It is in the ledger already.") == 2
    assert "2 of 3 rows are refused" in page.words


def test_finance_of_one_borough_imports_no_cost_that_others_bear(person, client_of):
    keeper = person(Role.DATA_AND_FINANCE_OFFICER, "WCC")
    sheet = actions.upload_sheet(by=keeper, rows=[HEADINGS, SHARED, row(bears="LBHF")])

    page = Page(client_of(keeper).get(sheet.get_absolute_url()))

    assert "You do not keep the money of every borough that bears it." in page.words
    assert "2 of 2 rows are refused" in page.words


def test_the_action_itself_imports_all_or_none_and_once(sheet_of, finance, facts):
    good = {"kind": "ACTUAL", "on": date(2016, 1, 4), "cost_line": "TRAVEL", "key": ""}
    good |= {"amount": Decimal(9), "supplier": "Fares", "evidence": "F 1"}
    good["borough"] = facts.boroughs["WCC"]
    beyond = {**good, "amount": Decimal(50001), "evidence": "F 2"}
    sheet = sheet_of(GOOD)
    for costs in ([good, None], [good, beyond]):
        with pytest.raises(TransitionRefused, match="nothing was imported"):
            actions.import_sheet(sheet, by=finance, costs=costs)
        assert not Cost.objects.exists()

    actions.import_sheet(sheet, by=finance, costs=[good])

    with pytest.raises(Overtaken):
        actions.import_sheet(sheet, by=finance, costs=[good])


def test_a_colleagues_sheet_is_not_there(sheet_of, person, client_of):
    other = person(Role.DATA_AND_FINANCE_OFFICER)

    for name in ("sheet_check", "sheet_refused"):
        address = reverse(f"pilot:{name}", args=[sheet_of(GOOD).reference])
        assert client_of(other).get(address).status_code == 404
