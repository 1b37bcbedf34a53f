"""What each unit of the work cost, whose is whose, and when nothing is said."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from pilot import calendar
from pilot.permissions import Role
from reporting.figures import HIDDEN, figures_to
from reporting.indicators import TOTAL, Place
from reporting.unit_costs import latest_quarter, of_each, unit_costs
from tests.factories import (
    AttendanceFactory,
    CaseFactory,
    CostShareFactory,
    SessionFactory,
    WorkDayFactory,
)
from tests.pages import Page

PAGE = reverse("reporting:figures_unit_costs")
MONDAY = date(2016, 2, 1)
WCC = Place("WCC", "Westminster")


def spend(amount, on=MONDAY, code="WCC"):
    told = {"cost__amount": Decimal(amount), "cost__on": on}
    CostShareFactory(borough__code=code, **told)


def cost_of(label, place, clear=frozenset()):
    found = unit_costs(figures_to(latest_quarter()), [WCC, TOTAL], clear)
    [unit] = [unit for unit in found if unit.label == label]
    return {each.code: (words, base) for each, words, base in unit.cells}[place.code]


def test_a_unit_cost_is_all_that_was_spent_divided_by_the_count(facts):
    spend("1200.00")
    spend("300.00", code="LBHF")
    spend("999.00", on=date(2016, 7, 1))  # in the quarter that still runs
    for number in range(12):
        WorkDayFactory(borough__code="WCC", on=MONDAY + timedelta(days=number))
    case = CaseFactory(borough__code="WCC", opened_on=date(2016, 1, 11))
    for number in range(16):
        on = MONDAY + timedelta(days=7 * number)
        SessionFactory(case=case, attended=True, on=on)
    for number in range(15):
        AttendanceFactory(
            borough_id="WCC", on=MONDAY + timedelta(days=number), has_attended=True
        )

    assert cost_of("Day worked", WCC) == ("£100.00", "12.00")
    assert cost_of("Day worked", TOTAL) == ("£125.00", "12.00")
    assert cost_of("Session attended", WCC) == ("£75.00", "16")
    assert cost_of("Practitioner trained", WCC) == ("£80.00", "15")
    in_clear = frozenset({WCC})
    assert cost_of("Person engaged", WCC, in_clear)[0] == "Not enough: base under 10"


def test_nothing_is_said_on_a_small_base_and_nothing_that_is_hidden_shows():
    assert of_each(Decimal(900), 9) == ("Not enough: base under 10", "9")
    assert of_each(Decimal(900), 0) == ("Not enough: base under 10", "0")
    assert of_each(Decimal(900), 10) == ("£90.00", "10")
    assert of_each(Decimal(100), 30) == ("£3.33", "30")
    assert of_each(Decimal(900), HIDDEN) == ("suppressed", "suppressed")


@pytest.mark.parametrize(
    ("today", "quarter"),
    [(date(2015, 11, 2), "2015Q4"), (date(2016, 3, 31), "2015Q4"),
     (date(2016, 4, 1), "2016Q1"), (date(2017, 1, 1), "2016Q3")],
)  # fmt: skip
def test_the_latest_complete_quarter_ends_the_count(today, quarter):
    with calendar.clock_set_to(today):
        assert str(latest_quarter()) == quarter


def test_an_officer_sees_their_own_borough_and_the_pilot(person, client_of):
    spend("1200.50")
    spend("777.77", code="LBHF")

    page = Page(client_of(person(Role.AUTHORISED_OFFICER, "WCC")).get(PAGE))

    assert "Spent in all £1,200.50 £1,978.27" in page.words
    assert (
        "Hammersmith"
        not in page.words.partition("What the work cost")[2].partition("What is counted")[0]
    )
    assert "people who came to a first session within 42 days" in page.words


def test_an_officer_raises_a_concern_from_what_stands_there_and_nobody_else_does(
    person, client_of
):
    spend("1200.50")
    client = client_of(person(Role.AUTHORISED_OFFICER, "WCC"))
    manager = client_of(person(Role.SERVICE_MANAGER))
    for page, heading in [
        (PAGE, "Unit cost Day worked, what one cost"),
        (reverse("reporting:figures_days"), "by post: Criminal Justice Worker"),
    ]:
        links = [
            href for text, href in Page(client.get(page)).links
            if text.startswith("Raise a concern about")
        ]  # fmt: skip
        assert len(links) == 4, "those of the own borough, not of the pilot"
        asked = [Page(client.get(href)).words for href in links]
        assert any(heading in words for words in asked)
        assert "Raise a concern" not in Page(manager.get(page)).words
