"""The rota answers where somebody is, and what each borough is to get."""

from datetime import date
from decimal import Decimal

import pytest

from pilot import calendar, rota
from pilot.models import Agreement, Borough, DayAllocation
from pilot.permissions import Role
from tests.factories import AbsenceFactory, WorkDayFactory

FRIDAY = date(2016, 7, 15)


@pytest.fixture
def cjw(person):
    return person(Role.CRIMINAL_JUSTICE_WORKER)


def test_it_knows_the_place_of_today(cjw):
    where = rota.where_today(cjw)

    assert (where.post, where.borough.pk) == ("CJW", "WCC")
    assert str(where.site) == "Community safety unit, Westminster"
    assert where.absence is None


def test_what_is_entered_of_today_counts_for_more(cjw, facts):
    WorkDayFactory(user=cjw, borough=facts.boroughs["RBKC"], on=FRIDAY)

    where = rota.where_today(cjw)

    assert (where.borough.pk, where.site) == ("RBKC", None)


def test_it_knows_days_off_and_who_is_away(person, cjw):
    fsw = person(Role.FAMILY_SUPPORT_WORKER)
    absence = AbsenceFactory(user=cjw, starts_on=FRIDAY, ends_on=None)

    with calendar.clock_set_to(date(2016, 7, 13)):
        assert rota.where_today(fsw).borough is None
    assert rota.where_today(cjw).absence == absence


def test_who_holds_no_post_or_several_is_nowhere_in_particular(person):
    assert rota.where_today(person(Role.SERVICE_MANAGER)) is None


def test_thirds_take_three_weeks(facts):
    read = rota.Rota.read()
    thursdays = [date(2015, 10, day) for day in (1, 8, 15, 22)]

    given = [read.site("YPS", day).borough_id for day in thursdays]
    assert given == ["LBHF", "WCC", "RBKC", "LBHF"]


@pytest.mark.parametrize(
    ("quarter", "working_days", "planned"),
    [
        ("2015Q4", 64, ("25.6", "12.8", "25.6")),
        ("2016Q1", 62, ("24.8", "12.4", "24.8")),
        ("2016Q2", 63, ("25.2", "12.6", "25.2")),
        ("2016Q3", 65, ("26", "13", "26")),
    ],
)
def test_the_days_planned_of_each_quarter(facts, quarter, working_days, planned):
    period = calendar.Quarter.parse(quarter).period
    assert calendar.working_days(period) == working_days

    days = rota.planned_days(DayAllocation.objects.for_listing(), period)["CJW"]

    assert tuple(days.values()) == tuple(map(Decimal, planned))


def test_every_borough_gets_equal_days_over_all_posts(facts):
    rows = DayAllocation.objects.values_list("borough", "days_per_week")
    totals = {
        borough.pk: sum(days for code, days in rows if code == borough.pk)
        for borough in Borough.objects.all()
    }

    assert {round(days, 3) for days in totals.values()} == {Decimal("4.667")}
    assert sum(totals.values()) == 14


def test_a_day_is_agreed_in_the_pilot_and_after_it_where_an_agreement_goes_on(facts):
    lbhf, wcc, last = facts.boroughs["LBHF"], facts.boroughs["WCC"], date(2017, 9, 30)
    after = date(2016, 10, 1)
    assert rota.is_agreed(date(2016, 9, 30), lbhf)
    assert not rota.is_agreed(after)
    assert not rota.is_agreed(date(2015, 9, 30))
    assert rota.agreed_time() == calendar.PILOT

    Agreement.objects.filter(borough="WCC").update(ends_on=last)

    assert rota.is_agreed(after)
    assert rota.is_agreed(last, wcc)
    assert not rota.is_agreed(after, lbhf)
    assert not rota.is_agreed(date(2017, 10, 1), wcc)
    assert rota.agreed_time().last == last
