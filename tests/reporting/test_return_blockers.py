"""What stops a return (V-29): each thing in words, with where it is mended."""

from datetime import date

import pytest

from pilot import calendar
from pilot.models import Agreement, CostShare, VarianceComment
from pilot.permissions import Role
from reporting import actions
from reporting.returns.blockers import SHOWN, blockers_of, shown_to
from tests.factories import (
    CostShareFactory,
    ReferralFactory,
    SessionFactory,
    TargetFactory,
)
from tests.reporting.returned import Q1, drafted

pytestmark = pytest.mark.django_db
DAY = date(2015, 11, 4)


@pytest.fixture
def of(who):
    return drafted(who)


def texts(of) -> list[str]:
    return [each.text for each in blockers_of(of)]


def a_session(facts, code="LBHF", on=DAY):
    here = facts.boroughs[code]
    return SessionFactory(case__borough=here, borough=here, on=on)


def test_a_return_in_order_is_stopped_by_nothing(of):
    assert blockers_of(of) == []


def test_a_session_without_an_outcome_leads_to_its_page(of, facts):
    session = a_session(facts)
    a_session(facts, "WCC")
    a_session(facts, on=date(2016, 1, 4))

    [found] = blockers_of(of)

    assert found.text == "A session on 4 November 2015 has no outcome"
    assert found.href == session.get_absolute_url()


def test_many_of_a_kind_are_counted_after_the_first(of, facts):
    for _ in range(SHOWN + 2):
        a_session(facts)

    assert len(texts(of)) == SHOWN + 1
    assert texts(of)[-1] == "2 more sessions have no outcome"


def test_a_referral_without_a_borough_stops_the_return_of_any(of):
    ReferralFactory(without_borough=True, received_on=DAY)
    ReferralFactory(without_borough=True, received_on=date(2016, 1, 4))

    assert texts(of) == [
        "A referral received on 4 November 2015 has no borough yet, and may be one of "
        "Hammersmith and Fulham"
    ]


def test_a_referral_of_a_day_that_the_agreement_does_not_cover_stops_another(of):
    ReferralFactory(without_borough=True, received_on=DAY)
    Agreement.objects.filter(borough=of.borough).update(starts_on=date(2015, 11, 5))

    assert texts(of) == []


def test_a_referral_stops_a_borough_whose_agreement_nobody_recorded(of):
    ReferralFactory(without_borough=True, received_on=DAY)
    Agreement.objects.filter(borough=of.borough).delete()

    assert len(texts(of)) == 1


def test_a_cost_that_is_not_divided_whole_stops_it(of):
    share = CostShareFactory(borough__code="LBHF", cost__on=DAY)
    apart = CostShareFactory(borough__code="LBHF", cost__on=DAY, amount="0.01")
    assert CostShare.objects.count() == 2
    assert share.amount == share.cost.amount

    assert f"Cost {apart.cost.reference} is not divided between the boroughs" in texts(of)
    assert not any(share.cost.reference in text for text in texts(of))


def test_spending_off_its_profile_wants_a_word(of):
    VarianceComment.objects.all().delete()

    assert texts(of) == ["Spending is not as planned, and nobody has said why"]


def test_a_red_figure_wants_a_word(of, who):
    TargetFactory(
        code="I01",
        borough=of.borough,
        quarter=str(Q1),
        is_to_date=False,
        value=40,
        direction="HIGHER",
    )
    assert texts(of) == ["I01 Referrals received is red, and nothing is said about it"]

    actions.write_return_text(of, "I01", by=who.writer, version=0, text="It began late.")

    assert texts(of) == []


def test_a_quarter_that_runs_is_not_ready(of):
    with calendar.clock_set_to(Q1.period.last):
        assert "The quarter runs until 31 December 2015" in texts(of)


def test_only_who_can_open_a_page_is_led_to_it(of, facts, person, who):
    session = a_session(facts)
    found = blockers_of(of)

    [(_, of_manager)] = shown_to(who.signer, found, of)
    [(told, of_finance)] = shown_to(person(Role.DATA_AND_FINANCE_OFFICER), found, of)

    assert of_manager == session.get_absolute_url()
    assert of_finance == ""
    assert told == "A session on 4 November 2015 has no outcome (for the service manager)"
