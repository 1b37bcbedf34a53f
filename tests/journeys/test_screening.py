"""A referral from its arrival to its decision, and who is told of it, by those who may."""

from datetime import date

from playwright.sync_api import expect

from pilot.permissions import Role
from referrals.models import Answer, Referral
from tests.factories import (
    BoroughFactory,
    MembershipFactory,
    PostFactory,
    ReferralFactory,
    UserFactory,
)
from tests.journeys.test_referral_to_return import done

IN_EIGHT_WEEKS = ("9", "9", "2016")


def arrived(year, **answers):
    """A referral of this week for the Criminal Justice Worker, by a constable."""
    return ReferralFactory(
        post=PostFactory(code="CJW"),
        borough=BoroughFactory(code="LBHF"),
        agency=year.team,
        practitioner=year.practitioner,
        received_on=date(2016, 7, 11),
        fit=date(2016, 7, 11),
        **answers,
    )


def elsewhere(year):
    """A worker of the same post who works in another borough only."""
    worker = UserFactory(username="cjw.wcc")
    MembershipFactory(
        user=worker,
        role=Role.CRIMINAL_JUSTICE_WORKER,
        borough=BoroughFactory(code="WCC"),
    )
    return "cjw.wcc"


def enter(page, question, day):
    """The three boxes of a date."""
    boxes = page.get_by_role("group", name=question)
    for part, typed in zip(("Day", "Month", "Year"), day, strict=True):
        boxes.get_by_label(part).fill(typed)


def take_on(page, referral):
    page.goto(referral.get_absolute_url())
    page.get_by_role("button", name="Start screening").click()
    expect(done(page)).to_contain_text("You are screening referral")


def test_somebody_who_may_not_know_is_asked_about_cleared_and_accepted(year, window, watch):
    watch.expect(403, 404)
    referral = arrived(year, awareness=Answer.NO)
    address = referral.get_absolute_url()
    worker, manager = window("cjw"), window("manager")
    take_on(worker, referral)

    worker.get_by_role("button", name="Ask for information").click()
    worker.get_by_label("Who do you ask?").fill("Constable Fieldmouse")
    worker.get_by_label("What do you need to know?").fill("Is anything open?")
    worker.get_by_role("button", name="Wait for the answer").click()
    expect(done(worker)).to_contain_text("waits for an answer until 29 July 2016")
    expect(worker.get_by_role("button", name="Accept and open a case")).to_have_count(0)
    worker.get_by_role("button", name="Say how the waiting ended").click()
    worker.get_by_label("The answer came").check()
    worker.get_by_label("What was the answer?").fill("Nothing is open.")
    worker.get_by_role("button", name="Go on with the screening").click()
    expect(done(worker)).to_contain_text("is to be decided by 22 July 2016")

    worker.get_by_role("link", name="Record a contact-safety check").click()
    worker.get_by_label("The police").check()
    worker.get_by_label("Safe to contact them", exact=True).check()
    enter(worker, "Until when is it safe?", IN_EIGHT_WEEKS)
    worker.get_by_role("button", name="Save the answer").click()
    expect(worker.get_by_text("Waits for the manager")).to_be_visible()
    expect(worker.get_by_role("link", name="Approve contact")).to_have_count(0)

    manager.goto(address)
    manager.get_by_role("link", name="Approve contact").click()
    manager.get_by_role("button", name="Approve contact").click()
    expect(done(manager)).to_contain_text("The answer is approved")

    assert window("officer.lbhf").goto(address).status == 403
    assert window(elsewhere(year)).goto(address).status == 404

    worker.goto(address)
    worker.get_by_role("button", name="Accept and open a case").click()
    worker.get_by_label("Cara Juniper").check()
    worker.get_by_role("button", name="Accept and open a case").click()
    expect(done(worker)).to_contain_text("is open")
    referral.refresh_from_db()
    assert (referral.status, referral.worker) == (
        Referral.Status.ACCEPTED,
        year.people["cjw"],
    )


def test_declined_and_redirected_ones_have_a_reason_and_their_referrers_are_told(
    year, window
):
    page = window("cjw")
    for decision, reason, note in (
        ("Declined", "Language or access need we cannot meet", ""),
        ("Redirected", "Needs another lead service", "Sent on to the alcohol service."),
    ):
        referral = arrived(year)
        take_on(page, referral)
        page.get_by_role("button", name="Decline, redirect or withdraw").click()
        page.get_by_label(decision, exact=True).check()
        page.get_by_role("button", name="Save the decision").click()
        expect(
            page.get_by_role("link", name="Select why you are declining or redirecting")
        ).to_be_visible()
        page.get_by_label("Why?").select_option(reason)
        page.get_by_label("Anything to add?").fill(note)
        page.get_by_role("button", name="Save the decision").click()
        expect(done(page)).to_contain_text(f"is {decision.lower()}")

        page.get_by_role("button", name="Tell the referrer").click()
        expect(page.get_by_label("Who did you tell?")).to_have_value("Constable Fieldmouse")
        page.get_by_label("By email").check()
        page.get_by_role("button", name="Save who was told").click()
        expect(done(page)).to_contain_text("It is kept who was told")
        expect(page.get_by_text("To be told")).to_have_count(0)
        told = referral.notices.get()
        assert (told.name, told.told_on) == ("Constable Fieldmouse", date(2016, 7, 15))
