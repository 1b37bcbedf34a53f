"""The manager records a meeting and what follows; an officer does it, a member reads."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.journeys.test_referral_to_return import done

pytestmark = pytest.mark.one_engine


def type_date(page, legend, day, month, year="2016"):
    box = page.get_by_role("group", name=legend)
    box.get_by_label("Day").fill(day)
    box.get_by_label("Month").fill(month)
    box.get_by_label("Year").fill(year)


def test_a_meeting_its_decision_and_its_action_go_round(year, window, watch):
    manager = window("manager")
    manager.goto(reverse("pilot:contract"))
    manager.get_by_role("link", name="Meetings").click()
    manager.get_by_role("button", name="Record a meeting").click()
    type_date(manager, "On which day?", "13", "7")
    agenda = "Referrals of the quarter | Paper 1\nOther business"
    manager.get_by_label("What is on the agenda?").fill(agenda)
    manager.get_by_role("button", name="Record this meeting").click()
    expect(done(manager)).to_contain_text("The meeting is recorded")

    manager.get_by_role("link", name="Record the decision on Referrals").click()
    manager.get_by_label("What was decided?").fill("Each unit names a contact.")
    manager.get_by_role("button", name="Record the decision").click()
    manager.get_by_role("button", name="Add something to do").click()
    manager.get_by_label("What is to be done?").fill("Name a contact in the unit")
    manager.get_by_label("Who does it?").select_option(label="Oxlip Whitebeam")
    type_date(manager, "By when?", "14", "7")
    manager.get_by_role("button", name="Save this action").click()
    expect(manager.get_by_text("Each unit names a contact.")).to_be_visible()

    officer = window("officer.wcc")
    officer.goto("/")
    waiting = officer.get_by_role("row", name="Name a contact in the unit")
    waiting.get_by_role("link").click()
    officer.get_by_label("What came of it?").fill("A sergeant is named.")
    officer.get_by_role("button", name="It is done").click()
    expect(officer.get_by_role("row", name="Name a contact")).to_contain_text("Done 15")

    member = window("group")
    member.goto(reverse("pilot:contract_meeting_list"))
    member.get_by_role("link", name="13 July 2016").click()
    expect(member.get_by_text("Each unit names a contact.")).to_be_visible()
    expect(member.get_by_text("A sergeant is named.")).to_be_visible()
    watch.expect(403)
    assert member.goto(reverse("pilot:contract_meeting_record")).status == 403
