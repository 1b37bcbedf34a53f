"""A question is written up with the keyboard, and once more without JavaScript."""

from django.urls import reverse
from playwright.sync_api import expect

from referrals.models import Consultation
from tests.factories import PractitionerFactory

RECORD = reverse("referrals:consultation_record")


def test_a_consultation_is_recorded_with_the_keyboard(year, window):
    dotterel = PractitionerFactory(name="PC Dotterel", agency=year.team)
    page = window("fsw")
    page.goto(reverse("referrals:consultation_list"))
    page.get_by_role("button", name="Record a consultation").press("Enter")
    box = page.get_by_label("Who asked?")
    box.press_sequentially("dottrel")  # a slip, and not to the end

    expect(page.get_by_role("status").filter(has_text="1 person found")).to_be_visible()
    expect(page.get_by_role("button", name="Find")).to_have_count(0)
    box.press("Enter")  # sends nothing
    box.press("Tab")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="PC Dotterel", exact=True)).to_be_checked()
    page.get_by_label("Coercive control").press("Space")
    page.get_by_label("What did they ask?").press_sequentially("Is it enough?")
    page.get_by_label("What did you advise").press_sequentially("Record each time.")
    page.get_by_role("button", name="Record this consultation").press("Enter")

    expect(page.get_by_text("is recorded")).to_be_visible()
    given = Consultation.objects.latest("pk")
    assert given.practitioner == dotterel
    assert (given.minutes, given.topics) == (30, ["COERCIVE_CONTROL"])


def test_somebody_new_is_entered_without_javascript(year, window):
    page = window("fsw", java_script_enabled=False)
    page.goto(RECORD)
    page.get_by_label("Who asked?").fill("Ms Turnstone")
    page.get_by_label("What did they ask?").fill("How do we begin?")
    page.get_by_role("button", name="Find").click()

    expect(page.get_by_text("Nobody like that is known yet")).to_be_visible()
    expect(page.get_by_text("There is a problem")).to_have_count(0)
    page.get_by_role("radio", name="Somebody new: Ms Turnstone").check()
    page.get_by_label("Which agency or team").select_option(label=str(year.team))
    page.get_by_label("What are they?").select_option(label="Police officer")
    page.get_by_label("Risk", exact=True).check()
    page.get_by_label("What did you advise").fill("With one incident.")
    page.get_by_role("button", name="Record this consultation").click()

    expect(page.get_by_text("is recorded")).to_be_visible()
    given = Consultation.objects.latest("pk")
    assert (given.practitioner.name, given.practitioner.agency) == (
        "Ms Turnstone",
        year.team,
    )
