"""One referral all the way: recorded, accepted, worked on, closed, counted, returned."""

import re

from playwright.sync_api import expect

from cases.models import Case
from referrals.models import Referral
from tests.factories import ready_to_close

FIGURES = "/figures/LBHF/2016Q3/"


def received(page):
    """What the borough's figures say of referrals received in the quarter."""
    card = page.locator(".app-card", has_text="Referrals received")
    return int(card.locator(".app-card__value").inner_text())


def refer(page, given_names="Alder", surname="Umberley"):
    """Record a referral as a caseworker does, from the home page on."""
    page.get_by_role("button", name="Record a referral", exact=True).click()
    page.get_by_label("Given names").fill(given_names)
    page.get_by_label("Surname").fill(surname)
    for part, number in (("Day", "6"), ("Month", "5"), ("Year", "1984")):
        page.get_by_label(part, exact=True).fill(number)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Which team, if nobody is named?").select_option(
        "Hammersmith community safety unit"
    )
    page.get_by_label("Where do they stand?").select_option("No further action")
    page.get_by_label("Do they know that they are referred?").select_option("Yes")
    lives = page.get_by_role("group", name="Where does the person referred live?")
    lives.get_by_label("Hammersmith and Fulham").check()
    page.get_by_label("Why are they referred?").fill("Two calls to the address in a month.")
    page.get_by_role("button", name="Record this referral").click()


def done(page):
    """The green banner, once it is there."""
    return page.get_by_role("alert")


def test_a_referral_becomes_a_case_a_figure_and_a_line_of_the_return(year, window):
    officer = window("officer.lbhf")
    officer.goto(FIGURES)
    before = received(officer)

    worker = window("cjw")
    worker.goto("/")
    refer(worker)
    expect(done(worker)).to_contain_text("is recorded for the Criminal Justice Worker")
    expect(worker.get_by_text("A decision is due by Friday 22 July.")).to_be_visible()

    Referral.objects.filter(surname="Umberley").update(awareness="YES")
    worker.get_by_role("button", name="Accept and open a case").click()
    expect(worker.get_by_label("Cara Juniper")).to_be_checked()
    worker.get_by_role("button", name="Accept and open a case").click()
    expect(done(worker)).to_contain_text("is accepted")
    expect(worker.get_by_role("heading", name="Alder Umberley")).to_be_visible()
    case = worker.url

    worker.get_by_role("button", name="Log a failed attempt").click()
    worker.get_by_label("Anything to add? (optional)").fill("Rang twice")
    worker.get_by_role("button", name="Log this attempt").click()
    expect(done(worker)).to_contain_text("The attempt is logged")

    worker.get_by_role("button", name="Log an intervention").click()
    worker.get_by_label("They came", exact=True).check()
    worker.get_by_label("What time?").fill("14:00")
    worker.get_by_label("How many minutes did it last?").fill("50")
    worker.get_by_label("What was done?").fill("We talked about the last fortnight.")
    worker.get_by_role("button", name="Log this intervention").click()
    expect(done(worker)).to_contain_text("The intervention is logged")
    expect(worker.get_by_text("1 attended, 1 attempt")).to_be_visible()

    worker.get_by_role("link", name="Contacts and sessions").click()
    expect(worker.get_by_text("We talked about the last fortnight.")).to_be_visible()
    expect(worker.get_by_text("Rang twice")).to_be_visible()

    worker.goto(case)
    move(worker, "Closing", "Why is it closing?", "What was agreed is done.")
    expect(done(worker)).to_contain_text("is now at closing")
    worker.get_by_role("button", name="Close this case").click()
    expect(worker.get_by_text("Closed: not possible yet")).to_be_visible()
    ready_to_close(Case.objects.get(reference=case.rstrip("/").rsplit("/")[-1]))
    worker.reload()
    expect(worker.get_by_text("Closed: not possible yet")).to_have_count(0)
    worker.get_by_label("How did the work end?").select_option("Risk lowered")
    worker.get_by_label("What came of it?").fill("They moved out and kept to it.")
    worker.get_by_role("button", name="Close this case").click()
    expect(done(worker)).to_contain_text("is closed")
    expect(worker.get_by_role("heading", name="How it ended")).to_be_visible()
    expect(worker.get_by_role("button", name="Log an intervention")).to_have_count(0)

    officer.reload()
    assert received(officer) == before + 1

    manager = window("manager")
    manager.goto("/returns/LBHF/2016Q3/")
    manager.get_by_role("button", name="Begin this return").click()
    expect(done(manager)).to_contain_text("The return is begun")
    manager.goto("/returns/LBHF/2016Q3/?tab=outcomes")
    line = manager.get_by_role("row", name=re.compile("^I01 Referrals received"))
    assert line.get_by_role("cell").first.inner_text() == f"{before + 1}"


