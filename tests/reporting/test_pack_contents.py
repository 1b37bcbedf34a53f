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
    AgendaItemFactory,
    ConcernFactory,
    ContractActionFactory,
    CostShareFactory,
    ExtensionFactory,
    ForecastMonthFactory,
    GroupMeetingFactory,
    ReferralFactory,
    ReturnFactory,
    RiskScoreFactory,
    TargetFactory,
    VariationFactory,
    WorkDayFactory,
    at,
)
from tests.pages import Page
from tests.reporting.test_figures_borough import supported

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

    told = "The return of January to March 2016 is not submitted yet"
    assert "Westminster: The return of January to March 2016 waits for its officer" in words
    assert f"Westminster: {told}" not in words
    assert f"Kensington and Chelsea: {told} (not begun)." in words
    assert f"Hammersmith and Fulham: {told}" not in words
    assert "The return of April to June 2016" not in words


def test_a_return_that_was_sent_back_stands_out(page):
    ReturnFactory(borough__code="WCC", quarter="2016Q2", with_provider=True)

    told = "The return of April to June 2016 is not submitted yet (sent back)."
    assert f"Westminster: {told}" in page().words


def test_what_is_to_be_decided_stands_before_all_else(page):
    meeting = GroupMeetingFactory(on=date(2016, 7, 20))
    AgendaItemFactory(meeting=meeting, place=1, title="What comes next")
    AgendaItemFactory(meeting=meeting, place=2, title="Days", decision="Agreed")
    ConcernFactory(borough__code="RBKC", escalated_on=date(2016, 7, 12))
    ExtensionFactory(borough__code="WCC", cost=Decimal("30000.00"))
    variation = VariationFactory(borough__code="LBHF", what="Half a day less")
    ReturnFactory(borough__code="RBKC", quarter="2016Q2", signed_now=True)

    words = page().words

    decide = words[words.index("To be decided") : words.index("Nobody has forecast")]
    assert "On the agenda of 20 July 2016: 1. What comes next." in decide
    assert "is with the group since 12 July 2016." in decide
    told = "An extension for £30,000.00 is proposed; the evidence is still to come."
    assert f"Westminster: {told}" in decide
    assert f"Hammersmith and Fulham: Variation {variation.number}, from " in decide
    assert ": Half a day less." in decide
    told = "The return of April to June 2016 waits for its officer."
    assert f"Kensington and Chelsea: {told}" in decide


def test_a_point_without_a_decision_is_named_after_the_meeting(page):
    meeting = GroupMeetingFactory(on=date(2016, 7, 12))
    AgendaItemFactory(meeting=meeting, place=1, title="What comes next")

    assert "No decision recorded: 1. What comes next." in page().words


def test_a_pack_says_that_it_is_made_anew_once_its_meeting_was_held(page):
    GroupMeetingFactory(on=date(2016, 7, 12))
    GroupMeetingFactory(on=date(2016, 4, 19))

    told = "made anew since: money, concerns, risks, decisions and actions are those of"
    assert f"For the meeting of 12 July 2016, and {told} today. Quarter 3" in page().words
    assert f"For the meeting of 19 April 2016, and {told}" in page("2016Q1").words
    GroupMeetingFactory(on=date(2016, 7, 20))
    assert "made anew" not in page().words


def test_each_number_stands_beside_that_of_the_quarter_before(page):
    ReferralFactory(borough__code="WCC", received_on=date(2016, 2, 2))
    for _ in range(3):
        ReferralFactory(borough__code="LBHF", received_on=date(2016, 5, 3))
    WorkDayFactory(post__code="CJW", borough_id="WCC", on=date(2016, 5, 3))
    CostShareFactory(
        borough__code="WCC", cost__amount=Decimal("300.00"), cost__on=date(2016, 2, 3)
    )

    words = page().words

    assert (
        "Referrals received 3 0 before 0 0 before 0 1 before 3 1 before Cases engaged"
        in words
    )
    nothing, something = "0.00 0.00 before", "1.00 0.00 before"
    assert f"Days worked {nothing} {nothing} {something} {something} Spent" in words
    assert words.count("£0.00 £300.00 before") == 2  # Westminster's and the pilot's
    assert "of January to March 2016 below it. April" in words
    running = "of April to June 2016 below it. This quarter is still running"
    assert running in page("2016Q3").words


def test_the_first_quarter_stands_beside_none(page):
    assert "Since the quarter before" not in page("2015Q4").words
    assert "Since the quarter before" in page("2016Q1").words


def test_a_number_that_was_hidden_is_hidden_beside_the_next_quarter_too(page):
    supported(LBHF=12, RBKC=3, WCC=9)

    told = "People supported to change {0} 12 before {0} suppressed before"

    assert told.format("not released yet") in page("2016Q1").words


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
