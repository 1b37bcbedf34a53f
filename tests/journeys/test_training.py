"""Training from its plan to what changed: the register by keyboard, answers by token."""

import re

import pytest
from playwright.sync_api import expect

from referrals.models import ITEMS, ConfidenceSlip, TrainingEvent
from tests.journeys.conftest import NARROW
from tests.journeys.test_referral_to_return import done

pytestmark = pytest.mark.one_engine


def plan(page):
    page.goto("/")
    page.get_by_role("link", name="Training and advice").click()
    page.get_by_role("link", name="Training", exact=True).click()
    page.get_by_role("button", name="Plan training").click()
    page.get_by_label("What is the training called?").fill("Safe conversations")
    page.get_by_label("Half day").check()
    for part, typed in (("Day", "15"), ("Month", "July"), ("Year", "2016")):
        page.get_by_label(part, exact=True).fill(typed)
    page.get_by_label("Children’s Services").check()
    page.get_by_label("Westminster").check()
    page.get_by_role("button", name="Plan this training").click()
    expect(done(page)).to_contain_text("The training on 15 July 2016 is planned")


def answer(page, token, when, number):
    """Somebody with nothing but a slip answers on their phone."""
    page.goto("/answer/")
    page.get_by_label("What is your token?").fill(token.lower().replace("-", " "))
    page.get_by_label(when).check()
    for question in ITEMS.values():
        page.get_by_role("group", name=question).get_by_label(number).check()
    page.get_by_role("button", name="Send my answers").click()


def test_training_from_its_plan_to_a_matched_pair(year, window):
    trainer = window("fsw")
    plan(trainer)
    event = TrainingEvent.objects.get(title="Safe conversations")

    trainer.get_by_role("button", name="Take the register").click()
    trainer.get_by_label("Add somebody by name").press_sequentially("fieldm")
    trainer.get_by_label("Constable Fieldmouse", exact=True).check()
    trainer.get_by_label("Add how many people").fill("11")
    trainer.get_by_role("button", name="Add to the register").click()
    expect(done(trainer)).to_contain_text("Added to the register")
    expect(trainer.get_by_role("checkbox")).to_have_count(12)

    named = ConfidenceSlip.objects.get(
        attendance__event=event, attendance__practitioner=year.practitioner
    )
    phone = window(viewport=NARROW)
    answer(phone, named.token, "Before the training", "2")
    expect(phone.get_by_text("Your answers have arrived")).to_be_visible()

    # All came except number 12, without touching the mouse.
    trainer.get_by_role("button", name="Tick everybody").focus()
    trainer.keyboard.press("Enter")
    boxes = trainer.get_by_role("checkbox")
    expect(boxes.first).to_be_focused()
    trainer.keyboard.type("12")
    expect(boxes.nth(11)).not_to_be_checked()
    trainer.keyboard.press("3")
    expect(boxes.nth(2)).not_to_be_checked()
    trainer.keyboard.press("3")
    expect(boxes.nth(2)).to_be_checked()
    trainer.keyboard.press("Enter")
    expect(done(trainer)).to_contain_text("The register is taken: 11 came")

    answer(phone, named.token, "After the training", "4")
    expect(phone.get_by_text("Your answers have arrived")).to_be_visible()
    answer(phone, named.token, "After the training", "5, very")
    expect(phone.get_by_text(re.compile("Check the token"))).to_be_visible()
    assert {cookie["name"] for cookie in phone.context.cookies()} == {"csrf"}

    trainer.reload()
    pairs = "1 of 11 people who came answered before and after (9%)"
    expect(trainer.get_by_text(pairs)).to_be_visible()
    expect(trainer.get_by_text("shown from 3 people on")).to_be_visible()


def test_a_register_is_taken_without_a_script(year, window):
    page = window("fsw", java_script_enabled=False, viewport=NARROW)
    page.goto(f"{year.training_today.get_absolute_url()}register/")

    page.get_by_role("button", name="Tick everybody").click()
    page.get_by_label("Ms Linnet").uncheck()
    page.get_by_role("button", name="Save the register").click()

    expect(done(page)).to_contain_text("The register is taken: 3 came")
