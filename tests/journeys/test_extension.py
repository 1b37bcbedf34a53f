"""A council goes on: an officer proposes, an approver decides, and it is signed."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from pilot.models import Agreement, Extension
from tests.journeys.test_contract import type_date
from tests.journeys.test_referral_to_return import done

pytestmark = pytest.mark.one_engine

NEED = "Referrals grew in each quarter, and the need goes on."


def propose(officer, *, day="30", month="9", cost="50,000"):
    type_date(officer, "On which day does it end?", day, month, "2017")
    officer.get_by_label("How much more does it cost?").fill(cost)
    officer.get_by_role("button", name="Propose it").click()


def test_a_council_goes_on_until_september_2017(year, window, watch):
    Extension.objects.filter(borough="LBHF").delete()  # that of the year's own story
    officer, approver = window("officer.lbhf"), window("approver")
    officer.goto(reverse("pilot:contract"))
    officer.get_by_role("link", name="Extension").click()
    officer.get_by_role("button", name="Propose an extension").click()
    officer.get_by_label("Hammersmith and Fulham").check()
    officer.get_by_label("Why?").fill(NEED)
    propose(officer, day="1", month="10", cost="50,000.01")
    summary = officer.get_by_role("alert")
    expect(summary).to_contain_text("on or before 30 September 2017")
    expect(summary).to_contain_text("Enter what it costs as £50,000.00 or less")
    expect(officer.get_by_label("Why?")).to_have_value(NEED)
    propose(officer)
    expect(done(officer)).to_contain_text("is proposed and waits for its evidence")

    officer.get_by_role("button", name="Evidence it").click()
    money = officer.get_by_label("What shows that money is there")
    money.fill("MOPAC wrote on 1 July that money of 2016/17 is there.")
    outcomes = officer.get_by_label("What shows that the outcomes were delivered?")
    outcomes.fill("Eight of nine figures were met; Sage Meadow says so too.")
    officer.get_by_role("button", name="Record the evidence").click()
    expect(officer.get_by_label("I have checked")).to_be_visible()
    outcomes.fill("Eight of nine figures were met up to June.")
    officer.get_by_role("button", name="Record the evidence").click()
    expect(done(officer)).to_contain_text("waits for its decision")
    expect(officer.get_by_role("button", name="Decide it")).to_have_count(0)
    extension = Extension.objects.get(borough="LBHF")
    decide = reverse("pilot:contract_extension_decide", args=[extension.pk])
    watch.expect(403)
    assert officer.goto(decide).status == 403

    approver.goto(reverse("pilot:contract_extension_list"))
    ours = approver.locator("section").filter(has_text="Extension of Hammersmith")
    ours.get_by_role("button", name="Decide it").click()
    approver.get_by_label("The council goes on").check()
    role = approver.get_by_label("In which role was it decided?")
    role.fill("Director of Safer Neighbourhoods")
    approver.get_by_label("Why?").fill("The three conditions are met.")
    approver.get_by_role("button", name="Record the decision").click()
    expect(done(approver)).to_contain_text("Extension of Hammersmith and Fulham: agreed")

    officer.goto(reverse("pilot:contract_extension_list"))
    ours = officer.locator("section").filter(has_text="Extension of Hammersmith")
    ours.get_by_role("button", name="Record the signature").click()
    type_date(officer, "When was it signed?", "15", "7")
    officer.get_by_role("button", name="Record it").click()
    expect(done(officer)).to_contain_text("is signed")

    assert str(Agreement.objects.get(borough="LBHF").ends_on) == "2017-09-30"
    officer.goto(reverse("pilot:contract_agreement", args=["LBHF"]))
    expect(officer.get_by_text("Extended", exact=True)).to_be_visible()
    officer.goto(reverse("pilot:money_borough", args=["LBHF"]))
    until = officer.get_by_role("heading", name="Extension, 1 October 2016 to 30 September")
    expect(until).to_be_visible()
