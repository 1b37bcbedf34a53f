"""What a borough's money comes to: budget, spending, forecast and variance, by reading.

A fixed number of queries, however many boroughs and entries there are.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from pilot import calendar
from pilot.calendar import Period, Quarter
from pilot.models import (
    UNDIVIDED,
    Borough,
    Budget,
    CarryForward,
    CostLine,
    Forecast,
    ForecastMonth,
    User,
    VarianceComment,
)
from pilot.money import ALERT_AT, NOTHING, Spent, awards_on, spent_by
from pilot.permissions import Permission
from pilot.shares import by_parts

YEAR_END = date(2016, 3, 31)  # of the money the pilot was awarded for: A-04
_TENTH = Decimal("0.1")


class Rag(StrEnum):
    """How near spending is to what was planned for it: dictionary 8.3."""

    GREEN = "green"
    AMBER = "amber"
    RED = "red"
    GREY = "grey"

    @property
    def in_words(self) -> str:
        """The word that stands beside the colour."""
        return _IN_WORDS[self]


_IN_WORDS = {
    Rag.GREEN: "As planned",
    Rag.AMBER: "A little off plan",
    Rag.RED: "Off plan",
    Rag.GREY: "Nothing planned",
}


def rag_of(amount: Decimal, planned: Decimal) -> Rag:
    """Green from 95 to 100%, amber from 90% and to 102%, red beyond."""
    if not planned:
        return Rag.GREY
    share = amount / planned
    if Decimal("0.95") <= share <= 1:
        return Rag.GREEN
    return Rag.AMBER if Decimal("0.90") <= share <= Decimal("1.02") else Rag.RED


@dataclass(frozen=True)
class OfQuarter:
    """A quarter of a borough: what was planned for it, what it cost, and why it differs."""

    quarter: Quarter
    profile: Decimal
    spent: Spent
    comment: VarianceComment | None
    is_over: bool

    @property
    def variance(self) -> Decimal:
        """Above nothing means more was spent than planned."""
        return self.spent.total - self.profile

    @property
    def rag(self) -> Rag:
        """How near to the profile it came; nothing is said while it runs."""
        return rag_of(self.spent.total, self.profile) if self.is_over else Rag.GREY

    @property
    def needs_comment(self) -> bool:
        """Whether it is over, is not as planned, and nobody has said why."""
        return self.rag in (Rag.AMBER, Rag.RED) and self.comment is None


@dataclass(frozen=True)
class GridRow:
    """A cost line of the grid: its budget, each quarter's spending, and what is left."""

    name: str
    budget: Decimal
    quarters: list[tuple[Quarter, Spent]]
    spent: Spent
    left: Decimal | None  # unknown while the award is not divided between the lines


@dataclass(frozen=True)
class YearEnd:
    """Where a borough stood on 31 March, and whether what was left may still be spent."""

    financial_year: int
    budget: Decimal
    spent: Spent
    carried: CarryForward | None
    is_over: bool

    @property
    def unspent(self) -> Decimal:
        """What was left of the year's budget, bills owed taken off; never below nothing."""
        return max(self.budget - self.spent.total, NOTHING)

    @property
    def approved(self) -> Decimal:
        """How much of it may be spent in the next year."""
        return self.carried.amount if self.carried else NOTHING

    @property
    def is_at_risk(self) -> bool:
        """Whether money is left that nobody has said may be carried forward."""
        return self.is_over and self.unspent > self.approved


