"""Logging as it happens: together, at another time, put right, and never twice at once."""

from datetime import date, time

from playwright.sync_api import expect

from tests.factories import CaseFactory, SessionFactory
from tests.journeys.test_referral_to_return import done


def test_a_joint_session_is_logged_once_a_clash_is_put_right(year, window):
    worker = year.people["fsw"]
    case, other = (
        CaseFactory(worker=worker, post__code="FSW", borough=year.elsewhere.borough)
        for _ in range(2)
    )
    SessionFactory(
        case=year.elsewhere, on=date(2016, 7, 15), starts_at=time(14), attended=True
    )
    page = window("fsw")
    page.goto(f"/cases/{case.reference}/session/")

    expect(page.get_by_label("What was done?")).to_be_hidden()
    page.get_by_label("They came", exact=True).check()
    page.get_by_label("What was done?").fill("We looked at the week.")
    page.get_by_label("What time?").fill("14:30")
    page.get_by_label("Another person you work with").check()
    page.get_by_label(f"{other.perpetrator}", exact=True).check()
    page.get_by_label(f"Did {other.perpetrator} come?").select_option("Came late")
    page.get_by_label("The manager or a colleague").check()
    page.get_by_label("Service manager").check()
    page.get_by_label("What should they do, or know?").fill("Book the room again")
    page.get_by_role("button", name="Log this intervention").click()

    clash = f"You have a session on case {year.elsewhere.reference} from 14:00 to 14:50"
    expect(page.get_by_role("link", name=clash)).to_be_visible()
    expect(page.get_by_label("What was done?")).to_have_value("We looked at the week.")
    expect(page.get_by_label(f"Did {other.perpetrator} come?")).to_have_value("LATE")
    page.get_by_label("What time?").fill("3pm")
    page.get_by_role("button", name="Log this intervention").click()

    expect(done(page)).to_contain_text("The intervention is logged")
    expect(page.get_by_text("Book the room again").first).to_be_visible()
    page.goto(f"/cases/{other.reference}/contacts/")
    expect(page.get_by_text("Together with 1 other")).to_be_visible()
    expect(page.get_by_text("Attended, late")).to_be_visible()


def test_an_appointment_moves_in_one_step_and_a_wrong_entry_is_put_right(year, window):
    page = window("cjw")
    page.goto(year.at_work.get_absolute_url())
    page.get_by_role("link", name="Move the appointment of 22 July").click()
    page.get_by_label("Day").first.fill("25")
    page.get_by_label("Month").first.fill("7")
    page.get_by_label("Year").first.fill("2016")
    page.get_by_label("What time?").fill("10:00")
    page.get_by_label("They did").check()
    page.get_by_label("Why?").fill("Shift changed")
    page.get_by_role("button", name="Move this appointment").click()
    expect(done(page)).to_contain_text("is now on 25 July 2016 at 10:00")
    expect(page.locator("s", has_text="22 Jul 2016, 14:00")).to_be_visible()

    page.goto(f"/cases/{year.at_work.reference}/contacts/?kind=attempt")
    page.get_by_role("link", name="Correct Attempt: phone").click()
    page.get_by_label("What was wrong?").fill("It was a text")
    page.get_by_label("Text message").check()
    page.get_by_role("button", name="Save the correction").click()
    expect(done(page)).to_contain_text("is put right")
    expect(page.locator("s", has_text="Attempt: phone")).to_be_visible()
    expect(page.get_by_text("Corrected: It was a text")).to_be_visible()
