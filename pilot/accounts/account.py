"""A borough's money, reckoned: by quarter, by cost line, at the year's end, to the end."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from pilot import calendar
from pilot.accounts.rag import Rag, rag_of
from pilot.calendar import Period, Quarter
from pilot.models import (
    UNDIVIDED,
    Borough,
    Budget,
    CarryForward,
    CostLine,
    Extension,
    Forecast,
    ForecastMonth,
    VarianceComment,
)
from pilot.money import ALERT_AT, NOTHING, Spent
from pilot.shares import by_parts

YEAR_END = date(2016, 3, 31)  # of the money the pilot was awarded for: A-04
_TENTH = Decimal("0.1")


def booked_in(quarter: Quarter, term: Sequence[Quarter] = ()) -> Period:
    """The days whose costs count in a quarter: its own, and in the last one the run-off.

    The last of the pilot, unless the quarters of an extension are given.
    """
    is_last = quarter == (term or calendar.pilot_quarters())[-1]
    return Period(quarter.period.start, date.max) if is_last else quarter.period


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
    """A borough's money, or all of theirs together.

    The pilot's own and that of an extension are two accounts: what is spent after the pilot
    changes no figure of the pilot.
    """

    award: Decimal
    budget_of: dict[tuple[str, int], Decimal]  # cost line and financial year
    spent_of: dict[tuple[str, date, date], Spent]  # cost line, day, and when it arose
    today: date
    borough: Borough | None = None
    budget: Budget | None = None
    forecast: Forecast | None = None
    comments: dict[str, VarianceComment] = field(default_factory=dict)
    carried: dict[int, CarryForward] = field(default_factory=dict)
    months: tuple[ForecastMonth, ...] | None = None  # of the forecast, where read with it
    term: tuple[Quarter, ...] = field(default_factory=calendar.pilot_quarters)
    signed: Extension | None = None  # whose money this is; None: the pilot's own
    extension: "Account | None" = None  # the money of its extension, beside the pilot's

    def spent(self, line: str | None = None, period: Period | None = None) -> Spent:
        """What was spent, on one cost line or on all, in a period or in all."""
        total = Spent()
        for (of_line, on, _), amount in self.spent_of.items():
            if line in (None, of_line) and (period is None or on in period):
                total = total.plus(amount)
        return total

    def of_line(self, line: str) -> Decimal:
        """The budget of a cost line, of all its years."""
        return sum(
            (amount for (each, _), amount in self.budget_of.items() if each == line),
            NOTHING,
        )

    @property
    def years(self) -> list[int]:
        """The financial years that it runs in."""
        starts = (each.period.start for each in self.term)
        return sorted({calendar.financial_year_of(day) for day in starts})

    def of_year(self, year: int) -> Decimal:
        """The budget of a financial year, of all its cost lines."""
        return sum(
            (amount for (_, each), amount in self.budget_of.items() if each == year),
            NOTHING,
        )

    @property
    def lines(self) -> list[tuple[str, str]]:
        """The cost lines with a budget or a cost, and what they are called, in order."""
        used = {line for line, _ in self.budget_of} | {line for line, *_ in self.spent_of}
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
            for each in self.term
            if calendar.financial_year_of(each.period.start) == year
        }
        return by_parts(self.of_year(year), of_year)[quarter]

    @property
    def quarters(self) -> list[OfQuarter]:
        """Its quarters; what is booked after the last of them counts in that one."""
        return [
            OfQuarter(
                quarter=quarter,
                profile=self.profile(quarter),
                spent=self.spent(period=booked_in(quarter, self.term)),
                comment=self.comments.get(str(quarter)),
                is_over=self.today > quarter.period.last,
            )
            for quarter in self.term
        ]

    def in_quarter(self, quarter: Quarter) -> OfQuarter | None:
        """A quarter of its own or of its extension; None for any other."""
        after = self.extension.quarters if self.extension else []
        found = (each for each in (*self.quarters, *after) if each.quarter == quarter)
        return next(found, None)

    @property
    def grid(self) -> list[GridRow]:
        """A row for each cost line that has a budget or a cost."""
        is_divided = UNDIVIDED not in dict(self.lines)
        return [
            GridRow(
                name=name,
                budget=self.of_line(line),
                quarters=[
                    (each, self.spent(line, booked_in(each, self.term)))
                    for each in self.term
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
        term = Period(self.term[0].period.start, self.term[-1].period.end)
        return month.starts_on in term and month.starts_on >= self.today.replace(day=1)

    @property
    def outturn(self) -> Decimal:
        """What it will come to: what is spent, and what is still expected.

        Of the month that runs, as much as the costs that arose in it leave of its forecast.
        A cost of an earlier month that is taken back in it makes no room for others.
        """
        first = self.today.replace(day=1)
        expected = dict(self.expected)
        arose = (each.total for (*_, on), each in self.spent_of.items() if on >= first)
        to_come = max(expected.pop(first, NOTHING) - sum(arose, NOTHING), NOTHING)
        return self.spent().total + to_come + sum(expected.values(), NOTHING)

    @property
    def outturn_rag(self) -> Rag:
        """How near the forecast comes to the award."""
        return rag_of(self.outturn, self.award) if self.forecast else Rag.GREY
