"""The part of a pack about money: budget, profile, spending, forecast and the year end."""

from dataclasses import dataclass

from pilot.accounts import Account, GridRow, OfQuarter
from pilot.charts import Bar, Chart, Group, bar_chart
from pilot.models import Borough
from pilot.money import NOTHING
from reporting.packs.records import Records


@dataclass(frozen=True)
class Finance:
    """Each council's account and the pilot's, up to the end of the quarter."""

    accounts: list[Account]
    pilot: Account
    quarters: list[tuple[Borough, OfQuarter]]
    lines: list[GridRow]
    chart: Chart

    @property
    def expected(self):
        """What the whole pilot is expected to cost; None unless every council has a
        forecast."""
        if any(account.forecast is None for account in self.accounts):
            return None
        return sum((account.outturn for account in self.accounts), NOTHING)


def finance(records: Records) -> Finance:
    """Money as it stands today, its quarters up to the pack's."""
    return Finance(
        accounts=records.accounts,
        pilot=records.account,
        quarters=[
            (account.borough, each)
            for account in records.accounts
            for each in account.quarters
            if each.quarter <= records.quarter
        ],
        lines=records.account.grid,
        chart=_chart(records.accounts),
    )


def _chart(accounts: list[Account]) -> Chart:
    """Spent, expected in the end and awarded, a group for each council."""
    return bar_chart(
        "finance-money",
        "Spent, forecast and awarded (pounds)",
        [
            Group(
                account.borough.name,
                [
                    Bar("Spent", account.spent().total),
                    *([Bar("Forecast", account.outturn)] if account.forecast else []),
                    Bar("Awarded", account.award),
                ],
            )
            for account in accounts
        ],
        heading="Money",
        group_heading="Borough",
    )
