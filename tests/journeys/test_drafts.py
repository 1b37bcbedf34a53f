"""Half-written texts outlive a time-out, a closed window and a call at the door."""

import re

import pytest
from playwright.sync_api import expect

from cases.models import Session
from tests.journeys.test_signing_in import sign_in

RECORD = "What was done?"
GO_ON = re.compile("^Go on.*Log an intervention")  # a draft's line on the home page


@pytest.fixture
def form(year, window):
    """A page on which somebody is about to write, with a clock that a test can move."""
    page = window("cjw")
    page.clock.install()
    page.goto(f"/cases/{year.new.reference}/session/")
    page.get_by_label("They came", exact=True).check()
    page.get_by_label("What time?").fill("14:00")
    return page


def write(page, text="We talked about Sundays and"):
    """Type, and let the page save by itself."""
    page.get_by_label(RECORD).fill(text)
    page.clock.fast_forward(4000)
    expect(page.locator("[data-draft-status]")).to_have_text(
        re.compile(r"Draft saved \d\d:\d\d")
    )


def test_the_draft_is_back_after_a_time_out(form, year, idle_for):
    write(form)
    idle_for(form, minutes=16)

    form.get_by_role("button", name="Log this intervention").click()
    expect(form.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    assert not Session.objects.filter(case=year.new).exists()
    sign_in(form, "cjw")

    expect(form).to_have_url(re.compile(f"{year.new.reference}/session/$"))
    expect(form.get_by_label(RECORD)).to_have_value("We talked about Sundays and")
    expect(form.get_by_text("This is what you typed earlier")).to_be_visible()


def test_a_page_left_open_goes_to_the_sign_in_by_itself(form, idle_for):
    form.get_by_label(RECORD).fill("We talked about Sundays and")
    form.clock.fast_forward(4000)
    expect(form.locator("[data-draft-status]")).to_contain_text("Draft saved")
    idle_for(form, minutes=16)

    form.clock.fast_forward("15:10")

    expect(form.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    sign_in(form, "cjw")
    expect(form.get_by_label(RECORD)).to_have_value("We talked about Sundays and")


def test_two_minutes_before_the_end_the_page_offers_to_stay(form):
    form.clock.fast_forward("13:10")
    dialog = form.get_by_role("dialog", name="Are you still there?")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("button", name="Stay signed in")).to_be_focused()

    with form.expect_response("**/session/stay/") as stayed:
        dialog.get_by_role("button", name="Stay signed in").click()

    assert stayed.value.status == 204
    expect(dialog).to_be_hidden()


def test_the_draft_is_there_after_the_window_was_closed(form, year, window):
    write(form)
    form.close()

    page = window("cjw")
    page.goto(f"/cases/{year.new.reference}/session/")

    expect(page.get_by_label(RECORD)).to_have_value("We talked about Sundays and")


def test_save_and_come_back_is_taken_up_from_home(form, year):
    form.get_by_label("They came late").check()
    form.get_by_label(RECORD).fill("Half a sen")
    form.get_by_role("button", name="Save and come back").click()
    expect(form.get_by_role("alert")).to_contain_text("Saved for later, not recorded yet")

    form.get_by_role("link", name=GO_ON).last.click()

    expect(form).to_have_url(re.compile(f"{year.new.reference}/session/$"))
    expect(form.get_by_label(RECORD)).to_have_value("Half a sen")
    expect(form.get_by_label("They came late")).to_be_checked()
    form.get_by_label(RECORD).fill("A whole sentence.")
    form.get_by_role("button", name="Log this intervention").click()
    expect(form.get_by_role("alert")).to_contain_text("The intervention is logged")
    form.goto("/")
    expect(form.get_by_role("link", name=GO_ON)).to_have_count(
        1  # the one on another case
    )


def test_a_draft_can_be_thrown_away(form):
    write(form)
    form.reload()
    form.get_by_role("button", name="Throw this draft away and start again").click()

    expect(form.get_by_role("alert")).to_contain_text("Thrown away: Log an intervention")
    expect(form.get_by_label(RECORD)).to_have_value("")


def test_a_draft_that_cannot_be_saved_says_so(form, watch, idle_for):
    idle_for(form, minutes=16)

    form.get_by_label(RECORD).fill("We talked about Sundays and")
    form.clock.fast_forward(4000)

    expect(form.locator("[data-draft-status]")).to_have_text(
        "Draft not saved. Trying again."
    )


def test_nothing_is_kept_in_the_browser(form):
    write(form)

    kept = form.evaluate(
        "async () => [localStorage.length, sessionStorage.length, "
        "(await indexedDB.databases()).length, document.cookie]"
    )

    assert kept == [0, 0, 0, ""]
