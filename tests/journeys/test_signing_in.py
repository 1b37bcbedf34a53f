"""Signing in and out, and what a change of roles opens and shuts at once."""

import re

import pytest
from playwright.sync_api import expect

from pilot.demonstration import PEOPLE
from tests.factories import PASSWORD

pytestmark = pytest.mark.one_engine


def sign_in(page, username, password=PASSWORD):
    page.get_by_label("Sign-in name").fill(username)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def home_of(page):
    """The person's home page, once it is there."""
    return page.get_by_role("navigation", name="Menu").get_by_role("link", name="Home")


def test_every_role_signs_in_on_the_page_and_arrives_at_a_home(year, window):
    page = window()
    for username, person in PEOPLE.items():
        page.goto("/sign-in/")
        sign_in(page, username)
        expect(home_of(page)).to_have_attribute("aria-current", re.compile("page|true"))
        banner = page.get_by_role("banner")
        expect(banner).to_contain_text(f"{person.first_name} {person.last_name}")
        expect(banner).to_contain_text(person.role.label)
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()


def test_a_wrong_password_says_so_without_saying_which_half_was_wrong(year, window):
    page = window()
    page.goto("/sign-in/")
    said = []
    for username in ("cjw", "nobody.at.all"):
        sign_in(page, username, "not-the-password-at-all")
        said.append(page.locator(".govuk-error-summary").inner_text())
        expect(page).to_have_title(re.compile("^Error: "))
    assert said[0] == said[1]


def test_a_page_asked_for_before_signing_in_comes_after_it(year, window):
    page = window()
    page.goto(year.at_work.get_absolute_url())
    sign_in(page, "cjw")

    expect(page).to_have_url(re.compile(re.escape(year.at_work.get_absolute_url()) + "$"))


def test_in_the_demonstration_one_click_signs_in(year, window, settings):
    settings.PILOT_DEMO = True
    page = window()
    for username, person in PEOPLE.items():
        page.goto("/sign-in/")
        name = page.get_by_text(username, exact=True)
        row = page.get_by_role("listitem").filter(has=name)
        row.get_by_role("button").click()

        expect(home_of(page)).to_be_visible()
        expect(page.get_by_role("banner")).to_contain_text(f"{person.first_name}")
        expect(page.get_by_text("Today is taken to be Friday 15 July 2016")).to_be_visible()
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()


def test_in_the_demonstration_one_can_change_places(year, window, settings):
    settings.PILOT_DEMO = True
    page = window("cjw")
    page.goto("/")
    page.get_by_text("Sign in as somebody else").click()
    page.get_by_role("button", name="Service manager").click()

    expect(page.get_by_role("heading", name="The service today")).to_be_visible()


def test_outside_the_demonstration_there_is_no_such_click(year, window):
    page = window()
    page.goto("/sign-in/")

    expect(page.get_by_text("Try it with one click")).to_have_count(0)


def test_a_role_opens_its_pages_when_granted_and_shuts_them_when_ended(year, window, watch):
    watch.expect(403)
    admin, person = window("admin"), window("auditor")
    assert person.goto("/cases/").status == 403

    admin.goto(f"/people/{year.people['auditor'].pk}/")
    admin.get_by_role("button", name="Grant a role").click()
    admin.get_by_label("Service manager").check()
    admin.get_by_label("Westminster").check()
    admin.get_by_label("Why?").fill("Stands in for August")
    admin.get_by_role("button", name="Grant this role").click()
    expect(admin.get_by_role("alert")).to_contain_text(
        "Hazel Spindle is now Service manager"
    )

    assert person.goto("/cases/").status == 200
    expect(person.get_by_role("heading", name="Cases")).to_be_visible()

    admin.get_by_role("link", name="End Service manager, Westminster").click()
    admin.get_by_label("Why?").fill("August is over")
    admin.get_by_role("button", name="End this role").click()
    expect(admin.get_by_role("alert")).to_contain_text("is no longer Service manager")
    expect(admin.get_by_text("August is over")).to_be_visible()

    assert person.goto("/cases/").status == 403


def test_an_administrator_cannot_grant_themselves_anything(year, window):
    admin = window("admin")
    admin.goto(f"/people/{year.people['admin'].pk}/")

    expect(admin.get_by_text("Nobody grants themselves a role")).to_be_visible()
    expect(admin.get_by_role("button", name="Grant a role")).to_have_count(0)


def test_after_signing_out_back_shows_nothing(
    year, browser_type, browser_type_launch_args, live_server, watch, session_cookie
):
    # A browser driven by tests usually has its back/forward cache switched off, and then
    # passes whatever the headers say: here it is left on.
    browser = browser_type.launch(
        **browser_type_launch_args, ignore_default_args=["--disable-back-forward-cache"]
    )
    context = browser.new_context(base_url=live_server.url)
    watch.over(context)
    context.add_cookies([session_cookie("cjw")])
    page = context.new_page()
    page.goto(year.at_work.get_absolute_url())
    name = str(year.at_work.perpetrator)
    expect(page.get_by_role("heading", name=name)).to_be_visible()

    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    page.evaluate("history.back()")

    expect(page).to_have_url(re.compile("next="))
    expect(page.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
    expect(page.get_by_text(name)).to_have_count(0)
    browser.close()


def test_what_is_new_is_hidden_once_and_stays_hidden(year, window):
    page = window("cjw")
    page.goto("/cases/")
    page.get_by_role("button", name="Hide this message").click()

    expect(page.get_by_role("heading", name="Cases")).to_be_visible()
    expect(page.get_by_text("What’s new:")).to_have_count(0)
    again = window("cjw")
    again.goto("/")
    expect(again.get_by_text("What’s new:")).to_have_count(0)
