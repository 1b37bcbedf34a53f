"""A partner support worker keeps somebody safe, and his worker reads a level alone."""

from playwright.sync_api import expect

from tests.factories import (
    PASSWORD,
    ContactDetailFactory,
    PartnerCaseFactory,
    SafeContactPlanFactory,
    UserFactory,
)
from tests.journeys.test_referral_to_return import done


def test_from_the_plan_that_is_read_to_the_level_his_worker_reads(
    year, window, watch, idle_for
):
    case = year.new
    psw = UserFactory._meta.model.objects.get(username="psw")
    partner_case = PartnerCaseFactory(
        his=case, link__case=case, worker=psw, opened_on=case.opened_on
    )
    SafeContactPlanFactory(partner_case=partner_case, on=case.opened_on)
    number = ContactDetailFactory(partner_case=partner_case, on=case.opened_on)
    support, worker = window("psw"), window("cjw")

    support.goto(partner_case.get_absolute_url())
    expect(support.get_by_role("button", name="Log a contact")).to_have_count(0)
    expect(support.get_by_role("link", name="Record what they were told")).to_have_count(0)
    expect(support.get_by_role("link", name="Show")).to_have_count(0)
    support.get_by_role("button", name="I have read this plan").click()
    for outcome, said in (("No answer", ""), ("Talked with them", "They are safe today.")):
        support.get_by_role("button", name="Log a contact").click()
        support.get_by_label("By phone", exact=True).or_(
            support.get_by_label("Phone", exact=True)
        ).first.check()
        support.get_by_label(outcome, exact=True).check()
        if said:
            support.get_by_role("textbox", name="What").last.fill(said)
        support.get_by_role("button", name="Log").last.click()
        expect(done(support)).to_contain_text("contact is recorded")

    support.get_by_role("link", name="Record what they were told").click()
    expect(support.locator("main")).to_contain_text("Never leave a message")
    support.get_by_label("He was referred to us", exact=True).check()
    support.get_by_label("Phone", exact=True).check()
    support.get_by_role("button", name="Record what they were told").click()
    expect(done(support)).to_contain_text("notification is recorded")

    idle_for(support, 6, since="began_at")
    support.get_by_role("link", name="Show the").click()
    support.get_by_label("Your password").fill(PASSWORD)
    support.get_by_role("button", name="Go on").click()
    expect(support.locator("main")).not_to_contain_text(number.value)
    support.get_by_label("To make contact as the plan says").check()
    support.get_by_role("button", name="Show it once").click()
    expect(support.locator("main")).to_contain_text(number.value)

    support.goto(f"{partner_case.get_absolute_url()}record/marac/")
    support.get_by_label("Referred to the MARAC", exact=True).check()
    support.get_by_label("Professional judgement", exact=True).check()
    support.get_by_label("They know, and agree", exact=True).check()
    support.get_by_role("button", name="Record the decision").click()
    expect(done(support)).to_contain_text("MARAC decision is recorded")

    support.goto(f"/partner-support/sides/{case.reference}/")
    support.get_by_role("button", name="Clear work to begin").click()
    support.get_by_label("Everybody harmed was tried").check()
    support.get_by_role("button", name="Cleared to begin").click()
    expect(done(support)).to_contain_text("It is cleared")
    support.get_by_role("button", name="Hold an integrated review").click()
    support.get_by_label("High", exact=True).check()
    support.get_by_label("Who took part?").fill("All three")
    support.get_by_label("What does the level rest on?").fill("Two accounts differ.")
    support.get_by_label("What was decided?").fill("Look again in a week.")
    support.get_by_role("button", name="Keep the team’s level").click()
    expect(done(support)).to_contain_text("his worker can read it")

    worker.goto(f"/cases/{case.reference}/people/")
    agreed = worker.locator("main")
    expect(agreed).to_contain_text("High")
    expect(agreed).to_contain_text("Cleared to begin")
    expect(agreed).to_contain_text("speak to partner support")
    expect(agreed).not_to_contain_text("Two accounts differ.")
    expect(agreed).not_to_contain_text(str(partner_case.person))
