"""A concern goes from a figure to the provider and back, and the group sees it in short."""

import re

import pytest
from playwright.sync_api import expect

from pilot.models import Concern
from tests.journeys.test_referral_to_return import done

pytestmark = pytest.mark.one_engine

SEEN = "Hardly anybody was at the station in June."


def test_a_concern_from_a_figure_is_answered_resolved_and_closed(year, window, watch):
    officer, manager = window("officer.wcc"), window("manager")
    officer.goto("/figures/WCC/2016Q2/")
    days = officer.locator("#I23")
    days.get_by_role("link", name="Raise a concern about this").click()
    expect(officer.get_by_text(re.compile(r"\d commissioned$"))).to_be_visible()
    officer.get_by_label("What is it about?").select_option("Staffing")
    officer.get_by_label("What concerns you?").fill(f"Sage Meadow says: {SEEN}")
    officer.get_by_label("Medium").check()
    officer.get_by_label("Getting worse").check()
    officer.get_by_label("What would settle it?").fill("The days are made up.")
    officer.get_by_role("button", name="Raise this concern").click()

    box = officer.get_by_label("I have checked")
    expect(box).to_be_visible()
    officer.get_by_label("What concerns you?").fill(SEEN)
    officer.get_by_role("button", name="Raise this concern").click()
    expect(done(officer)).to_contain_text("The concern is raised")
    concern = Concern.objects.get(borough="WCC")
    expect(officer.get_by_text("Response due Friday 29 July 2016")).to_be_visible()

    manager.goto("/")
    row = manager.get_by_role("row", name=concern.reference)
    row.get_by_role("link", name="Acknowledge").click()
    expect(manager.get_by_text(SEEN)).to_be_visible()
    manager.get_by_role("link", name="Answer", exact=True).click()
    manager.get_by_label("What is your answer?").fill("A colleague covers from Monday.")
    manager.get_by_role("button", name="Send this answer").click()
    expect(done(manager)).to_contain_text("Your answer is sent")
    manager.get_by_role("button", name="Write a message").click()
    manager.get_by_label("What do you write?").fill("The rota is on its way to you.")
    manager.get_by_role("button", name="Send this message").click()
    manager.get_by_role("link", name="Say that it is resolved").click()
    manager.get_by_label("What settled it?").fill("Every day of July was worked.")
    manager.get_by_role("button", name="Say that it is resolved").click()

    group = window("group")
    group.goto(f"/concerns/{concern.reference}/")
    expect(group.get_by_text("stays between them")).to_be_visible()
    expect(group.get_by_text(SEEN)).to_have_count(0)

    officer.goto("/")
    officer.get_by_role("link", name="Close or reopen").click()
    expect(officer.get_by_text("Every day of July was worked.")).to_be_visible()
    officer.get_by_role("button", name="Close this concern").click()
    officer.get_by_label("How did it end").fill("Settled; tell us sooner next time.")
    officer.get_by_role("button", name="Close this concern").click()
    expect(done(officer)).to_contain_text("The concern is closed")
    watch.expect(404)
    elsewhere = window("officer.rbkc").goto(f"/concerns/{concern.reference}/")
    assert elsewhere.status == 404
