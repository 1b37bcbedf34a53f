"""The Family Support Worker brings a case to its end, and hears of him afterwards."""

from datetime import date

from playwright.sync_api import expect

from cases.models import OnwardReferral
from tests.factories import EqualityRecordFactory, FeedbackFactory
from tests.journeys.test_referral_to_return import done, move


def fill_day(page, question, day, month):
    """A date is typed in its three boxes."""
    group = page.get_by_role("group", name=question)
    for part, typed in (("Day", day), ("Month", month), ("Year", "2016")):
        group.get_by_label(part).fill(typed)


def test_from_the_assessment_to_a_start_heard_of_after_the_end(year, window, watch):
    watch.expect(403)
    case = year.elsewhere
    page = window("fsw")
    page.goto(case.get_absolute_url())
    page.get_by_role("link", name="Assessment and plan").click()

    page.get_by_role("link", name="Start an assessment").click()
    page.get_by_role("button", name="Start it").click()
    page.get_by_label("Repeat: the same person more than once").check()
    page.get_by_label("The person themselves").check()
    page.get_by_label("What did you find?").fill("Two calls in a year, and sees it now.")
    page.get_by_role("group", name="What is the risk").get_by_label("Medium").check()
    page.get_by_label("What does that rest on?").fill("Less often than a year ago.")
    page.get_by_label("Where should the work lead?").select_option("DVPP_DVIP")
    page.get_by_role("button", name="Complete the assessment").click()
    expect(done(page)).to_contain_text("waits for sign-off")

    page.goto(f"/cases/{case.reference}/plan/")
    page.get_by_role("link", name="Agree a goal").click()
    page.get_by_label("What do they want to change").fill("I will leave the room.")
    page.get_by_role("button", name="Agree this goal").click()
    expect(done(page)).to_contain_text("The goal is agreed")

    page.goto(case.get_absolute_url())
    move(page, "Closing", "Why is it closing?", "Goes on to the programme.")
    page.get_by_role("link", name="Close this case").click()
    missing = page.locator("section", has_text="Closed: not possible yet")
    expect(missing.get_by_role("listitem")).to_have_count(4)

    missing.get_by_role("link", name="Give the outcomes").click()
    page.get_by_label("Achieved", exact=True).check()
    page.get_by_label("What shows it, for goal 1?").fill("Three months of the diary.")
    page.get_by_role("button", name="Save the outcomes").click()
    expect(done(page)).to_contain_text("The outcomes are recorded")

    page.goto(f"/cases/{case.reference}/close/")
    missing.get_by_role("link", name="Record where they go on to").click()
    page.get_by_label("Where do they go on to?").select_option("DVPP_DVIP")
    fill_day(page, "When will you ask how it went?", "29", "7")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(done(page)).to_contain_text("Where they go on to is recorded")

    EqualityRecordFactory(perpetrator=case.perpetrator, answered=True)
    FeedbackFactory(case=case, sent=True, sent_on=date(2016, 7, 15))

    page.goto(f"/cases/{case.reference}/close/")
    expect(missing).to_have_count(0)
    page.get_by_label("How did the work end?").select_option("STEP_TO_DVPP")
    page.get_by_label("What came of it?").fill("Goes on with clear aims.")
    page.get_by_role("button", name="Close this case").click()
    expect(done(page)).to_contain_text("is closed")

    page.goto("/cases/onward/?tab=later")
    page.get_by_role("link", name="Record news").click()
    page.get_by_label("They have begun").check()
    page.get_by_label("Somebody else").check()
    fill_day(page, "When will you ask again?", "1", "9")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(done(page)).to_contain_text("The news is recorded")
    assert OnwardReferral.objects.get(case=case).state == "Started"

    page.goto(case.get_absolute_url())
    page.get_by_role("link", name="Summary of the work").click()
    expect(page.get_by_role("row", name="Agreed 15 July 2016 Achieved")).to_be_visible()
    expect(page.get_by_text("I will leave the room")).to_have_count(0)
    page.emulate_media(media="print")
    expect(page.get_by_role("link", name="Keep it as a PDF")).to_be_hidden()
    expect(page.get_by_text("Started, 15 July 2016")).to_be_visible()
    assert window("officer.rbkc").goto(page.url).status == 403
