"""A signed extension opens its own time, and no figure of the pilot changes by it."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from pilot import actions, calendar
from pilot.accounts import account_of, accounts_of, together
from pilot.actions import Part
from pilot.calendar import Quarter
from pilot.models import Agreement, Cost, WorkDay
from pilot.permissions import Role
from pilot.transitions import TransitionRefused
from reporting.days_compared import days_compared
from reporting.indicators import TOTAL, Place
from reporting.spending import spending_to
from tests.factories import (
    CostFactory,
    CostShareFactory,
    ExtensionFactory,
    ForecastMonthFactory,
    WorkDayFactory,
)
from tests.pages import Page

SEPTEMBER, NOVEMBER = date(2016, 9, 20), date(2016, 11, 7)  # a Tuesday and a Monday
LAST, NEXT = Quarter(2016, 3), Quarter(2016, 4)
WCC = Place("WCC", "Westminster")


@pytest.fixture(autouse=True)
def _in_november(facts):
    with calendar.clock_set_to(NOVEMBER):
        yield


@pytest.fixture
def wcc(facts):
    """Westminster, which goes on until 30 September 2017 for £40,000 more."""
    ExtensionFactory(borough=facts.boroughs["WCC"], signed=True, cost=Decimal(40000))
    Agreement.objects.filter(borough="WCC").update(ends_on=date(2017, 9, 30))
    return facts.boroughs["WCC"]


@pytest.fixture
def finance(person):
    return person(Role.DATA_AND_FINANCE_OFFICER)


def enter(finance, borough, amount, on, kind=Cost.Kind.ACTUAL):
    return actions.enter_cost(
        by=finance,
        kind=kind,
        on=on,
        cost_line="TRAVEL",
        amount=Decimal(amount),
        supplier="Fares",
        evidence="FARES 1",
        borough=borough,
    )


def test_what_is_spent_after_the_pilot_is_the_extensions_alone(wcc, finance):
    enter(finance, wcc, "300.00", SEPTEMBER)
    before = spending_to([LAST], [WCC]).of(WCC, str(LAST))

    enter(finance, wcc, "1000.00", NOVEMBER)

    account = account_of(wcc)
    assert (account.award, account.spent().total) == (50000, 300)
    assert spending_to([LAST], [WCC]).of(WCC, str(LAST)) == before
    assert together(accounts_of([wcc])).spent().total == 300
    after = account.extension
    assert (after.award, after.spent().total, after.left) == (40000, 1000, 39000)
    assert [str(each.quarter) for each in after.quarters] == [
        *("2016Q4", "2017Q1", "2017Q2", "2017Q3"),
    ]
    assert [each.profile for each in after.quarters] == [10000] * 4


def test_neither_spends_what_the_other_has_left(wcc, finance):
    enter(finance, wcc, "40000.00", NOVEMBER)
    with pytest.raises(TransitionRefused, match=r"£0\.00 left of its extension"):
        enter(finance, wcc, "0.01", NOVEMBER)

    enter(finance, wcc, "50000.00", SEPTEMBER)
    with pytest.raises(TransitionRefused, match=r"£0\.00 left of its award"):
        enter(finance, wcc, "0.01", SEPTEMBER)


def test_a_bill_of_the_pilot_that_is_paid_after_it_stays_the_pilots(wcc, finance):
    owed = enter(finance, wcc, "500.00", SEPTEMBER, Cost.Kind.ACCRUAL)

    actions.reverse_cost(owed, by=finance, on=NOVEMBER, reason="The bill is paid")
    enter(finance, wcc, "500.00", SEPTEMBER)

    account = account_of(wcc)
    assert account.spent().total == account.in_quarter(LAST).spent.total == 500
    assert account.extension.spent().total == 0


def test_without_an_extension_a_cost_after_the_pilot_is_refused(facts, finance):
    with pytest.raises(TransitionRefused, match="inside the agreement"):
        enter(finance, facts.boroughs["LBHF"], "10.00", NOVEMBER)
    assert account_of(facts.boroughs["LBHF"]).extension is None


def test_the_budget_of_an_extension_is_divided_beside_that_of_the_pilot(
    wcc, finance, client_of
):
    client, page = client_of(finance), reverse("pilot:budget_divide", args=["WCC"])
    told = {
        **{"is_assumed": "no", "source": "The group", "reason": "It is signed"},
        **{"version": Page(client.get(page)).answer("version")},
        **{"line_UNDIVIDED_2015": "25000", "line_UNDIVIDED_2016": "25000"},
        **{"extension_SALARY_2016": "30000"},
    }
    short = Page(client.post(page, told))
    assert "£30,000.00, and the extension is £40,000.00." in short.words
    assert short.answer("extension_SALARY_2016") == "30000"

    client.post(page, {**told, "extension_TRAVEL_2017": "10000"})

    account = account_of(wcc)
    assert [each.profile for each in account.quarters] == [12500] * 4
    assert [each.profile for each in account.extension.quarters] == [
        *(15000, 15000, 5000, 5000),
    ]
    lines = [(row.name, row.budget, row.left) for row in account.extension.grid]
    assert lines == [("Salaries", 30000, 30000), ("Travel", 10000, 10000)]


def test_nobody_divides_an_extension_that_is_not_signed(facts, finance):
    with pytest.raises(TransitionRefused, match=r"and the extension is £0\.00"):
        actions.divide_budget(
            facts.boroughs["LBHF"],
            by=finance,
            version=account_of(facts.boroughs["LBHF"]).budget.pk,
            lines={("", 2015): Decimal(50000)},
            extension_lines={("SALARY", 2016): Decimal(100)},
            is_assumed=True,
            source="Nobody",
            reason="A try",
        )


def test_a_forecast_reaches_to_the_end_and_each_account_reads_its_own_months(wcc, finance):
    months = actions.months_to_come(wcc)
    assert (months[0], months[-1]) == (date(2016, 11, 1), date(2017, 9, 1))

    amounts = dict.fromkeys(months, Decimal(3000))
    actions.make_forecast(wcc, by=finance, months=amounts)

    account = account_of(wcc)
    assert (account.expected, account.outturn) == ([], 0)
    assert (len(account.extension.expected), account.extension.outturn) == (11, 33000)


def test_a_quarter_of_the_extension_is_explained_and_one_beyond_it_is_no_page(
    wcc, finance, client_of
):
    client = client_of(finance)
    at = {name: reverse("pilot:variance_explain", args=["WCC", name]) for name in (
        *("2016Q4", "2017Q3", "2017Q4"),
    )}  # fmt: skip
    assert client.get(at["2017Q4"]).status_code == 404
    assert "when it is over" in Page(client.post(at["2016Q4"], {"text": "Early"})).words
    with calendar.clock_set_to(date(2017, 1, 9)):
        client.post(at["2016Q4"], {"text": "The post was vacant"})

        quarter = account_of(wcc).in_quarter(NEXT)
    assert quarter.comment.text == "The post was vacant"
    with pytest.raises(TransitionRefused, match="that the agreement runs in"):
        actions.explain_variance(wcc, Quarter(2017, 4), by=finance, text="Far away")


def test_the_page_of_the_money_shows_it_on_its_own(wcc, finance, client_of):
    CostShareFactory(borough=wcc, cost=CostFactory(on=NOVEMBER, amount=Decimal("1234.56")))
    ForecastMonthFactory(forecast__borough=wcc, starts_on=date(2017, 1, 1))
    client = client_of(finance)

    words = Page(client.get(reverse("pilot:money_borough", args=["WCC"]))).words

    pilot, after = words.split("Extension, 1 October 2016 to 30 September 2017")
    assert "1,234.56" not in pilot
    assert "May cost at most £40,000.00 Spent £1,234.56 (3.1%)" in after
    assert "October to December 2016" in after
    assert "it lies in equal parts to its quarters" in after
    assert "January 2017 £4,000.00" in after
    group = Page(client.get(reverse("pilot:money_group"))).words
    assert "30 September 2017 £40,000.00 £1,234.56 £38,765.44" in group


def test_days_are_entered_for_a_council_that_goes_on_and_for_no_other(wcc, facts, person):
    worker, cjw = person(Role.CRIMINAL_JUSTICE_WORKER), facts.posts["CJW"]

    def day(code):
        return {NOVEMBER: [Part(4, WorkDay.Activity.CASEWORK, facts.boroughs[code])]}

    told = {"by": worker, "starts_on": NOVEMBER, "version": 0}
    with pytest.raises(TransitionRefused, match="agreement of Kensington and Chelsea has"):
        actions.enter_days(cjw, **told, days=day("RBKC"))

    actions.enter_days(cjw, **told, days=day("WCC"))

    assert WorkDay.objects.get().on == NOVEMBER


def test_days_after_the_pilot_stand_apart_and_only_of_who_goes_on(wcc, facts):
    WorkDayFactory(post=facts.posts["CJW"], borough=wcc, on=date(2016, 11, 1))
    lbhf = Place("LBHF", "Hammersmith and Fulham")

    compared = days_compared([lbhf, WCC])

    places = {place.code: lines for place, lines in compared.after.tables}
    assert lbhf.code not in places
    (cjw, *_), (of_all, *_) = places["WCC"], places[TOTAL.code]
    # 252 working days from October to September, of which it gets two of five a week.
    assert (cjw.delivered, cjw.planned, of_all.planned) == (
        *(Decimal("1.00"), Decimal("100.80"), Decimal("100.80")),
    )
    assert dict(compared.tables)[WCC][0].delivered == 0
    assert days_compared([lbhf]).after is None
