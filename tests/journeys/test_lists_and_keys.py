"""Lists, filters and search as they behave; and the service from the keyboard alone."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import NARROW

pytestmark = pytest.mark.one_engine


def test_filters_stand_open_beside_a_list_and_keep_the_address(busy_year, window):
    page = window("cjw")
    page.goto("/cases/")

    page.get_by_label("Borough").select_option("Westminster")
    page.get_by_role("button", name="Apply filters").click()

    expect(page).to_have_url(re.compile("borough=WCC"))
    expect(page.get_by_label("Borough")).to_have_value("WCC")
    cells = page.locator("td[data-label=Borough]")
    assert set(cells.all_inner_texts()) == {"Westminster"}
    page.get_by_role("link", name="Clear filters").click()
    expect(page).not_to_have_url(re.compile("borough="))


def test_on_a_phone_filters_unfold_on_demand(year, window):
    page = window("cjw", viewport=NARROW)
    page.goto("/cases/")
    expect(page.get_by_label("Borough")).to_be_hidden()

    page.get_by_role("button", name="Show filters").click()

    expect(page.get_by_label("Borough")).to_be_visible()


def test_tabs_sorting_and_pages_are_plain_links(busy_year, window):
    page = window("cjw")
    page.goto("/cases/")
    expect(page.get_by_text(re.compile("Showing 1 to 25 of"))).to_be_visible()

    page.get_by_role("link", name="Next page").click()
    expect(page.get_by_text(re.compile("Showing 26 to"))).to_be_visible()
    page.get_by_role("link", name=re.compile("^Closed")).click()
    expect(page.get_by_text("1 result", exact=True)).to_be_visible()
    page.get_by_role("link", name="Person").click()
    heading = page.get_by_role("columnheader", name="Person")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    expect(page).to_have_url(re.compile("tab=closed"))


def test_a_search_never_puts_a_name_in_the_address(year, window):
    page = window("cjw")
    page.goto("/cases/")
    page.get_by_label("Find a case").fill(year.at_work.perpetrator.surname)
    page.keyboard.press("Enter")

    link = page.get_by_role("link", name=str(year.at_work.perpetrator)).first
    expect(link).to_be_visible()
    assert year.at_work.perpetrator.surname.lower() not in page.url.lower()


def test_the_first_tab_skips_to_the_content(year, window):
    page = window("cjw")
    page.goto("/cases/")

    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to main content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main-content")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Find a case")).to_be_focused()


def test_messages_on_top_take_the_focus_and_lead_to_their_fields(year, window):
    page = window("cjw")
    page.goto("/referrals/record/2222-2222/")
    page.get_by_role("button", name="Record this referral").click()
    summary = page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()

    for message, field in (
        ("Select where the referral came from", "#id_source"),
        ("Enter why they are referred", "#id_reason"),
        ("Select where the person referred lives", "#id_residence_0"),
        ("Select where they stand in the criminal justice process", "#id_cj_status"),
    ):
        link = summary.get_by_role("link", name=message)
        link.focus()
        page.keyboard.press("Enter")
        expect(page.locator(field)).to_be_focused()
        expect(page.locator(field)).to_be_in_viewport()


def test_an_attempt_is_logged_from_the_keyboard_alone(year, window):
    page = window("cjw")
    page.goto(f"/cases/{year.new.reference}/attempt/")
    page.get_by_role("link", name="Skip to main content").focus()
    page.keyboard.press("Enter")

    page.keyboard.press("Tab")  # back to the case
    page.keyboard.press("Tab")  # how: one stop for the whole group
    expect(page.get_by_label("Phone")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Text message")).to_be_checked()
    for _ in range(5):  # what happened, day, month, year, note
        page.keyboard.press("Tab")
    page.keyboard.type("No answer to two messages")
    page.keyboard.press("Enter")

    expect(page.get_by_role("alert")).to_contain_text("The attempt is logged")
    attempt = year.new.attempts.get()
    assert (attempt.method, attempt.note) == ("TEXT", "No answer to two messages")


def test_whatever_has_the_focus_can_be_seen_to_have_it(year, window):
    page = window("cjw")
    page.goto("/cases/")
    unseen, seen = [], 0
    while True:
        page.keyboard.press("Tab")
        tag, is_marked = page.evaluate(
            """() => {
                const focused = document.activeElement;
                const style = getComputedStyle(focused);
                const marks = [style.outlineStyle, style.boxShadow];
                return [
                    focused === document.body ? "" : focused.outerHTML.slice(0, 90),
                    marks.some((mark) => mark !== "none"),
                ];
            }"""
        )
        if not tag:
            break
        seen += 1
        unseen += [] if is_marked else [tag]
    assert unseen == []
    assert seen > 20
