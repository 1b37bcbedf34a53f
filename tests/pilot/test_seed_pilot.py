"""The pilot's facts are loaded, exactly, and stay as people have since made them."""

import re
from datetime import date
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pilot import actions
from pilot.management.commands import seed_pilot
from pilot.models import (
    Accreditation,
    Agreement,
    Approval,
    Assumption,
    Borough,
    ContractDocument,
    ContractRisk,
    DayAllocation,
    EqualityAssessment,
    Pattern,
    PatternDay,
    Post,
    RegisterEntry,
    RiskScore,
    Site,
    User,
)
from pilot.permissions import Role

# From an empty database: what a command leaves is not what was there before it.
pytestmark = pytest.mark.usefixtures("without_facts")

LOADED = (Borough, Agreement, Accreditation, Assumption, Post, DayAllocation)
LOADED += (Site, Pattern, PatternDay, Approval, ContractDocument, ContractRisk)
LOADED += (EqualityAssessment, RegisterEntry, RiskScore)


def seed() -> str:
    said = StringIO()
    call_command("seed_pilot", stdout=said)
    return said.getvalue()


def every_row():
    return {model: list(model.objects.order_by("pk").values()) for model in LOADED}


def split(code):
    rows = DayAllocation.objects.filter(post=code).order_by("borough__place")
    return list(rows.values_list("borough", "days_per_week"))


def test_it_says_what_is_there_in_one_line():
    assert seed() == (
        "The pilot is ready: 3 boroughs, 3 agreements, 3 posts, 9 day allocations.\n"
    )


def test_running_it_again_changes_nothing():
    seed()
    once = every_row()

    seed()

    assert every_row() == once


def test_the_boroughs_keep_the_order_of_every_table():
    seed()

    assert list(Borough.objects.values_list("code", "place", "name")) == [
        ("LBHF", 1, "Hammersmith and Fulham"),
        ("RBKC", 2, "Kensington and Chelsea"),
        ("WCC", 3, "Westminster"),
    ]


def test_three_agreements_of_50000_make_the_award_and_cost_the_councils_nothing():
    seed()

    agreements = Agreement.objects.all()
    assert sum(agreement.value for agreement in agreements) == Decimal("150000.00")
    assert {
        (
            agreement.starts_on,
            agreement.ends_on,
            agreement.value,
            agreement.council_contribution,
            agreement.charity_number,
        )
        for agreement in agreements
    } == {
        (date(2015, 10, 1), date(2016, 9, 30), Decimal("50000.00"), Decimal(0), "1083549")
    }


def test_three_posts_give_fourteen_days_a_week():
    seed()

    posts = Post.objects.order_by("place")
    assert [(post.code, post.days_per_week) for post in posts] == [
        ("CJW", 5),
        ("FSW", 4),
        ("YPS", 5),
    ]
    assert sum(post.full_time_equivalent for post in posts) == Decimal("2.8")


def test_the_criminal_justice_worker_s_split_is_agreed_and_locked():
    seed()

    assert split("CJW") == [("LBHF", 2), ("RBKC", 1), ("WCC", 2)]
    for allocation in DayAllocation.objects.filter(post="CJW"):
        assert allocation.is_locked
        assert not allocation.is_assumed
        assert allocation.source == "Report 5.2"


@pytest.mark.parametrize(
    ("code", "shares"),
    [
        ("FSW", ["1", "2", "1"]),
        ("YPS", ["1.666667", "1.666667", "1.666666"]),
    ],
)
def test_the_other_two_splits_are_assumed_and_say_so(code, shares):
    seed()

    assert [days for _, days in split(code)] == [Decimal(share) for share in shares]
    for allocation in DayAllocation.objects.filter(post=code):
        assert not allocation.is_locked
        assert allocation.assumption_id == "A-02"
        assert allocation.assumption.status == Assumption.Status.ASSUMED


def test_each_post_s_allocations_make_up_its_week_exactly():
    seed()

    for post in Post.objects.all():
        assert sum(days for _, days in split(post.code)) == post.days_per_week


def test_the_weekdays_of_each_post_make_up_its_split():
    seed()

    for pattern in Pattern.objects.with_days():
        given = {code: round(days, 5) for code, days in pattern.split().items()}
        assert given == {code: round(days, 5) for code, days in split(pattern.post_id)}
        assert pattern.starts_on == date(2015, 10, 1)
    assert Pattern.objects.count() == 3


def test_a_split_that_does_not_add_up_is_refused_and_loads_nothing(monkeypatch):
    wrong = {**seed_pilot.SPLITS, "FSW": (1, 2, 2, "A-02", "Invented for a test")}
    monkeypatch.setattr(seed_pilot, "SPLITS", wrong)

    with pytest.raises(CommandError, match=r"Family Support Worker come to 5.* not 4"):
        seed()

    assert not Post.objects.exists()
    assert not Borough.objects.exists()


