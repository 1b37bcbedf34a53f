"""The money of a return, from the ledger, the budgets and the forecasts of its borough."""

from pilot import calendar
from pilot.accounts import Account, booked_in
from pilot.calendar import Period, Quarter
from pilot.models import CostLine
from pilot.money import NOTHING, Spent
from reporting.returns.tables import Table


def _to_date(quarter: Quarter) -> Period:
    first = calendar.pilot_quarters()[0]
    return Period(booked_in(first).start, booked_in(quarter).end)


def categories(account: Account, quarter: Quarter) -> Table:
    """By cost category: the budget, what the quarter cost, what was spent, what is left."""
    codes = {name: code for code, name in account.lines}
    rows = []
    for name, code in codes.items():
        budget = account.of_line(code)
        now = account.spent(code, booked_in(quarter))
        then = account.spent(code, _to_date(quarter))
        rows.append((code, name, budget, *_spent(now), *_spent(then), budget - then.total))
    whole = (
        account.spent(period=booked_in(quarter)),
        account.spent(period=_to_date(quarter)),
    )
    budget = sum((row[2] for row in rows), NOTHING)
    total = ("ALL", "All categories", budget, *_spent(whole[0]), *_spent(whole[1]))
    unused = [
        (code, label, *[NOTHING] * 8)
        for code, label in CostLine.choices
        if code not in codes.values()
    ]
    return Table(
        code="finance",
        tab="finance",
        title="Finance by category",
        columns=(
            *("Code", "Category", "Budget"),
            *("Quarter paid", "Quarter owed", "Quarter spend"),
            *("To date paid", "To date owed", "To date spend", "Left of budget"),
        ),
        keys=2,
        rows=(*rows, *unused, (*total, budget - whole[1].total)),
        note=(
            "Pounds. Owed is what has been delivered and not paid yet (accruals); both "
            "count as spend. Council contribution: £0.00."
        ),
    )


def _spent(spent: Spent):
    return spent.paid, spent.owed, spent.total


def profile(account: Account, quarter: Quarter) -> Table:
    """Each quarter so far: planned, spent, how far apart, and why."""
    return Table(
        code="profile",
        tab="finance",
        title="Spend against profile",
        columns=("Quarter", "Profile", "Spend", "Variance", "State", "Commentary"),
        rows=tuple(
            (
                *(each.quarter.label, each.profile, each.spent.total, each.variance),
                each.rag.in_words,
                each.comment.text if each.comment else "",
            )
            for each in account.quarters
            if each.quarter <= quarter
        ),
        note=(
            "Pounds. The profile is the year’s budget in equal parts to its quarters "
            "(P-24, assumed). Above nothing means more was spent than planned."
        ),
    )


def forecast(account: Account) -> Table:
    """What it will come to in the end beside the award, and the end of the year."""
    end = account.year_end
    made = account.forecast is not None
    rows = [
        ("Award", account.award, ""),
        ("Spent so far, bills owed included", account.spent().total, ""),
        *(
            (f"Expected in {month:%B %Y}", amount, "forecast")
            for month, amount in account.expected
        ),
        (
            "Expected to have cost in the end",
            account.outturn if made else None,
            account.outturn_rag.in_words if made else "No forecast has been made",
        ),
        ("Variance from the award", account.outturn - account.award if made else None, ""),
        ("Budget of the financial year to 31 March 2016", end.budget, ""),
        ("Of it not spent by then", end.unspent if end.is_over else None, ""),
        (
            "Of that approved to be carried forward",
            end.approved,
            "Carry-forward is not approved for all of it (A-04)" if end.is_at_risk else "",
        ),
    ]
    return Table(
        code="forecast",
        tab="forecast",
        title="Forecast and variance",
        columns=("Line", "Pounds", "Note"),
        rows=tuple(rows),
    )
