"""Every page, with work on it: no fault that axe can see, and nothing wider than a phone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import get_resolver, reverse
from django.urls.resolvers import URLPattern

from tests.journeys.conftest import NARROW, WIDE

# Page, what it is about, and whether it is a form. Whoever is named may see it.
PAGES = {
    "cjw": [
        ("referrals:referral_list", ""),
        ("referrals:referral_record", "", "form"),
        ("referrals:referral_detail", "waiting"),
        ("referrals:referral_detail", "overdue"),
        ("referrals:referral_detail", "declined"),
        ("referrals:referral_edit", "waiting", "form"),
        ("referrals:referral_decline", "waiting", "form"),
        ("cases:case_open", "waiting", "form"),
        ("cases:case_list", ""),
        ("cases:case_search", "", "form"),
        ("cases:case_detail", "at_work"),
        ("cases:case_detail", "new"),
        ("cases:case_detail", "closed"),
        ("cases:case_timeline", "at_work"),
        ("cases:session_log", "at_work", "form"),
        ("cases:session_record", "awaiting", "form"),
        ("cases:attempt_log", "at_work", "form"),
        ("cases:case_move", "at_work", "form"),
        ("cases:case_close", "at_work", "form"),
    ],
    "manager": [
        ("referrals:referral_detail", "unplaced"),
        ("referrals:referral_attribute", "unplaced", "form"),
        ("cases:case_change_borough", "at_work", "form"),
    ],
}


def address(page, year):
    name, thing = page[0], page[1]
    return reverse(name, args=[getattr(year, thing).reference] if thing else [])


def faults(page):
    """What axe finds on a page, and whether a phone would have to scroll sideways."""
    found = []
    for viewport in (WIDE, NARROW):
        page.set_viewport_size(viewport)
        where = f"{page.title()} at {viewport['width']} px"
        results = Axe().run(page)
        if results.violations_count:
            found.append(f"{where}: {results.generate_report()}")
        wide, room = page.evaluate(
            "() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]"
        )
        if wide > room:
            found.append(f"{where}: {wide} px wide")
    return found


def send_empty(page):
    """Send the page's form with every answer taken away."""
    page.evaluate(
        """() => {
            const form = [...document.querySelectorAll("main form")].at(-1);
            for (const field of form.elements) {
                if (["hidden", "submit"].includes(field.type)) continue;
                if (["radio", "checkbox"].includes(field.type)) field.checked = false;
                else field.value = "";
            }
            form.requestSubmit(form.querySelector("button, input[type=submit]"));
        }"""
    )
    page.wait_for_selector(".govuk-error-summary")


@pytest.mark.parametrize("username", PAGES)
def test_every_page_is_without_fault_wide_and_narrow(username, year, window):
    page = window(username)
    found = []
    for entry in PAGES[username]:
        page.set_viewport_size(WIDE)
        assert page.goto(address(entry, year)).status == 200, entry
        found += faults(page)
        if "form" in entry:
            page.set_viewport_size(WIDE)
            send_empty(page)
            assert page.title().startswith("Error: "), entry
            found += faults(page)
    assert found == []