def test_the_accreditation_gives_no_dates_because_the_papers_give_none():
    seed()

    accreditation = Accreditation.objects.get()
    assert (accreditation.body, accreditation.status) == ("Respect", "Accredited")
    assert accreditation.valid_from is None
    assert accreditation.valid_to is None
    assert "no dates" in accreditation.source


def test_what_people_have_decided_since_stays():
    seed()
    Borough.objects.filter(pk="WCC").update(name="City of Westminster")
    Agreement.objects.filter(borough="LBHF").update(ends_on=date(2017, 9, 30))
    Assumption.objects.filter(pk="A-02").update(status=Assumption.Status.AGREED)
    Accreditation.objects.update(valid_from=date(2015, 4, 1))
    DayAllocation.objects.filter(post="FSW", borough="RBKC").update(
        ends_on=date(2016, 3, 31)
    )
    DayAllocation.objects.create(
        post_id="FSW",
        borough_id="RBKC",
        starts_on=date(2016, 4, 1),
        days_per_week=2,
        source="Agreed by the group",
    )
    as_decided = every_row()

    seed()

    assert every_row() == as_decided


def test_every_ambiguity_of_the_papers_is_an_assumption_and_a_better_text_comes_in():
    seed()
    codes = Assumption.objects.values_list("pk", flat=True)
    assert list(codes) == [f"A-{number:02}" for number in range(1, 26)]
    kept = Assumption.objects.get(pk="A-20").text
    Assumption.objects.filter(pk="A-20").update(text="As it was worded", status="AGREED")

    seed()

    a_20 = Assumption.objects.get(pk="A-20")
    assert (a_20.text, a_20.status) == (kept, "AGREED")


def test_it_makes_no_account():
    seed()

    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("rows", "model", "words"),
    [  # the checklist's rows, and where each fact is on record
        ("1 37 66", Agreement, "Underspend of the 2014/15 London Crime Prevention Fund"),
        ("33", Agreement, "Shared Services VAWG Strategic Partnership"),
        ("2", ContractDocument, "Bid to MOPAC of the three councils"),
        ("32", ContractDocument, "CapitalEsourcing"),
        ("3 17 36", ContractDocument, "identification of, and interventions with"),
        ("34", ContractDocument, "one of its seven priorities"),
        ("34", ContractDocument, "An Integrated Support Service was commissioned"),
        ("35", ContractDocument, "criminal justice, the specialist and the mainstream"),
        ("67", ContractDocument, "Funding agreement with MOPAC"),
        ("10", Approval, "Contract Standing Order 3"),
        ("10", Approval, "11.2: to advertise and seek three quotations"),
        ("24 25", Approval, "of 13 in the country the other 12 work elsewhere"),
        ("26", Approval, "small and lack the capacity"),
        ("27 29", Approval, "already works in all three boroughs and has specialist local"),
        ("28", Approval, "too little time for a procurement"),
        ("11 18", Approval, "registered charity 1083549, is appointed by direct award"),
        ("30", Approval, "Cabinet Member, on the advice of the Client Director"),
        ("19 20", Approval, "left to the Director of Safer Neighbourhoods"),
        ("21 22 23", Approval, "no more than a further £50,000, funding becomes available"),
        ("64", Approval, "a specialist service, terms of a grant, urgency"),
        ("7 9 67", Approval, "in accordance with the funding agreement"),
        ("68", Approval, "no strategic risk management implications"),
        ("12 69", Approval, "Three agreements are executed at the same time"),
        ("70", Approval, "by judicial review only"),
        ("63", EqualityAssessment, "Appendix to the report that approved the pilot"),
        ("31", RegisterEntry, "WAIVER"),
        ("70", ContractRisk, "The direct award is challenged by judicial review"),
    ],
)
def test_each_fact_of_the_contract_is_on_record(rows, model, words):
    seed()

    told = [" ".join(map(str, row)) for row in model.objects.values_list()]
    assert any(words in each for each in told), f"row {rows}"


def test_no_officer_s_name_or_number_is_loaded():
    """Whoever verified or decided something is a role (rows 65 and 71)."""
    seed()

    told = [each.approver for each in Approval.objects.all()]
    assert len(told) == 7
    for role in told:
        assert re.search("Officer for|Cabinet Member|Head of Procurement", role)
        assert not re.search(r"\d{3}", role)


def test_what_people_put_right_of_the_contract_stays(person):
    seed()
    manager = person(Role.SERVICE_MANAGER)
    waiver = Approval.objects.get(decision="WAIVER")
    actions.correct_record(waiver, by=manager, because="Found", clause="CSO 3.1")
    agreement = Agreement.objects.get(borough="WCC")
    told = {"version": 1, "because": "Found", "funding_source": ""}
    actions.complete_agreement(agreement, by=manager, **told)
    as_kept = every_row()

    seed()

    assert every_row() == as_kept
