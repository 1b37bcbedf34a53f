"""The first page of a quarter's pack: what stands out, and what is in it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from pilot import calendar
from pilot.permissions import Role
from tests.factories import (
    AbsenceFactory,
    AccreditationFactory,
    ConcernFactory,
    ContractActionFactory,
    CostShareFactory,
    ForecastMonthFactory,
    GroupMeetingFactory,
    ReferralFactory,
    ReturnFactory,
    RiskScoreFactory,
    TargetFactory,
    at,
)
from tests.pages import Page

GROUP, OFFICER = Role.CONTRACT_GROUP_MEMBER, Role.AUTHORISED_OFFICER
PARTS = (
    "The three boroughs and the pilot",
    "Hammersmith and Fulham",
    "Kensington and Chelsea",
    "Westminster",
    "Finance",
    "Workforce and days",
    "Safeguarding",
    "Complaints and serious incidents",
    "Concerns of the councils",
    "Equality and the campaign",
    "Risks",
    "Decisions needed",
    "Actions",
    "What the numbers do not say",
    "Definitions",
)


def contents(quarter="2016Q2"):
    return reverse("reporting:pack_contents", args=[quarter])


@pytest.fixture
def page(person, client_of, facts):
    def read(quarter="2016Q2"):
        return Page(client_of(person(GROUP)).get(contents(quarter)))

    return read


@pytest.fixture
def part(person, client_of, facts):
    def read(key, quarter):
        address = reverse("reporting:pack_part", args=[quarter, key])
        return Page(client_of(person(GROUP)).get(address))

    return read


def test_every_part_is_in_the_contents_in_its_order(page):
    titles = [words for words, address in page().links if "/packs/2016Q2/" in address]

    assert tuple(title for title in titles if title in PARTS) == PARTS


def test_it_says_which_quarter_meeting_and_day_it_is_of(page):
    GroupMeetingFactory(on=date(2016, 7, 20))
    GroupMeetingFactory(on=date(2016, 7, 5))

    words = page().words

    assert "For the meeting of 20 July 2016. Quarter 3 of the pilot" in words
    assert "As at 15 July 2016" in words
    assert "The quarter is over" in words
    assert "The quarter is still running" in page("2016Q3").words


def test_a_quarter_to_come_or_outside_the_pilot_has_no_pack(person, client_of, facts):
    client = client_of(person(GROUP))

    assert client.get("/packs/2016Q4/").status_code == 404
    assert client.get("/packs/2014Q1/").status_code == 404
    with calendar.clock_set_to(date(2016, 1, 15)):
        assert client.get(contents()).status_code == 404


def test_money_that_is_off_plan_unexplained_or_not_carried_forward_stands_out(page):
    CostShareFactory(
        borough__code="WCC", cost__amount=Decimal("20000.00"), cost__on=date(2016, 5, 3)
    )
    ForecastMonthFactory(
        forecast__borough__code="WCC",
        forecast__made_at=at(date(2016, 3, 1)),
        starts_on=date(2016, 8, 1),
        amount=Decimal("9000.00"),
    )

    words = page().words

    assert (
        "Westminster: Off plan: it is expected to cost £29,000.00 of the £50,000.00"
        in words
    )
    assert "£21,000.00 less" in words
    assert "April to June 2016 cost £20,000.00 where £12,500.00 was planned" in words
    assert "of 2015/16 was not spent, and no approval to carry it forward" in words
    assert "Hammersmith and Fulham: Nobody has forecast" in words
    assert "Westminster: The forecast is of 1 March 2016." in words


def test_a_figure_that_misses_its_target_stands_out_and_beside_it_in_its_part(page, part):
    TargetFactory(code="I01", borough__code="WCC", quarter="2016Q2", value=20)
    ReferralFactory(borough__code="WCC", received_on=date(2016, 5, 3))

    assert "Westminster: Red: Referrals received: 1, target 20" in page().words
    assert "1 Target 20, assumed: Red" in part("borough-wcc", "2016Q2").words


def test_a_concern_past_its_day_stands_out_with_its_clock_in_words(page):
    concern = ConcernFactory(borough__code="RBKC", due_on=date(2016, 7, 4))
    ConcernFactory(borough__code="WCC", resolved=True)

    words = page().words

    assert f"Kensington and Chelsea: Staffing concern {concern.reference}." in words
    assert "was due" in words


def test_risks_actions_accreditation_and_absences_stand_out(page):
    RiskScoreFactory(
        risk__borough=None,
        risk__what="The post cannot be filled",
        risk__review_on=date(2016, 7, 1),
        likelihood=4,
        impact=5,
    )
    ContractActionFactory(what="Send the paper", due_on=date(2016, 7, 1))
    AccreditationFactory(body="Respect", valid_to=date(2016, 9, 1))
    AbsenceFactory(post_id="CJW", starts_on=date(2016, 7, 11), ends_on=None)

    words = page().words

    assert (
        "All three boroughs: High, 20 of 25, scored once: The post cannot be filled"
        in words
    )
    assert "Not looked at again by 1 July 2016: The post cannot be filled" in words
    assert "Was due 1 July 2016" in words
    assert "Send the paper" in words
    assert "runs out on 1 September 2016" in words
    assert "The Criminal Justice Worker is away from 11 July 2016 until further" in words
    assert "sick" not in words.lower()


def test_a_return_of_an_earlier_quarter_that_is_not_submitted_stands_out(page):
    ReturnFactory(borough__code="WCC", quarter="2016Q1", in_review=True)
    ReturnFactory(borough__code="LBHF", quarter="2016Q1", submitted_now=True)
    ReturnFactory(borough__code="WCC", quarter="2016Q2", draft=True)

    words = page().words

    told = "The return of January to March 2016 is not submitted: "
    assert f"Westminster: {told}with the officer." in words
    assert f"Kensington and Chelsea: {told}not begun." in words
    assert f"Hammersmith and Fulham: {told}" not in words
    assert "The return of April to June 2016" not in words


def test_it_is_the_same_for_every_reader_of_the_pack(person, client_of, facts):
    ConcernFactory(borough__code="RBKC", due_on=date(2016, 7, 4))
    RiskScoreFactory(risk__borough__code="WCC", likelihood=5, impact=5)
    readers = (GROUP, Role.SERVICE_MANAGER, Role.DATA_AND_FINANCE_OFFICER)

    told = {_main(client_of(person(role, "LBHF")).get(contents())) for role in readers}

    assert len(told) == 1


def _main(response):
    return response.text.split("<main")[1].split("</main>")[0]


def test_an_officer_who_is_no_member_of_the_group_reads_no_pack(person, client_of, facts):
    officer = person(OFFICER, "WCC")

    assert client_of(officer).get(contents()).status_code == 403