@dataclass(frozen=True)
class Account:
    """A borough's money, or all of theirs together."""

    award: Decimal
    budget_of: dict[tuple[str, int], Decimal]  # cost line and financial year
    spent_of: dict[tuple[str, date], Spent]  # cost line and day
    today: date
    borough: Borough | None = None
    budget: Budget | None = None
    forecast: Forecast | None = None
    comments: dict[str, VarianceComment] = field(default_factory=dict)
    carried: dict[int, CarryForward] = field(default_factory=dict)
    months: tuple[ForecastMonth, ...] | None = None  # of the forecast, where read with it

    def spent(self, line: str | None = None, period: Period | None = None) -> Spent:
        """What was spent, on one cost line or on all, in a period or in all."""
        total = Spent()
        for (of_line, on), amount in self.spent_of.items():
            if line in (None, of_line) and (period is None or on in period):
                total = total.plus(amount)
        return total

    def of_line(self, line: str) -> Decimal:
        """The budget of a cost line, of all its years."""
        return sum(
            (amount for (each, _), amount in self.budget_of.items() if each == line),
            NOTHING,
        )

    def of_year(self, year: int) -> Decimal:
        """The budget of a financial year, of all its cost lines."""
        return sum(
            (amount for (_, each), amount in self.budget_of.items() if each == year),
            NOTHING,
        )

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The cost lines with a budget or a cost, and what they are called, in order."""
        used = {line for line, _ in self.budget_of} | {line for line, _ in self.spent_of}
        named = [choice for choice in CostLine.choices if choice[0] in used]
        return [*named, (UNDIVIDED, "Not divided")] if UNDIVIDED in used else named

    @property
    def left(self) -> Decimal:
        """What may still be spent of the award."""
        return self.award - self.spent().total

    @property
    def is_nearly_spent(self) -> bool:
        """Whether nine tenths of the award are gone (V-27)."""
        return bool(self.award) and self.spent().total >= ALERT_AT * self.award

    @property
    def used(self) -> Decimal:
        """How much of the award is spent, in percent."""
        share = 100 * self.spent().total / self.award if self.award else NOTHING
        return share.quantize(_TENTH, ROUND_HALF_UP)

    def profile(self, quarter: Quarter) -> Decimal:
        """A straight line: the year's budget in equal parts to its quarters."""
        year = calendar.financial_year_of(quarter.period.start)
        of_year = {
            each: 1
            for each in calendar.pilot_quarters()
            if calendar.financial_year_of(each.period.start) == year
        }
        return by_parts(self.of_year(year), of_year)[quarter]

    @property
    def quarters(self) -> list[OfQuarter]:
        """The pilot's quarters; what is booked after the pilot counts in the last one."""
        return [
            OfQuarter(
                quarter=quarter,
                profile=self.profile(quarter),
                spent=self.spent(period=booked_in(quarter)),
                comment=self.comments.get(str(quarter)),
                is_over=self.today > quarter.period.last,
            )
            for quarter in calendar.pilot_quarters()
        ]

    @property
    def grid(self) -> list[GridRow]:
        """A row for each cost line that has a budget or a cost."""
        is_divided = UNDIVIDED not in dict(self.lines)
        return [
            GridRow(
                name=name,
                budget=self.of_line(line),
                quarters=[
                    (each, self.spent(line, booked_in(each)))
                    for each in calendar.pilot_quarters()
                ],
                spent=self.spent(line),
                left=self.of_line(line) - self.spent(line).total if is_divided else None,
            )
            for line, name in self.lines
        ]

    @property
    def year_end(self) -> YearEnd:
        """The end of the financial year that the money was awarded for."""
        year = calendar.financial_year_of(YEAR_END)
        return YearEnd(
            financial_year=year,
            budget=self.of_year(year),
            spent=self.spent(period=Period(date.min, YEAR_END + timedelta(days=1))),
            carried=self.carried.get(year),
            is_over=self.today > YEAR_END,
        )

    @property
    def expected(self) -> list[tuple[date, Decimal]]:
        """Each month to come of the latest forecast, and what it is expected to cost."""
        made = self.months
        if made is None:
            made = self.forecast.months.all() if self.forecast else ()
        return [(each.starts_on, each.amount) for each in made if self._is_to_come(each)]

    def _is_to_come(self, month):
        return month.starts_on >= self.today.replace(day=1)

    @property
    def outturn(self) -> Decimal:
        """What it will come to: spent before this month, and expected from it on.

        Of the month that runs, whichever is more: spent already, or expected.
        """
        first = self.today.replace(day=1)
        expected = dict(self.expected)
        of_month = self.spent(period=Period(first, date.max)).total
        if first in expected:
            of_month = max(expected.pop(first), of_month)
        before = self.spent(period=Period(date.min, first)).total
        return before + of_month + sum(expected.values(), NOTHING)

    @property
    def outturn_rag(self) -> Rag:
        """How near the forecast comes to the award."""
        return rag_of(self.outturn, self.award) if self.forecast else Rag.GREY


def boroughs_of_money_open_to(user: User):
    """The boroughs whose money a person may see: their own, or all of them."""
    if user.can(Permission.VIEW_ALL_FIGURES):
        return Borough.objects.all()
    return user.boroughs_with(Permission.VIEW_OWN_FIGURES)


def booked_in(quarter: Quarter) -> Period:
    """The days whose costs count in a quarter of the pilot: its own, and the run-off."""
    is_last = quarter == calendar.pilot_quarters()[-1]
    return Period(quarter.period.start, date.max) if is_last else quarter.period


def accounts_of(boroughs: Iterable[Borough]) -> list[Account]:
    """The account of each borough."""
    boroughs, today = list(boroughs), calendar.today()
    awards, spent = awards_on(today), defaultdict(dict)
    for (code, line, on), amount in spent_by(
        "borough", "cost__cost_line", "on", of=boroughs
    ).items():
        spent[code][line, on] = amount
    budgets = {
        budget.borough_id: budget
        for budget in Budget.objects.standing()
        .filter(borough__in=boroughs)
        .prefetch_related("lines")
    }
    forecasts = _latest_forecasts(boroughs)
    comments, carried = defaultdict(dict), defaultdict(dict)
    for comment in VarianceComment.objects.standing().filter(borough__in=boroughs):
        comments[comment.borough_id][comment.quarter] = comment
    for approval in CarryForward.objects.standing().filter(borough__in=boroughs):
        carried[approval.borough_id][approval.financial_year] = approval
    return [
        Account(
            borough=borough,
            award=awards.get(borough.pk, NOTHING),
            budget=budgets.get(borough.pk),
            budget_of=_lines_of(budgets.get(borough.pk)),
            spent_of=spent[borough.pk],
            forecast=forecasts.get(borough.pk),
            comments=comments[borough.pk],
            carried=carried[borough.pk],
            today=today,
        )
        for borough in boroughs
    ]


def account_of(borough: Borough) -> Account:
    """The account of one borough."""
    [account] = accounts_of([borough])
    return account


def together(accounts: Iterable[Account]) -> Account:
    """All of these added up: the pilot's own money."""
    accounts = list(accounts)
    budget, spent = defaultdict(lambda: NOTHING), defaultdict(Spent)
    for account in accounts:
        for key, amount in account.budget_of.items():
            budget[key] += amount
        for key, amount in account.spent_of.items():
            spent[key] = spent[key].plus(amount)
    return Account(
        award=sum((account.award for account in accounts), NOTHING),
        budget_of=dict(budget),
        spent_of=dict(spent),
        today=calendar.today(),
    )


def _lines_of(budget: Budget | None) -> dict[tuple[str, int], Decimal]:
    if budget is None:
        return {}
    return {
        (line.cost_line, line.financial_year): line.amount for line in budget.lines.all()
    }


def _latest_forecasts(boroughs) -> dict[str, Forecast]:
    latest: dict[str, Forecast] = {}
    for forecast in Forecast.objects.filter(borough__in=boroughs).latest_first():
        latest.setdefault(forecast.borough_id, forecast)
    return latest
