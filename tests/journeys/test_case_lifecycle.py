"""A case from its allocation to its end and back, with what stands in its way said."""

from datetime import date

from playwright.sync_api import expect

from cases.models import Bridge, Case
from tests.factories import AssessmentFactory
from tests.journeys.test_referral_to_return import done, move


def blocked(page, stage):
    """What the page of moves says is missing before a stage."""
    heading = page.get_by_role("heading", name=f"{stage}: not possible yet")
    return page.locator("section").filter(has=heading)


def test_a_worker_and_the_manager_take_a_case_through_its_stages(year, window, watch):
    watch.expect(403, 404)
    case = year.new
    worker, manager = window("cjw"), window("manager")

    worker.goto(case.get_absolute_url())
    worker.get_by_role("button", name="Log a failed attempt").click()
    worker.get_by_label("Reached them", exact=True).check()
    worker.get_by_role("button", name="Log this attempt").click()
    expect(done(worker)).to_contain_text("The attempt is logged")

    worker.get_by_role("link", name="Move the case").click()
    expect(blocked(worker, "Assessment")).to_contain_text("Explain to them first")
    expect(worker.get_by_label("Assessment", exact=True)).to_have_count(0)
    blocked(worker, "Assessment").get_by_role("link", name="Record the terms").click()
    expect(worker.get_by_role("checkbox").first).to_be_visible()
    for box in worker.get_by_role("checkbox").all():
        box.check()
    worker.get_by_label("Yes").check()
    worker.get_by_role("button", name="Save the terms").click()
    expect(done(worker)).to_contain_text("The terms are recorded")
    move(worker, "Assessment")
    expect(done(worker)).to_contain_text("is now at assessment")

    worker.get_by_role("link", name="Move the case").click()
    missing = blocked(worker, "Intervention")
    expect(missing).to_contain_text("Not cleared yet: ask partner support or the manager")
    expect(missing).to_contain_text("an assessment that the manager has signed off")
    today = date(2016, 7, 15)
    Bridge.objects.filter(case=case).update(cleared_on=today)
    AssessmentFactory(case=case, signed_off=True, started_on=today, completed_on=today)
    worker.goto(case.get_absolute_url())
    move(worker, "Intervention")
    expect(done(worker)).to_contain_text("is now at intervention")

    worker.get_by_role("button", name="Urgent: tell partner support").click()
    worker.get_by_label("What happened?").fill("He says he will go there tonight.")
    worker.get_by_role("button", name="Tell partner support now").click()
    expect(done(worker)).to_contain_text("Partner support has been told")
    expect(worker.get_by_text("Not acknowledged yet.")).to_be_visible()

    worker.get_by_role("link", name="Move the case").click()
    worker.get_by_label("Suspended", exact=True).check()
    worker.get_by_role("button", name="Move the case").click()
    expect(worker.get_by_role("link", name="Enter why it is suspended")).to_be_visible()
    worker.get_by_label("Why is it suspended?").fill("In hospital for some weeks.")
    again = worker.get_by_role("group", name="When will you look at it again?")
    for part, typed in (("Day", "1"), ("Month", "8"), ("Year", "2016")):
        again.get_by_label(part).fill(typed)
    worker.get_by_role("button", name="Move the case").click()
    expect(worker.get_by_role("button", name="Look at the suspension")).to_be_visible()
    assert Case.objects.get(pk=case.pk).suspension_review_on == date(2016, 8, 1)

    manager.goto(case.get_absolute_url())
    manager.get_by_role("link", name="Give it to another worker").click()
    manager.get_by_label("Fern Sorrel").check()
    manager.get_by_label("Why?").fill("Knows the family")
    manager.get_by_role("button", name="Give them the case").click()
    expect(done(manager)).to_contain_text("is Fern Sorrel’s now")
    assert worker.goto(case.get_absolute_url()).status == 404
    assert window("officer.lbhf").goto(case.get_absolute_url()).status == 403

    colleague = window("fsw")
    colleague.goto(case.get_absolute_url())
    colleague.get_by_role("link", name="History").click()
    expect(colleague.get_by_text("Knows the family")).to_be_visible()
    expect(colleague.get_by_text("To be looked at again on 1 Aug 2016")).to_be_visible()


def test_a_case_closed_too_soon_is_reopened_by_the_manager(year, window, watch):
    watch.expect(403)
    worker, manager = window("cjw"), window("manager")
    worker.goto(year.closing.get_absolute_url())
    worker.get_by_role("button", name="Close this case").click()
    worker.get_by_label("How did the work end?").select_option("Stopped coming")
    worker.get_by_label("What came of it?").fill("They did not come any more.")
    worker.get_by_role("button", name="Close this case").click()
    expect(done(worker)).to_contain_text("is closed")
    expect(worker.get_by_role("link", name="Reopen this case")).to_have_count(0)
    assert worker.goto(f"/cases/{year.closing.reference}/reopen/").status == 403

    manager.goto(year.closing.get_absolute_url())
    manager.get_by_role("link", name="Reopen this case").click()
    manager.get_by_label("Why is it reopened?").fill("Rang, and asks to go on.")
    manager.get_by_role("button", name="Reopen this case").click()
    expect(done(manager)).to_contain_text("is open again")
    manager.get_by_role("link", name="History").click()
    expect(manager.get_by_text("They did not come any more.")).to_be_visible()
    expect(manager.get_by_text("Rang, and asks to go on.")).to_be_visible()
