"""Money spent, planned and expected, by borough and quarter: I24, in few queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from pilot import calendar
from pilot.accounts import Account, booked_in, together
from pilot.calendar import Quarter
from pilot.models import Budget, BudgetLine, Forecast, ForecastMonth
from pilot.money import NOTHING, pilot_awards_on, signed_extensions, spent_in_term
from reporting.disclosure import cumulative as to_date
from reporting.disclosure.figures import Period as PeriodKey
from reporting.indicators import TOTAL, Place


class SpendingNumbers(NamedTuple):
    """What was spent in a place and period, and what was planned for it."""

    spent: Decimal = NOTHING
    profile: Decimal = NOTHING

    @property
    def variance(self) -> Decimal:
        """Above nothing means more was spent than planned."""
        return self.spent - self.profile

    def plus(self, other: "SpendingNumbers") -> "SpendingNumbers":
        """Both together."""
        return SpendingNumbers(self.spent + other.spent, self.profile + other.profile)


class Outturn(NamedTuple):
    """What it is expected to come to in all, beside the award; None without a forecast."""

    award: Decimal
    expected: Decimal | None

    @property
    def variance(self) -> Decimal | None:
        """Above nothing means more than the award is expected to be spent."""
        return None if self.expected is None else self.expected - self.award


@dataclass(frozen=True)
class Spending:
    """Money by place, quarter and to date; what it will come to, by place."""

    table: Mapping[tuple[str, PeriodKey], SpendingNumbers]
    outturns: Mapping[str, Outturn]

    def of(self, place: Place, period: PeriodKey) -> SpendingNumbers:
        """The money of one place and period."""
        return self.table.get((place.code, period), SpendingNumbers())

    def outturn(self, place: Place) -> Outturn:
        """What one place is expected to come to."""
        return self.outturns.get(place.code, Outturn(NOTHING, None))


def spending_to(quarters: Iterable[Quarter], boroughs: Iterable[Place]) -> Spending:
    """The money of these quarters; every part of a cost falls to one borough (I24)."""
    return _reckoned(quarters, _accounts([place.code for place in boroughs]))


def spending_of(quarters: Iterable[Quarter], accounts: Iterable[Account]) -> Spending:
    """The same from accounts that were read in full already."""
    return _reckoned(quarters, {account.borough.pk: account for account in accounts})


def _reckoned(quarters: Iterable[Quarter], accounts: dict[str, Account]) -> Spending:
    pilot = together(accounts.values())
    table = {}
    for code, account in {**accounts, TOTAL.code: pilot}.items():
        so_far = SpendingNumbers()
        for quarter in quarters:
            of_quarter = SpendingNumbers(
                account.spent(period=booked_in(quarter)).total, account.profile(quarter)
            )
            so_far = so_far.plus(of_quarter)
            table[code, str(quarter)] = of_quarter
            table[code, to_date(str(quarter))] = so_far
    outturns = {code: _outturn(account) for code, account in accounts.items()}
    return Spending(table, {**outturns, TOTAL.code: _sum_of(outturns.values())})


def _outturn(account: Account) -> Outturn:
    forecast = account.forecast.months.all() if account.forecast else account.months
    return Outturn(account.award, account.outturn if forecast else None)


def _sum_of(outturns: Iterable[Outturn]) -> Outturn:
    """All of them added up, if every borough has a forecast."""
    awards, expected = zip(*outturns, strict=True)
    known = [amount for amount in expected if amount is not None]
    whole = sum(known, NOTHING) if len(known) == len(expected) else None
    return Outturn(sum(awards, NOTHING), whole)


def _accounts(codes: list[str]) -> dict[str, Account]:
    """The account of each borough, with no more than this needs."""
    today = calendar.today()
    awards, budgets = pilot_awards_on(today), defaultdict(dict)
    spent = spent_in_term(signed_extensions())
    lines = BudgetLine.objects.filter(
        budget__in=Budget.objects.standing(), is_of_extension=False
    )
    for borough, line, year, amount in lines.values_list(
        "budget__borough", "cost_line", "financial_year", "amount"
    ):
        budgets[borough][line, year] = amount
    months = _months()
    return {
        code: Account(
            award=awards.get(code, NOTHING),
            budget_of=budgets[code],
            spent_of={("", *days): each for days, each in spent[code, False].items()},
            today=today,
            months=tuple(months[code]),
        )
        for code in codes
    }


def _months() -> dict[str, list[ForecastMonth]]:
    """The months of each borough's latest forecast."""
    latest: dict[str, Forecast] = {}
    months = defaultdict(list)
    rows = ForecastMonth.objects.select_related("forecast")
    for month in rows.order_by("-forecast__made_at", "-forecast", "starts_on"):
        borough = month.forecast.borough_id
        latest.setdefault(borough, month.forecast)
        if month.forecast == latest[borough]:
            months[borough].append(month)
    return months
