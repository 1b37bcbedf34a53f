"""All three boroughs side by side, for the group and the provider."""

from datetime import date

import pytest
from django.urls import reverse

from pilot.calendar import Quarter, clock_set_to
from pilot.permissions import Role
from tests.factories import ReferralFactory, release
from tests.pages import Page
from tests.reporting.test_figures_borough import section, supported, words, world

pytestmark = pytest.mark.django_db


def address(quarter="2015Q4"):
    return reverse("reporting:figures_group", args=[quarter])


def led(client_of, user):
    """Where the word Figures leads somebody."""
    return client_of(user).get(reverse("reporting:figures")).url


def test_the_group_sees_the_three_boroughs_with_small_numbers_hidden(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)
    member = person(Role.CONTRACT_GROUP_MEMBER)

    page = client_of(member).get(address())

    assert "People supported to change 12 suppressed suppressed 24" in words(page.text)
    told = words(section(page, "I05"))
    assert "Kensington and Chelsea suppressed suppressed Westminster suppressed" in told


def test_pages_that_differ_only_in_hidden_numbers_are_the_same_to_the_byte(
    person, client_of
):
    member = client_of(person(Role.CONTRACT_GROUP_MEMBER))
    pages = []
    for hidden in ({"RBKC": 3, "WCC": 9}, {"RBKC": 4, "WCC": 8}):
        with world():
            supported(LBHF=12, **hidden)
            page = member.get(address())
        pages.append(page.text.split("<main")[1].split("</main>")[0])

    assert pages[0] == pages[1]


def test_a_hidden_number_has_no_bar_and_keeps_its_place(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)
    member = person(Role.CONTRACT_GROUP_MEMBER)

    chart = section(client_of(member).get(address()), "I05").split("<svg")[1]

    assert chart.count("<rect") == 1
    told = words("<svg" + chart)
    assert told.index("Hammersmith") < told.index("Kensington") < told.index("Westminster")


def test_what_has_no_borough_stands_on_its_own_line_and_in_the_total(person, client_of):
    ReferralFactory(received_on=date(2015, 11, 2))
    ReferralFactory(received_on=date(2015, 11, 2), without_borough=True)
    member = person(Role.CONTRACT_GROUP_MEMBER)

    page = client_of(member).get(address())

    told = words(section(page, "I01"))
    assert "No borough yet, or outside the three Different people: 1 1 1" in told
    assert "Part of the total, no borough yet, or outside the three: 1" in words(page.text)


def test_the_manager_sees_everything_in_clear(person, client_of):
    supported(LBHF=12, RBKC=3, WCC=9)

    page = client_of(person(Role.SERVICE_MANAGER)).get(address())

    assert "People supported to change 12 3 [c] 9 [c] 24" in words(page.text)


@pytest.mark.parametrize("role", [Role.AUTHORISED_OFFICER, Role.CRIMINAL_JUSTICE_WORKER])
def test_nobody_of_a_single_borough_sees_it(person, client_of, role):
    assert client_of(person(role, "LBHF")).get(address()).status_code == 403


def test_a_quarter_outside_the_pilot_is_no_page(person, client_of):
    member = client_of(person(Role.CONTRACT_GROUP_MEMBER))

    assert member.get("/figures/all/2017Q1/").status_code == 404


def test_figures_lead_the_officer_to_the_own_borough_and_the_group_to_all(
    person, client_of
):
    officer = person(Role.AUTHORISED_OFFICER, "WCC")
    member = person(Role.CONTRACT_GROUP_MEMBER)

    assert led(client_of, officer) == "/figures/WCC/2016Q2/"
    assert led(client_of, member) == "/figures/all/2016Q2/"


@pytest.mark.parametrize(
    ("today", "released", "quarter"),
    [
        (date(2015, 11, 2), [], "2015Q4"),  # nothing is over yet
        (date(2016, 7, 15), [], "2016Q2"),
        (date(2016, 7, 15), ["2016Q1"], "2016Q1"),
        (date(2016, 7, 15), ["2015Q4", "2016Q1", "2016Q2"], "2016Q2"),
        (date(2016, 12, 1), [], "2016Q3"),  # the pilot is over
    ],
)
def test_whoever_sees_what_was_released_begins_with_the_latest_of_it(
    person, client_of, today, released, quarter
):
    with clock_set_to(today):
        for each in released:
            release(Quarter.parse(each))

        url = led(client_of, person(Role.CONTRACT_GROUP_MEMBER))

    assert url == f"/figures/all/{quarter}/"


@pytest.mark.parametrize("role", [Role.SERVICE_MANAGER, Role.DATA_AND_FINANCE_OFFICER])
def test_the_provider_begins_with_the_quarter_that_runs(person, client_of, role):
    release()

    assert led(client_of, person(role)) == "/figures/all/2016Q3/"


@pytest.mark.parametrize("role", [Role.AUTHORISED_OFFICER, Role.CONTRACT_GROUP_MEMBER])
def test_the_running_quarter_is_a_click_from_where_others_begin(person, client_of, role):
    reader = client_of(person(role, "WCC"))

    page = Page(reader.get(reverse("reporting:figures"), follow=True))

    (running,) = [href for text, href in page.links if text == "July to September 2016"]
    assert "The quarter is still running" in Page(reader.get(running)).words
