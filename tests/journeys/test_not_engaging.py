"""Somebody who cannot be reached: from the third attempt to a case that may close."""

from datetime import date

from playwright.sync_api import expect

from cases.models import Case, Feedback
from tests.factories import ContactAttemptFactory
from tests.journeys.test_referral_to_return import done

TELLS = "The referrer has not been sent the risk"


def test_the_referrer_is_told_of_one_who_does_not_engage(year, window, watch):
    case = year.new
    Case.objects.filter(pk=case.pk).update(opened_on=date(2016, 6, 20), status="CONTACTING")
    for day in (24, 30):
        ContactAttemptFactory(case=case, on=date(2016, 6, day))
    worker, manager = window("cjw"), window("manager")

    worker.goto(case.get_absolute_url())
    expect(worker.get_by_text("2 of 3 attempts, 1 of 2 methods")).to_be_visible()
    worker.get_by_role("button", name="Log a failed attempt").click()
    worker.get_by_label("Letter", exact=True).check()
    worker.get_by_label("No answer", exact=True).check()
    worker.get_by_role("button", name="Log this attempt").click()
    expect(worker.get_by_text("There is enough to say")).to_be_visible()
    worker.get_by_role("link", name="Declare that they do not engage").click()
    worker.get_by_role("button", name="Declare that they do not engage").click()
    expect(done(worker)).to_contain_text("Partner support is told. Now rate risk")

    worker.get_by_label("High", exact=True).check()
    worker.get_by_label("What does that rest on?").fill("Nobody sees the children now.")
    worker.get_by_label("Why did you look at it now?").select_option("Not engaging")
    worker.get_by_role("button", name="Rate this risk").click()
    expect(done(worker)).to_contain_text("Risk is rated")

    worker.goto(case.get_absolute_url())
    worker.get_by_role("button", name="Write the feedback").click()
    work = worker.get_by_label("What have you done, and what was offered?")
    expect(work).to_have_value("""We tried:
24 June 2016, phone: no answer
30 June 2016, phone: no answer
15 July 2016, letter: no answer""")
    risk = worker.get_by_label("What is the risk, and what does that rest on?")
    expect(risk).to_have_value(
        "High, rated on 15 July 2016. Nobody sees the children now.\n"
        "That they do not come is no sign that the risk has gone: it means that less is "
        "known. No reassurance should be taken from the referral alone."
    )
    advice = worker.get_by_label("How do you advise to manage it?")
    advice.fill("See the children on their own at the next visit.")
    worker.get_by_label("Yes, the manager can read it").check()
    worker.get_by_label("Nothing in it came from the person harmed").check()
    worker.get_by_role("button", name="Save", exact=True).click()
    expect(done(worker)).to_contain_text("waits for the manager")
    expect(worker.get_by_role("button", name="Approve or return")).to_have_count(0)

    manager.goto("/cases/feedback/?tab=approve")
    row = manager.get_by_role("row").filter(has_text=case.reference)
    row.get_by_role("link", name="Approve or return").click()
    expect(manager.get_by_text("See the children on their own")).to_be_visible()
    manager.get_by_label("Yes, it can go").check()
    manager.get_by_role("button", name="Save", exact=True).click()
    expect(done(manager)).to_contain_text("approved, and can go")

    _begin_closing(worker, case)
    worker.goto(f"/cases/{case.reference}/close/")
    expect(worker.get_by_text(TELLS)).to_be_visible()
    worker.get_by_role("link", name="Go on with the feedback").click()
    worker.get_by_role("button", name="It has gone").click()
    with worker.expect_download() as download:
        worker.get_by_role("link", name="keep it as a PDF").click()
    letter = Feedback.objects.get(case=case)
    assert download.value.suggested_filename == f"{letter.reference}.pdf"
    worker.get_by_label("By secure email").check()
    worker.get_by_role("button", name="It has gone").click()
    expect(done(worker)).to_contain_text("when the feedback went, and to whom")
    worker.get_by_role("button", name="They have it").click()
    worker.get_by_role("button", name="They have it").click()
    expect(done(worker)).to_contain_text("the referrer has the feedback")

    worker.goto(f"/cases/{case.reference}/close/")
    expect(worker.get_by_role("heading", name="Close this case")).to_be_visible()
    expect(worker.get_by_text(TELLS)).to_have_count(0)
    letter.refresh_from_db()
    assert letter.status == "ACKNOWLEDGED"


def _begin_closing(page, case):
    page.goto(f"/cases/{case.reference}/move/")
    page.get_by_label("Closing", exact=True).check()
    page.get_by_label("Why is it closing?").fill("Nobody could be reached.")
    page.get_by_role("button", name="Move the case").click()
    expect(done(page)).to_contain_text("is now at closing")