def move(page, stage, question="", answer=""):
    """The case comes to a stage, for the reason that it asks for."""
    page.get_by_role("link", name="Move the case").click()
    page.get_by_label(stage, exact=True).check()
    if question:
        page.get_by_label(question).fill(answer)
    page.get_by_role("button", name="Move the case").click()


def test_a_referral_can_be_declined_and_the_list_says_so(year, window):
    worker = window("cjw")
    worker.goto("/referrals/")
    worker.locator(f'a[href="{year.waiting.get_absolute_url()}"]').click()
    worker.get_by_role("button", name="Decline, redirect or withdraw").click()

    worker.get_by_label("Redirected").check()
    worker.get_by_label("Why?").select_option("Needs another lead service")
    worker.get_by_role("button", name="Save the decision").click()
    expect(
        worker.get_by_role("link", name="Enter where they were redirected to")
    ).to_be_visible()
    expect(worker.get_by_label("Redirected")).to_be_checked()

    worker.get_by_label("Anything to add?").fill("To the drug and alcohol service")
    worker.get_by_role("button", name="Save the decision").click()
    expect(done(worker)).to_contain_text(f"Referral {year.waiting.reference} is redirected")
    expect(worker.get_by_role("link", name="Alder Quillfeather")).to_have_count(0)


def test_an_appointment_is_booked_recorded_and_the_case_moved_on(year, window):
    worker = window("cjw")
    worker.goto(f"/cases/{year.new.reference}/session/")
    worker.get_by_label("It is booked and has not happened yet").check()
    worker.get_by_label("What time?").fill("14:00")
    worker.get_by_role("button", name="Log this intervention").click()
    expect(done(worker)).to_contain_text("The intervention is booked")

    worker.get_by_role("link", name=re.compile("^Record.*15 July")).click()
    worker.get_by_label("They came", exact=True).check()
    worker.get_by_label("They came late").check()
    worker.get_by_label("How many minutes did it last?").fill("35")
    worker.get_by_label("What was done?").fill("A first look at what happened.")
    worker.get_by_role("button", name="Save this record").click()
    expect(done(worker)).to_contain_text("is saved")
    expect(worker.get_by_text("Attended, late")).to_be_visible()

    worker.get_by_role("link", name="Record the terms").click()
    for told in ("The limits", "That partner support", "Which information"):
        worker.get_by_label(re.compile(f"^{told}")).check()
    worker.get_by_label("Yes").check()
    worker.get_by_role("button", name="Save the terms").click()
    expect(done(worker)).to_contain_text("The terms are recorded")

    move(worker, "Assessment")
    expect(done(worker)).to_contain_text("is now at assessment")


def test_the_manager_gives_a_referral_its_borough_and_a_case_another(year, window):
    manager = window("manager")
    manager.goto("/")
    manager.get_by_role("link", name="Give it a borough").click()
    manager.get_by_role("button", name="Say which borough").click()
    manager.get_by_label("Westminster").check()
    manager.get_by_label("Why this borough?").fill("The hostel is there")
    manager.get_by_role("button", name="Save the borough").click()
    expect(done(manager)).to_contain_text("counts for Westminster")

    manager.goto(year.at_work.get_absolute_url())
    manager.get_by_role("link", name="Change the borough").click()
    manager.get_by_label("Kensington and Chelsea").check()
    manager.get_by_label("Why does it change?").fill("Moved house")
    manager.get_by_role("button", name="Change the borough").click()
    expect(done(manager)).to_contain_text("now counts for Kensington and Chelsea")
