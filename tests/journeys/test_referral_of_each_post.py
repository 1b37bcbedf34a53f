"""A referral in each post's own place: from the home page to saved, with hands counted.

A police station, a children's centre, a youth offending team: each worker knows other
things at that moment, and each is asked for those.
"""

import re

from playwright.sync_api import expect

from tests.factories import AgencyFactory, BoroughFactory, PractitionerFactory
from tests.journeys.test_every_page import faults

# What hands do on a page: keys pressed, clicks made, and the questions answered.
COUNTING = """
for (const kind of ["keydown", "click", "change"]) {
  addEventListener(kind, (event) => {
    if (event.isTrusted) counted(kind, event.target.name || event.target.tagName);
  }, true);
}
"""


class Hands:
    """Counts, in one window, what it took."""

    def __init__(self, page):
        self.keys = self.clicks = 0
        self.answered = set()
        page.expose_function("counted", self._count)
        page.add_init_script(COUNTING)

    def _count(self, kind, name):
        if kind == "keydown":
            self.keys += 1
        elif kind == "click":
            self.clicks += 1
        else:
            self.answered.add(re.sub("_(day|month|year|choice)$", "", name))


def begin(page, given_names, surname, born):
    """From the home page: who it is, typed with the keyboard."""
    page.goto("/")
    page.get_by_role("button", name="Record a referral", exact=True).click()
    page.get_by_label("Given names").click()
    type_on(page, given_names, "Tab", surname, "Tab", "Tab", *" Tab ".join(born).split())
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"About {given_names} {surname}")).to_be_visible()


def type_on(page, *texts):
    for text in texts:
        page.keyboard.press("Tab") if text == "Tab" else page.keyboard.type(text)


def pick(page, letters, name):
    """The practitioner, found while typing."""
    page.get_by_label("Who referred them?").click()
    page.keyboard.type(letters)
    page.get_by_label(name, exact=True).check()


def choose(page, label, words):
    """As at a keyboard: into the list, and the first letters of the answer."""
    page.get_by_label(label).focus()
    page.keyboard.type(words[:4])
    page.keyboard.press("Tab")
    chosen = page.get_by_label(label).locator("option:checked")
    assert chosen.inner_text().startswith(words)


def done(page):
    return page.get_by_role("alert")


def test_in_a_police_station(year, window):
    page = window("cjw")
    hands = Hands(page)
    begin(page, "Zebulon", "Quagmyre", ("6", "5", "1984"))

    assert page.get_by_label("Where did it come from?").input_value() == "POL_CSU"
    pick(page, "field", "Constable Fieldmouse")
    page.get_by_label("Why are they referred?").click()
    page.keyboard.type("Two calls to the address in a month.")
    page.get_by_label("Hammersmith and Fulham").check()
    choose(page, "Where do they stand?", "No further action")
    page.get_by_role("button", name="Record this referral").click()

    expect(done(page)).to_contain_text("is recorded for the Criminal Justice Worker")
    expect(page.get_by_text("Before it can be accepted")).to_have_count(0)
    expect(page.get_by_role("heading", name="Checks")).to_be_visible()
    assert hands.answered >= {"residence", "reason", "cj_status"}
    assert len(hands.answered) <= 8
    assert hands.clicks <= 10
    assert hands.keys <= 80


def test_in_a_childrens_centre(year, window):
    centre = AgencyFactory(
        name="Early help, Kensington",
        sector="CHILDRENS",
        borough=BoroughFactory(code="RBKC"),
    )
    PractitionerFactory(agency=centre, name="Ms Heron", role="SOCIAL_WORKER")
    page = window("fsw")
    hands = Hands(page)
    begin(page, "Bracken", "Quagmyre", ("1", "2", "1990"))

    assert page.get_by_label("Where did it come from?").input_value() == "CS_CP"
    pick(page, "heron", "Ms Heron")
    page.get_by_label("Why are they referred?").click()
    page.keyboard.type("Shouting at home.")
    page.get_by_label("Kensington and Chelsea").check()
    choose(page, "Do they know that they are referred?", "Yes")
    choose(page, "Do they agree to it?", "Agrees")
    page.get_by_role("button", name="Record this referral").click()

    expect(done(page)).to_contain_text("is recorded for the Family Support Worker")
    expect(page.get_by_text("Before it can be accepted")).to_have_count(0)
    assert len(hands.answered) <= 9
    assert hands.clicks <= 10
    assert hands.keys <= 80


def test_in_a_youth_offending_team_somebody_known_is_shown_first(year, window):
    team = AgencyFactory(
        name="Youth offending team", sector="YOS", borough=BoroughFactory()
    )
    PractitionerFactory(agency=team, name="Mx Siskin", role="YOS_OFFICER")
    page = window("yps")
    hands = Hands(page)
    begin(page, "Clover", "Quagmyre", ("3", "4", "2000"))

    expect(page.get_by_text("Where does the young person live?")).to_be_visible()
    pick(page, "siskin", "Mx Siskin")
    page.get_by_label("Why are they referred?").click()
    page.keyboard.type("Pushed a parent twice.")
    choose(page, "Who was harmed?", "Parent")
    page.get_by_label("Hammersmith and Fulham").check()
    choose(page, "Do they agree to it?", "Agrees")
    choose(page, "What does the parent or carer say to it?", "Agrees")
    page.get_by_role("button", name="Record this referral").click()

    expect(done(page)).to_contain_text("is recorded for the Young Perpetrator Specialist")
    expect(page.get_by_text("Before it can be accepted")).to_have_count(0)
    expect(page.get_by_text("domestic abuse (child-to-parent)")).to_be_visible()
    assert len(hands.answered) <= 10
    assert hands.keys <= 80

    page.goto("/referrals/search/")
    page.get_by_label("Given names").fill("Clovr")
    page.get_by_label("Surname").fill("Quagmire")
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="Clover Quagmyre")).to_be_visible()
    assert faults(page) == []
    page.get_by_role("link", name="Open referral").click()
    page.go_back()
    page.get_by_role("link", name="Record a new referral about this person").click()
    expect(page.get_by_text("About Clovr Quagmire, 16.")).to_be_visible()
