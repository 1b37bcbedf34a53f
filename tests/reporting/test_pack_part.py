"""The parts of a quarter's pack: what each tells, and what none of them does."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from pilot import calendar
from pilot.calendar import Quarter
from pilot.permissions import Role
from reporting.packs import Pack
from tests.factories import (
    AccreditationFactory,
    AgendaItemFactory,
    CarryForwardFactory,
    ConcernEntryFactory,
    ConcernFactory,
    ContractActionFactory,
    CostShareFactory,
    ExtensionFactory,
    GroupMeetingFactory,
    PerpetratorFactory,
    ReferralFactory,
    ReturnFactory,
    RiskScoreFactory,
    VarianceCommentFactory,
    VariationFactory,
    WorkDayFactory,
    at,
    release,
)
from tests.pages import Page
from tests.reporting.test_figures_borough import supported, world

GROUP = Role.CONTRACT_GROUP_MEMBER
KEYS = (
    "boroughs",
    "borough-lbhf",
    "borough-rbkc",
    "borough-wcc",
    "finance",
    "workforce",
    "safeguarding",
    "complaints",
    "concerns",
    "equality",
    "risks",
    "decisions",
    "actions",
    "limits",
    "definitions",
)


def address(part, quarter="2016Q1"):
    return reverse("reporting:pack_part", args=[quarter, part])


@pytest.fixture
def part(person, client_of, facts):
    client = client_of(person(GROUP))

    def read(key, quarter="2016Q1"):
        return Page(client.get(address(key, quarter)))

    return read


def test_every_part_has_its_page_and_leads_to_the_next(part):
    assert tuple(each.key for each in Pack(Quarter.parse("2016Q1")).parts) == KEYS
    links = {key: [where for _, where in part(key).links] for key in KEYS}
    for before, after in pairwise(KEYS):
        assert address(after) in links[before]
        assert address(before) in links[after]


def test_a_part_that_there_is_not_is_not_there(person, client_of, facts):
    assert client_of(person(GROUP)).get(address("weather")).status_code == 404


def test_the_boroughs_stand_side_by_side_with_small_numbers_hidden(part):
    supported(LBHF=12, RBKC=3, WCC=9)

    words = part("boroughs", "2015Q4").words

    assert (
        "I05 People supported to change 12 12 suppressed suppressed suppressed suppressed "
        "24 24" in words
    )
    assert "Suppressed to protect people" in words


def test_nobody_sees_more_in_a_pack_whoever_they_are(person, client_of, facts):
    supported(LBHF=12, RBKC=3, WCC=9)
    ConcernEntryFactory(concern__borough__code="WCC")
    RiskScoreFactory(risk__borough__code="WCC")
    for key in ("boroughs", "concerns", "risks"):  # the PDF holds every part
        told = {
            client_of(person(role))
            .get(address(key, "2015Q4"))
            .text.split("<main")[1]
            .split("</main>")[0]
            for role in (GROUP, Role.SERVICE_MANAGER, Role.DATA_AND_FINANCE_OFFICER)
        }
        assert len(told) == 1, key


def test_a_pack_differs_in_nothing_with_a_number_that_it_hides(person, client_of, facts):
    client, told = client_of(person(GROUP)), []
    for hidden in ({"RBKC": 3, "WCC": 9}, {"RBKC": 4, "WCC": 8}):
        with world():
            supported(LBHF=12, **hidden)
            parts = ("boroughs", "borough-rbkc")  # the PDF holds every part
            pages = [client.get(address(key, "2015Q4")).text for key in parts]
        told.append([page.split("<main")[1].split("</main>")[0] for page in pages])

    assert told[0] == told[1]


def test_a_number_that_was_restated_stands_beside_the_first(part):
    supported(LBHF=12, RBKC=9, WCC=9)
    for _ in range(9):
        PerpetratorFactory(supported_on=date(2015, 12, 1), supported_borough_id="WCC")
    before = part("boroughs", "2015Q4").words
    release(Quarter(2015, 4))

    words = part("boroughs", "2015Q4").words

    assert "Restated" not in before
    assert "I05 People supported to change 12 12 9 9 9 9 30 30" in words
    told = (
        "I05, Westminster, in the quarter: 9 as submitted on 15 July 2016, restated as 18."
    )
    assert told in words
    assert "I05, Hammersmith and Fulham" not in words


def test_a_borough_stands_beside_the_pilot_with_its_days_and_money(part):
    ReferralFactory(borough__code="WCC", received_on=date(2016, 2, 1))
    ReferralFactory(borough__code="LBHF", received_on=date(2015, 11, 2))
    WorkDayFactory(post__code="CJW", borough_id="WCC", on=date(2016, 2, 2))
    CostShareFactory(borough__code="WCC", cost__amount=Decimal("300.00"))

    words = part("borough-wcc").words

    assert "I01 Referrals received 1 1 1 2" in words
    assert "Spent in the quarter £300.00 Planned for it £12,500.00" in words
    assert "Criminal Justice Worker" in words
    assert "Expected to have cost in the end No forecast" in words


def test_money_by_borough_and_quarter_with_why_and_the_year_end(part):
    CostShareFactory(borough__code="WCC", cost__amount=Decimal("300.00"))
    VarianceCommentFactory(borough_id="WCC", quarter="2016Q1", text="A post was empty")
    CarryForwardFactory(borough_id="WCC", amount=Decimal("900.00"))

    words = part("finance").words

    assert "Westminster £50,000.00 £300.00 £0.00 £49,700.00 No forecast" in words
    assert "Pilot total £150,000.00 £300.00 £0.00 £149,700.00 Not known" in words
    assert (
        "Westminster, January to March 2016 £12,500.00 £300.00 −£12,200.00 Off plan "
        "A post was empty" in words
    )
    assert "Westminster, April to June 2016" not in words
    assert "Westminster £25,000.00 £300.00 £24,700.00 £900.00 Not approved" in words


def test_concerns_are_told_in_codes_and_clocks_and_no_word_of_their_threads(part):
    concern = ConcernFactory(
        borough__code="RBKC",
        settled_when="The heron comes back",
        escalated_on=date(2016, 7, 12),
    )
    ConcernEntryFactory(concern=concern, text="The heron stood on one leg")

    words = part("concerns", "2016Q3").words + part("decisions", "2016Q3").words

    assert "Kensington and Chelsea 1 1 1" in words
    assert f"Staffing concern {concern.reference}" in words
    assert "Acknowledgement was due Wednesday 13 July 2016" in words
    assert "heron" not in words


def test_who_is_reached_is_told_of_the_whole_pilot_to_date_and_in_groups(part):
    before = part("equality", "2015Q4").words
    release(Quarter(2015, 4))

    words = part("equality", "2015Q4").words

    assert "Ethnic group" in before
    assert "Gender identity Not released yet The campaign" in before
    assert "Everybody 0" in words
    assert "C06 Campaign activities" in words


def test_what_the_total_holds_beside_the_boroughs_is_told_where_it_is_something(part):
    ReferralFactory(without_borough=True, received_on=date(2015, 11, 2))
    ReferralFactory(borough__code="WCC", received_on=date(2016, 2, 1))

    words = part("boroughs").words

    beside = "With no borough yet, or outside the three: 0, to date 1"
    assert f"I01 Referrals received {beside} 0 0 0 0 1 1 1 2" in words
    assert "I16 Consultations 0 0" in words


def test_what_runs_out_or_is_not_submitted_stands_where_its_sentence_leads(part):
    AccreditationFactory(body="Respect", valid_to=date(2016, 9, 1))
    ReturnFactory(borough__code="WCC", quarter="2015Q4", accepted_now=True)

    words = part("decisions").words

    assert "valid to 1 September 2016" in words
    assert "Return of Westminster, October to December 2015: accepted" in words


def test_risks_of_every_borough_stand_with_score_and_trend(part):
    first = RiskScoreFactory(risk__borough__code="WCC", on=date(2016, 4, 1), impact=2)
    RiskScoreFactory(risk=first.risk, on=date(2016, 5, 1), impact=5)
    RiskScoreFactory(risk__closed_on=date(2016, 5, 1), risk__what="It has passed")

    words = part("risks").words

    assert f"{first.risk.what} Staffing. Westminster High 15 of 25 Rising" in words
    assert "A colleague answers for it" in words
    assert "It has passed" not in words


def test_what_is_to_be_decided_stands_together(part):
    meeting = GroupMeetingFactory(on=date(2016, 4, 19))
    AgendaItemFactory(meeting=meeting, place=1, title="What comes next", paper="Paper 1")
    AgendaItemFactory(meeting=meeting, place=2, title="Taken out", is_replaced=True)
    ExtensionFactory(borough__code="WCC", evidenced=True)
    ReturnFactory(borough__code="RBKC", quarter="2016Q1", signed_now=True)
    VariationFactory(borough__code="LBHF", what="Half a day less")

    words = part("decisions").words

    assert "Agenda of the meeting of 19 April 2016" in words
    assert "1. What comes next Paper 1 Nothing yet" in words
    assert "Taken out" not in words
    assert "The evidence is on record, and the council decides" in words
    told = "Return of Kensington and Chelsea, January to March 2016: signed by the provider"
    assert told in words
    assert "Half a day less" in words
    assert "A-01, A-02, A-03" in words


def test_actions_are_those_to_do_and_those_done_since_the_quarter_began(part):
    done = {"outcome": "It is sent", "recorded_at": at(date(2015, 11, 2))}
    ContractActionFactory(what="Ask for approval", due_on=date(2016, 7, 1))
    ContractActionFactory(what="Print the leaflet", done_on=date(2016, 2, 1), **done)
    ContractActionFactory(what="Long ago", done_on=date(2015, 12, 1), **done)

    words = part("actions").words

    assert "Ask for approval" in words
    assert "Overdue" in words
    assert "Done 1 February 2016: It is sent" in words
    assert "Long ago" not in words


def test_complaints_and_incidents_are_counts_alone(part):
    words = part("complaints").words
    assert "Complaints" in words
    assert "Serious incidents" in words


def test_what_is_not_agreed_is_named(part):
    assert "A-02" in part("limits").words


def test_the_annex_defines_every_figure_with_what_is_in_force(part):
    words = part("definitions").words

    for code in ("I01", "I14f", "I23", "I24", "C11"):
        assert f"{code} " in words
    assert "Rests on A-" in words
    assert "P-07" in words
    assert "{P-" not in words


def test_a_part_costs_as_many_queries_with_many_rows_as_with_few(person, client_of, facts):
    client = client_of(person(GROUP))

    def rows(number):
        meeting = GroupMeetingFactory(on=date(2016, 4, number))
        for place in range(number):
            AgendaItemFactory(meeting=meeting, place=place + 1)
            ContractActionFactory(meeting=meeting)
            ConcernEntryFactory(concern__borough__code="WCC")
            RiskScoreFactory(risk__borough__code="WCC")
            VariationFactory(borough__code="LBHF")
            CostShareFactory(borough__code="WCC")

    def queries(key):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address(key)).status_code == 200
        return len(asked)

    rows(2)
    queries("boroughs")  # the first one fills what is kept in memory
    few = {key: queries(key) for key in KEYS}
    rows(20)

    assert {key: queries(key) for key in KEYS} == few
    assert max(few.values()) <= 25


def test_an_empty_quarter_says_so_in_words(person, client_of, facts):
    client = client_of(person(GROUP))
    addresses = [address(key, "2015Q4") for key in KEYS]
    with calendar.clock_set_to(date(2015, 10, 3)):
        told = {each: Page(client.get(each)).words for each in addresses}

    for words in told.values():
        assert "nan" not in words.split()
        assert "% 0 of 0" not in words
        assert "not released yet, to date" not in words
    assert (
        "Westminster £50,000.00 £0.00 £0.00 £50,000.00 No forecast"
        in told[address("finance", "2015Q4")]
    )
    assert "No concern is open." in told[address("concerns", "2015Q4")]
    assert "Nothing is to be done." in told[address("actions", "2015Q4")]
    assert "None waits for a decision." in told[address("decisions", "2015Q4")]
