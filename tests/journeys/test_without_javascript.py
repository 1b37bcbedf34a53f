"""Everything that matters works where no script runs."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW
from tests.journeys.test_drafts import GO_ON
from tests.journeys.test_referral_to_return import done, refer

pytestmark = pytest.mark.one_engine


def test_from_referral_to_session_without_a_script_on_a_phone(year, window):
    page = window("cjw", java_script_enabled=False, viewport=NARROW)
    page.goto("/")
    refer(page)
    expect(done(page)).to_contain_text("is recorded")

    page.get_by_role("button", name="Accept and open a case").click()
    expect(page.get_by_label("Cara Juniper")).to_be_checked()
    page.get_by_role("button", name="Accept and open a case").click()
    expect(done(page)).to_contain_text("is accepted")

    page.get_by_role("button", name="Log a failed attempt").click()
    page.get_by_role("button", name="Log this attempt").click()
    expect(done(page)).to_contain_text("The attempt is logged")

    page.get_by_role("button", name="Log an intervention").click()
    page.get_by_label("They came", exact=True).check()
    page.get_by_label("What time?").fill("14:00")
    page.get_by_role("button", name="Log this intervention").click()
    expect(page.get_by_role("link", name="Enter what was done")).to_be_visible()
    page.get_by_label("What was done?").fill("We talked about the last fortnight.")
    page.get_by_role("button", name="Save and come back").click()
    page.get_by_role("link", name=GO_ON).last.click()
    page.get_by_role("button", name="Log this intervention").click()
    expect(done(page)).to_contain_text("The intervention is logged")


def test_menu_filters_and_search_are_there_without_a_script(year, window):
    page = window("cjw", java_script_enabled=False, viewport=NARROW)
    page.goto("/")
    page.get_by_role("link", name="Cases", exact=True).click()

    page.get_by_label("Borough").select_option("Hammersmith and Fulham")
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_label("Borough")).to_have_value("LBHF")
    page.get_by_label("Find a case").fill(year.at_work.reference)
    page.get_by_role("button", name="Search").click()

    expect(page.get_by_role("link", name=str(year.at_work.perpetrator))).to_be_visible()
