"""What a person may not see is not there, and says nothing of what it would have been."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.one_engine


def body(page):
    """What the page says, but for the reference that every answer carries."""
    return re.sub(r"Reference [0-9a-f]{8}", "", page.locator("main").inner_text())


def test_an_officer_reaches_the_own_boroughs_figures_and_no_other(year, window, watch):
    watch.expect(404)
    officer = window("officer.lbhf")
    officer.goto("/")
    officer.get_by_role("navigation", name="Menu").get_by_role(
        "link", name="Figures"
    ).click()
    expect(
        officer.get_by_role("heading", name="Hammersmith and Fulham", level=1)
    ).to_be_visible()

    said = []
    for path in ("/figures/RBKC/2016Q2/", "/figures/XXXX/2016Q2/", "/figures/LBHF/2099Q1/"):
        assert officer.goto(path).status == 404
        said.append(body(officer))
    assert said == [said[0]] * 3
    assert "Kensington" not in said[0]


def test_an_officer_is_refused_every_case_alike(year, window, watch):
    watch.expect(403, 404)
    officer = window("officer.lbhf")

    answers = []
    for reference in (year.at_work.reference, "2222-2222"):
        status = officer.goto(f"/cases/{reference}/").status
        answers.append((status, body(officer)))

    assert answers[0] == answers[1]
    assert answers[0][0] in (403, 404)
    assert year.at_work.perpetrator.surname not in answers[0][1]


def test_an_officer_is_offered_nothing_of_casework(year, window):
    officer = window("officer.lbhf")
    officer.goto("/")

    menu = officer.get_by_role("navigation", name="Menu").get_by_role("link")

    assert menu.all_inner_texts() == [
        *("Home", "Figures", "Concerns", "Returns", "Contract", "Money")
    ]
    expect(officer.get_by_text(year.at_work.reference)).to_have_count(0)


def test_a_colleagues_case_is_the_same_as_one_that_never_existed(year, window, watch):
    watch.expect(404)
    worker = window("cjw")

    said = []
    for reference in (year.elsewhere.reference, "2222-2222"):
        assert worker.goto(f"/cases/{reference}/").status == 404
        said.append(body(worker))

    assert said[0] == said[1]


def test_signed_out_every_address_leads_to_the_sign_in(year, window):
    visitor = window()
    for path in ("/", "/cases/", year.at_work.get_absolute_url(), "/figures/LBHF/2016Q2/"):
        visitor.goto(path)
        expect(visitor.get_by_role("heading", name="Sign in", exact=True)).to_be_visible()
