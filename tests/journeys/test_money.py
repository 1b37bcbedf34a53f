"""Costs come from a spreadsheet and stand in the grid; an officer sees their own."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.test_referral_to_return import done

pytestmark = pytest.mark.one_engine

COSTS = """Day,Paid or owed,Cost line,Amount,Who bears it,Who is paid,What shows it
27/06/2016,Paid,Salaries,"2,850.50",Criminal Justice Worker,Payroll,PAY JUN 16
28/06/2016,Owed,Interpreting,{amount},Westminster,Elm Languages,EL 83
"""


def send(page, file):
    page.get_by_label("Which file?").set_input_files(file)
    page.get_by_role("button", name="Check this file").click()


def test_costs_are_imported_and_each_officer_sees_their_own(year, window, watch, tmp_path):
    file = tmp_path / "costs.csv"
    finance = window("finance")
    finance.goto("/")
    finance.get_by_role("link", name="Money", exact=True).click()
    finance.get_by_role("link", name="Ledger").click()
    finance.get_by_role("button", name="Import costs").click()

    file.write_text(COSTS.format(amount="much"))
    send(finance, file)
    expect(finance.get_by_text("1 of 2 rows is refused")).to_be_visible()
    with finance.expect_download() as refused:
        finance.get_by_role("link", name="Download the rows that are refused").click()
    assert refused.value.suggested_filename == "refused-rows.csv"

    finance.get_by_role("link", name="Another file").click()
    file.write_text(COSTS.format(amount="241.80"))
    send(finance, file)
    finance.get_by_role("button", name="Import 2 costs").click()
    expect(done(finance)).to_contain_text("2 costs are in the ledger")

    officer = window("officer.wcc")
    officer.goto("/")
    officer.get_by_role("link", name="Money").click()
    expect(officer.get_by_role("heading", name="Westminster")).to_be_visible()
    expect(officer.get_by_role("row", name="Interpreting")).to_contain_text("£241.80")
    expect(officer.get_by_role("row", name="Salaries")).to_contain_text("£1,140.20")
    watch.expect(404)
    elsewhere = officer.goto(reverse("pilot:money_borough", args=["LBHF"]))
    assert elsewhere.status == 404
