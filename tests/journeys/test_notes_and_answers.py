"""A note from its writing to its lock and beyond, and a person asked about themselves."""

from datetime import date

import pytest
from playwright.sync_api import expect

from cases.models import CaseNote, EqualityRecord

pytestmark = pytest.mark.one_engine


def done(page):
    return page.get_by_role("alert")


def test_a_note_is_asked_about_written_changed_locked_and_added_to(year, window, settings):
    worker = window("cjw")
    worker.goto(year.new.get_absolute_url())
    worker.get_by_role("link", name="Notes and documents").click()
    worker.get_by_role("button", name="Write a note").click()
    worker.get_by_label("Conversation with a professional").check()
    worker.get_by_label("Where does it come from?").select_option("Police")
    worker.get_by_label("What do you want to keep?").fill(
        "She told me to ring 020 7946 0000."
    )
    worker.get_by_role("button", name="Save this note").click()

    summary = worker.get_by_role("alert")
    expect(summary).to_contain_text("Check this text")
    text = worker.get_by_label("What do you want to keep?")
    expect(text).to_have_value("She told me to ring 020 7946 0000.")
    text.fill("The constable asked for a call back.")
    worker.get_by_role("button", name="Save this note").click()
    expect(done(worker)).to_contain_text("The note is on case")
    expect(worker.get_by_text("Open until the end of Monday 18 July")).to_be_visible()

    worker.get_by_role("link", name="Change the note").click()
    worker.get_by_label("What do you want to keep?").fill("The constable rang twice.")
    worker.get_by_role("button", name="Save this note").click()
    expect(done(worker)).to_contain_text("is changed")

    settings.PILOT_TODAY = date(2016, 7, 19)
    worker.reload()
    expect(worker.get_by_text("Locked.")).to_be_visible()
    worker.get_by_role("link", name="Add to this note").click()
    worker.get_by_label("What do you want to add?").fill("He rang a third time.")
    worker.get_by_role("button", name="Add to the note").click()
    expect(worker.get_by_text("The constable rang twice.")).to_be_visible()
    expect(worker.get_by_text("He rang a third time.")).to_be_visible()
    note = CaseNote.objects.get(case=year.new)
    assert (note.text, note.addenda.count()) == ("The constable rang twice.", 1)


def test_a_person_is_asked_in_one_page_and_nothing_is_required(year, window):
    worker = window("cjw")
    worker.goto(year.new.get_absolute_url())
    worker.get_by_role("link", name="Equality questions not asked").click()
    worker.get_by_label("What is your ethnic group?").select_option("Chinese")
    sex = worker.get_by_role("group", name="What is your sex?")
    sex.get_by_label("Prefer not to say").check()
    condition = worker.get_by_role("group", name="Do you have a condition or illness")
    condition.get_by_label("Yes", exact=True).first.check()
    condition.get_by_label("Yes, a little").check()
    worker.get_by_role("button", name="Save these answers").click()
    expect(worker.get_by_role("alert")).to_contain_text("Enter the day on which they were")
    asked = worker.get_by_role("group", name="On which day were they asked?")
    for part, value in (("Day", "14"), ("Month", "7"), ("Year", "2016")):
        asked.get_by_label(part).fill(value)
    worker.get_by_role("button", name="Save these answers").click()

    expect(done(worker)).to_contain_text("are saved")
    expect(worker.get_by_text("Chinese")).to_be_visible()
    expect(worker.get_by_text("Disabled, as the law defines it")).to_be_visible()
    record = EqualityRecord.objects.get(perpetrator=year.new.perpetrator)
    assert (record.sex, record.effect, record.religion) == (
        "DECLINED",
        "LITTLE",
        "NOT_ASKED",
    )
    assert record.is_disabled
