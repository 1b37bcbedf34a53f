"""Two people, or two windows of one person, on one record: nothing is lost in silence."""

import re

import pytest
from playwright.sync_api import expect

from cases.models import Case
from referrals.models import Referral
from tests.factories import ConcernFactory, ready_to_close

pytestmark = pytest.mark.both_engines


def correct(page, year, reason):
    page.get_by_label("Why are they referred?").fill(reason)
    page.get_by_role("button", name="Save the corrections").click()


def overtaken(year, window):
    """The manager saves while the worker is still writing; the worker then saves too."""
    worker, manager = window("cjw"), window("manager")
    for page in (worker, manager):
        page.goto(f"/referrals/{year.waiting.reference}/edit/")
    correct(manager, year, "Theirs: three calls, and a neighbour.")
    expect(manager.get_by_role("alert")).to_contain_text("is corrected")
    correct(worker, year, "Mine: two calls, and a broken door.")
    return worker


def test_an_overtaken_edit_shows_both_texts_and_mine_can_be_kept(year, window, watch):
    watch.expect(409)
    worker = overtaken(year, window)

    expect(
        worker.get_by_role(
            "heading", name="Somebody else changed this while you were writing"
        )
    ).to_be_visible()
    row = worker.get_by_role("row").filter(has_text="Why are they referred?")
    expect(row).to_contain_text("Differs")
    expect(row).to_contain_text("Theirs: three calls, and a neighbour.")
    expect(row).to_contain_text("Mine: two calls, and a broken door.")
    assert Referral.objects.get(pk=year.waiting.pk).reason.startswith("Theirs")

    worker.get_by_role("button", name="Save mine over theirs").click()
    expect(worker.get_by_role("alert")).to_contain_text("is corrected")
    expect(worker.get_by_text("Mine: two calls, and a broken door.")).to_be_visible()


def test_an_overtaken_edit_can_leave_theirs(year, window, watch):
    watch.expect(409)
    worker = overtaken(year, window)

    worker.get_by_role("link", name="Keep theirs").click()

    expect(worker.get_by_text("Theirs: three calls, and a neighbour.")).to_be_visible()


def test_a_case_closed_while_somebody_writes_refuses_and_gives_the_text_back(
    year, window, watch
):
    watch.expect(409)
    worker, manager = window("cjw"), window("manager")
    worker.goto(f"/cases/{year.new.reference}/session/")
    worker.get_by_label("They came", exact=True).check()
    worker.get_by_label("What time?").fill("14:00")
    worker.get_by_label("How many minutes did it last?").fill("50")
    worker.get_by_label("What was done?").fill("More than five words, typed by hand.")

    ready_to_close(year.new)
    Case.objects.filter(pk=year.new.pk).update(status=Case.Status.CLOSING)
    manager.goto(f"/cases/{year.new.reference}/close/")
    manager.get_by_label("How did the work end?").select_option("Moved away")
    manager.get_by_label("What came of it?").fill("They moved to another city.")
    manager.get_by_role("button", name="Close this case").click()
    expect(manager.get_by_role("alert")).to_contain_text("is closed")

    worker.get_by_role("button", name="Log this intervention").click()
    expect(worker.get_by_role("heading", name="That cannot be done now")).to_be_visible()
    expect(worker.get_by_text("More than five words, typed by hand.")).to_be_visible()


def test_a_message_to_a_concern_that_was_closed_meanwhile_is_given_back(
    year, window, watch
):
    watch.expect(409)
    concern = ConcernFactory(borough__code="WCC")
    manager, officer = window("manager"), window("officer.wcc")
    manager.goto(f"/concerns/{concern.reference}/reply/")
    manager.get_by_label("What do you write?").fill("The rota is on its way to you.")
    officer.goto(f"/concerns/{concern.reference}/close/")
    officer.get_by_label("How did it end").fill("Settled; the days are made up.")
    officer.get_by_role("button", name="Close this concern").click()
    expect(officer.get_by_role("alert")).to_contain_text("is closed")

    manager.get_by_role("button", name="Send this message").click()

    expect(manager.get_by_role("heading", name="That cannot be done now")).to_be_visible()
    expect(manager.get_by_text("The rota is on its way to you.")).to_be_visible()
    assert not concern.entries.filter(kind="MESSAGE").exists()


def test_two_tabs_on_two_cases_keep_their_own_texts(year, window):
    first = window("cjw")
    second = first.context.new_page()
    for page, case, text in (
        (first, year.new, "About the first case"),
        (second, year.at_work, "About the second case"),
    ):
        page.goto(f"/cases/{case.reference}/attempt/")
        page.get_by_label("Anything to add? (optional)").fill(text)
    for page in (first, second):
        page.get_by_role("button", name="Log this attempt").click()
        expect(page.get_by_role("alert")).to_contain_text("The attempt is logged")

    assert year.new.attempts.get().note == "About the first case"
    assert year.at_work.attempts.filter(note="About the second case").count() == 1


def attempt(window, year, note="Rang twice"):
    """A form filled in and not sent yet."""
    page = window("cjw")
    page.goto(f"/cases/{year.new.reference}/attempt/")
    page.get_by_label("Anything to add? (optional)").fill(note)
    return page


def test_a_double_click_records_once(year, window):
    page = attempt(window, year)

    page.get_by_role("button", name="Log this attempt").dblclick()

    expect(page.get_by_role("alert")).to_contain_text("The attempt is logged")
    assert year.new.attempts.count() == 1


def test_two_quick_submits_past_the_script_record_once(year, window):
    page = attempt(window, year)

    with page.expect_navigation(url=re.compile(rf"{year.new.reference}/$")):
        page.evaluate(
            """() => {
                const form = document.querySelector("main form");
                HTMLFormElement.prototype.submit.call(form);
                HTMLFormElement.prototype.submit.call(form);
            }"""
        )

    expect(page.get_by_role("heading", level=1)).to_contain_text(str(year.new.perpetrator))
    page.goto(f"/cases/{year.new.reference}/contacts/?kind=attempt")
    expect(page.get_by_text("Rang twice")).to_have_count(1)
    assert year.new.attempts.count() == 1


def test_reload_after_saving_saves_nothing_more(year, window):
    page = attempt(window, year)
    page.get_by_role("button", name="Log this attempt").click()
    expect(page.get_by_role("alert")).to_be_visible()

    page.reload()

    expect(page.get_by_role("heading", level=1)).to_contain_text(str(year.new.perpetrator))
    assert year.new.attempts.count() == 1


def sent_again(year, window):
    """Saved, then Back, and the same text saved again."""
    page = attempt(window, year)
    page.get_by_role("button", name="Log this attempt").click()
    expect(page.get_by_role("alert")).to_be_visible()
    page.go_back()
    page.get_by_label("Anything to add? (optional)").fill("Rang twice")
    page.get_by_role("button", name="Log this attempt").click()
    asked = re.compile("You saved this at .* Save it again")
    expect(page.get_by_role("heading", name=asked)).to_be_visible()
    return page


def test_back_and_save_again_asks_first(year, window, watch):
    watch.expect(409)
    page = sent_again(year, window)

    assert year.new.attempts.count() == 1
    page.get_by_role("link", name="Go to what was saved").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(str(year.new.perpetrator))


def test_whoever_means_it_saves_the_same_text_twice(year, window, watch):
    watch.expect(409)
    page = sent_again(year, window)

    page.get_by_role("button", name="Save it again, as a second record").click()

    expect(page.get_by_role("alert")).to_contain_text("The attempt is logged")
    assert year.new.attempts.count() == 2
