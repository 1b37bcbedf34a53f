"""A worker's morning: the list of today, one task done, one session recorded from it."""

from datetime import date

from playwright.sync_api import expect

from cases.models import Session, Task
from tests.factories import SupervisionFactory, TaskFactory
from tests.journeys.test_referral_to_return import done


def test_a_worker_does_a_task_and_records_a_session_from_the_list_of_today(year, window):
    what = "Send the dates of the next appointments"
    task = TaskFactory(case=year.at_work, what=what, due_on=date(2016, 7, 14))
    held = SupervisionFactory(
        worker=year.people["cjw"], supervisor=year.people["manager"], on=date(2016, 7, 1)
    )
    page = window("cjw")
    page.goto("/")

    row = page.get_by_role("row", name=what)
    expect(row.get_by_text("Overdue")).to_be_visible()
    row.get_by_role("button", name="Done").dblclick()
    expect(done(page)).to_contain_text(f"The task on case {year.at_work.reference} is done")
    expect(page.get_by_role("heading", name="Today", level=1)).to_be_visible()
    expect(page.get_by_role("row", name=what)).to_have_count(0)
    assert Task.objects.get(pk=task.pk).done_by == year.people["cjw"]

    waiting = f"on 14 July 2016, case {year.at_work.reference}"
    page.get_by_role("row", name=waiting).get_by_role("link", name="Record").click()
    page.get_by_label("They came", exact=True).check()
    page.get_by_label("What was done?").fill("We looked at the week.")
    page.get_by_role("button", name="Save").first.click()
    expect(done(page)).to_be_visible()
    assert Session.objects.get(pk=year.awaiting.pk).is_attended

    page.goto("/")
    expect(page.get_by_role("row", name=waiting)).to_have_count(0)
    read = page.get_by_role("row", name="Read and acknowledge").first
    read.get_by_role("link", name="Read").click()
    expect(page.get_by_text(held.agreed)).to_be_visible()
    page.get_by_role("button", name="I have read this").click()
    expect(done(page)).to_contain_text("You have acknowledged this supervision")
