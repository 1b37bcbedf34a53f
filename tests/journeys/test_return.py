"""A quarter's return from its beginning to its restatement, as everybody who takes part."""

import re

from playwright.sync_api import expect

from pilot import audit, calendar
from pilot.models import Borough
from reporting.models import Return
from tests.factories import SessionFactory, VarianceCommentFactory

PAGE = "/returns/WCC/2015Q4/"


def done(page):
    """The green banner, once it is there."""
    return page.get_by_role("alert")


def write(page, heading, text):
    """An answer is written from the comments of the return."""
    page.get_by_role("link", name=re.compile(f"^(Write|Change) {heading}$")).click()
    page.get_by_role("textbox").fill(text)
    page.get_by_role("button", name="Save this text").click()
    expect(done(page)).to_contain_text("is saved")


def sign(page):
    page.goto(PAGE)
    page.get_by_role("button", name=re.compile("^Sign it")).click()
    page.get_by_label("I sign this return for the provider").check()
    page.get_by_role("button", name="Sign this return").click()
    expect(done(page)).to_contain_text("The return is signed")


def accept(page):
    page.goto(PAGE)
    page.get_by_role("button", name="Take it into review").click()
    page.get_by_role("button", name="Accept it").click()
    page.get_by_role("button", name="Accept this return").click()
    expect(done(page)).to_contain_text("The return is accepted")


def submit(page):
    page.goto(PAGE)
    page.get_by_role("button", name="Submit it to MOPAC").click()
    page.get_by_label("The accepted version goes to MOPAC").check()
    page.get_by_role("button", name="Submit this return").click()
    expect(done(page)).to_contain_text("The return is submitted")


def test_a_return_from_open_to_restated_as_every_role(year, window, tmp_path):
    finance, manager, admin = window("finance"), window("manager"), window("admin")
    VarianceCommentFactory(borough=Borough.objects.get(pk="WCC"), quarter="2015Q4")

    finance.goto(PAGE)
    finance.get_by_role("button", name="Begin this return").click()
    expect(finance.get_by_text("Achievements: nothing is written")).to_be_visible()
    finance.get_by_role("link", name="Comments").click()
    write(finance, "achievements", "All three posts are filled.")
    write(finance, "delays", "Nothing was late.")
    write(finance, "case study", "A man asked for the full programme himself.")
    finance.get_by_role("link", name="Forecast and variance").click()
    write(finance, "next quarter", "More training.")

    manager.goto(f"{PAGE}sign/")
    expect(manager.get_by_text("It cannot be done yet")).to_be_visible()
    manager.get_by_role("link", name="Case study: a second person").click()
    manager.get_by_label("I have read it").check()
    manager.get_by_role("button", name="Release this text").click()
    expect(done(manager)).to_contain_text("is released")
    sign(manager)

    officer = window("officer.wcc")
    officer.goto(PAGE)
    officer.get_by_role("button", name="Take it into review").click()
    officer.get_by_role("link", name="Send it back").click()
    officer.get_by_role("textbox").fill("Say more about the days.")
    officer.get_by_role("button", name="Send this return back").click()
    expect(done(officer)).to_contain_text("asked to put it right")

    finance.goto(f"{PAGE}?tab=comments")
    write(finance, "delays", "Nothing was late; two days were made up.")
    sign(manager)
    accept(officer)
    submit(admin)
    with admin.expect_download() as download:
        admin.get_by_role("link", name="Excel file of version 2").click()
    assert download.value.suggested_filename == "return-WCC-2015Q4-v2.xlsx"

    late = SessionFactory(
        case__borough_id="WCC",
        borough_id="WCC",
        on=calendar.pilot_quarters()[0].period.last,
        attended=True,
    )
    audit.record(late, "logged", by=year.people["manager"])
    manager.goto(PAGE)
    expect(manager.get_by_text("Changed since it was signed")).to_be_visible()
    manager.get_by_role("button", name="State it again").click()
    manager.get_by_role("textbox").fill("A session was recorded late.")
    manager.get_by_role("button", name="State it again").click()
    expect(done(manager)).to_contain_text("written and signed again")
    sign(manager)
    accept(officer)
    submit(admin)

    officer.goto(PAGE)
    expect(officer.get_by_role("heading", name="Restated in version 3")).to_be_visible()
    expect(officer.get_by_text("what version 2 said as submitted")).to_be_visible()
    officer.goto(f"{PAGE}?version=2")
    expect(officer.get_by_text("Version 2, signed on")).to_be_visible()
    expect(officer.get_by_text("Changed since it was signed")).to_be_visible()
    of = Return.objects.get(borough="WCC", quarter="2015Q4")
    assert (of.status, of.signed, of.submitted) == (Return.Status.SUBMITTED, 3, 3)
