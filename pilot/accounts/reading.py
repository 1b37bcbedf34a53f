"""The account of each borough, from a fixed number of queries however many entries."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pilot import calendar
from pilot.accounts.account import Account
from pilot.models import (
    UNDIVIDED,
    Borough,
    Budget,
    CarryForward,
    Extension,
    Forecast,
    User,
    VarianceComment,
)
from pilot.money import (
    NOTHING,
    Spent,
    pilot_awards_on,
    signed_extensions,
    spent_in_term,
)
from pilot.permissions import Permission
from pilot.shares import by_parts


def boroughs_of_money_open_to(user: User):
    """The boroughs whose money a person may see: their own, or all of them."""
    if user.can(Permission.VIEW_ALL_FIGURES):
        return Borough.objects.all()
    return user.boroughs_with(Permission.VIEW_OWN_FIGURES)


def accounts_of(boroughs: Iterable[Borough]) -> list[Account]:
    """The account of each borough, with that of its extension once it is signed."""
    boroughs, today = list(boroughs), calendar.today()
    awards, signed = pilot_awards_on(today), signed_extensions()
    spent = spent_in_term(signed, "cost__cost_line", of=boroughs)
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
            budget_of=_lines_of(budgets.get(borough.pk), is_of_extension=False),
            spent_of=spent[borough.pk, False],
            forecast=forecasts.get(borough.pk),
            comments=comments[borough.pk],
            carried=carried[borough.pk],
            today=today,
            extension=_of_extension(
                signed.get(borough.pk),
                budget=budgets.get(borough.pk),
                spent_of=spent[borough.pk, True],
                forecast=forecasts.get(borough.pk),
                comments=comments[borough.pk],
                today=today,
            ),
        )
        for borough in boroughs
    ]


def _of_extension(
    signed: Extension | None, budget: Budget | None, **read: Any
) -> Account | None:
    """The account of an extension; undivided it lies in a straight line (P-24)."""
    if signed is None:
        return None
    lines = _lines_of(budget, is_of_extension=True)
    return Account(
        borough=signed.borough,
        award=signed.cost,
        budget=budget if lines else None,
        budget_of=lines or in_a_straight_line(signed),
        term=signed.quarters,
        signed=signed,
        **read,
    )


def in_a_straight_line(signed: Extension) -> dict[tuple[str, int], Decimal]:
    """What each financial year gets of an extension, by how many of its quarters it has."""
    quarters = Counter(
        calendar.financial_year_of(each.period.start) for each in signed.quarters
    )
    years = by_parts(signed.cost, quarters)
    return {(UNDIVIDED, year): amount for year, amount in years.items()}


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


def _lines_of(
    budget: Budget | None, *, is_of_extension: bool
) -> dict[tuple[str, int], Decimal]:
    return {
        (line.cost_line, line.financial_year): line.amount
        for line in (budget.lines.all() if budget else ())
        if line.is_of_extension == is_of_extension
    }


def _latest_forecasts(boroughs) -> dict[str, Forecast]:
    latest: dict[str, Forecast] = {}
    for forecast in Forecast.objects.filter(borough__in=boroughs).latest_first():
        latest.setdefault(forecast.borough_id, forecast)
    return latest
