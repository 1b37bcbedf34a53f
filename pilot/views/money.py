"""The money of a borough and of all three: the grid, the forecast, what differs and why."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions, calendar
from pilot.accounts import (
    Account,
    account_of,
    accounts_of,
    boroughs_of_money_open_to,
    together,
)
from pilot.calendar import Quarter
from pilot.charts import Bar, Chart, Group, bar_chart
from pilot.concern_sides import raise_href_for
from pilot.forms import BudgetForm, CarryForwardForm, ForecastForm, VarianceForm
from pilot.models import Borough
from pilot.permissions import Permission
from pilot.shown_figures import ShownFigure
from pilot.templatetags.pilot import pounds
from pilot.web import once, requires, submitted, tried

SEES_MONEY = (Permission.VIEW_OWN_FIGURES, Permission.VIEW_ALL_FIGURES)


@requires(*SEES_MONEY)
def money(request: HttpRequest) -> HttpResponse:
    """Leads to the money of all boroughs, or of an officer's own."""
    if request.user.can(Permission.VIEW_ALL_FIGURES):
        return redirect("pilot:money_group")
    return redirect("pilot:money_borough", boroughs_of_money_open_to(request.user)[0].pk)


@requires(Permission.VIEW_ALL_FIGURES)
def money_group(request: HttpRequest) -> HttpResponse:
    accounts = accounts_of(boroughs_of_money_open_to(request.user))
    context = {
        "accounts": accounts,
        "pilot": together(accounts),
        "extended": [each.extension for each in accounts if each.extension],
        "today": calendar.today(),
        "may_keep": request.user.can(Permission.KEEP_MONEY),
        "chart": chart_of(
            "money",
            "Spent and left of each award (pounds)",
            {
                account.borough.name: {
                    "Spent": account.spent().total,
                    "Left": account.left,
                }
                for account in accounts
            },
        ),
    }
    return render(request, "pilot/money_group.html", context)


@requires(*SEES_MONEY)
def money_borough(request: HttpRequest, code: str) -> HttpResponse:
    borough = get_object_or_404(boroughs_of_money_open_to(request.user), pk=code)
    account = account_of(borough)
    context = {
        "account": account,
        "borough": borough,
        "others": boroughs_of_money_open_to(request.user).exclude(pk=code),
        "today": calendar.today(),
        "may_keep": request.user.can(Permission.KEEP_MONEY, borough),
        "sees_all": request.user.can(Permission.VIEW_ALL_FIGURES),
        "chart": _quarters_in_bars(account),
        "raise_href": _raise_href(request.user, account),
    }
    return render(request, "pilot/money_borough.html", context)


def _raise_href(user, account: Account) -> str:
    """Where the officer of the borough raises a concern about what was spent."""
    value = f"{pounds(account.spent().total)} of {pounds(account.award)} ({account.used}%)"
    shown = {"label": "Spent of the award", "period": "The pilot so far", "value": value}
    figure = ShownFigure(account.borough.pk, code="Money", on=account.today, **shown)
    return raise_href_for(user, figure)


@requires(Permission.KEEP_MONEY)
@once
def budget_divide(request: HttpRequest, code: str) -> HttpResponse:
    account = account_of(kept_borough(request, code))
    form = BudgetForm(
        submitted(request),
        account=account,
        initial={"version": account.budget.pk if account.budget else 0},
    )
    if form.is_valid() and tried(
        form, actions.divide_budget, account.borough, by=request.user, **form.budget()
    ):
        messages.success(request, f"The budget of {account.borough} is saved")
        return redirect("pilot:money_borough", code)
    context = {"form": form, "account": account}
    return render(request, "pilot/budget_divide.html", context)


@requires(Permission.KEEP_MONEY)
@once
def forecast_make(request: HttpRequest, code: str) -> HttpResponse:
    account = account_of(kept_borough(request, code))
    form = ForecastForm(
        submitted(request),
        months=actions.months_to_come(account.borough),
        expected=dict(account.expected),
    )
    if form.is_valid() and tried(
        form,
        actions.make_forecast,
        account.borough,
        by=request.user,
        months=form.amounts(),
    ):
        messages.success(request, f"The forecast of {account.borough} is saved")
        return redirect("pilot:money_borough", code)
    return render(request, "pilot/forecast_make.html", {"form": form, "account": account})


@requires(Permission.KEEP_MONEY)
@once
def variance_explain(request: HttpRequest, code: str, quarter: Quarter) -> HttpResponse:
    account = account_of(kept_borough(request, code))
    of_quarter = account.in_quarter(quarter)
    if of_quarter is None:
        raise Http404
    was = of_quarter.comment
    form = VarianceForm(
        submitted(request), was=was, initial={"text": was.text if was else ""}
    )
    if form.is_valid() and tried(
        form,
        actions.explain_variance,
        account.borough,
        quarter,
        by=request.user,
        **form.cleaned_data,
    ):
        messages.success(request, f"The comment on {quarter.label} is saved")
        return redirect("pilot:money_borough", code)
    context = {"form": form, "account": account, "of_quarter": of_quarter}
    return render(request, "pilot/variance_explain.html", context)


@requires(Permission.KEEP_MONEY)
@once
def carry_forward_record(request: HttpRequest, code: str) -> HttpResponse:
    account = account_of(kept_borough(request, code))
    year_end = account.year_end
    form = CarryForwardForm(submitted(request), year_end=year_end)
    if form.is_valid() and tried(
        form,
        actions.record_carry_forward,
        account.borough,
        by=request.user,
        financial_year=year_end.financial_year,
        **form.cleaned_data,
    ):
        messages.success(request, "The approval is recorded")
        return redirect("pilot:money_borough", code)
    context = {"form": form, "account": account, "year_end": year_end}
    return render(request, "pilot/carry_forward_record.html", context)


def kept_borough(request: HttpRequest, code: str) -> Borough:
    """The borough, if the person keeps its money; otherwise there is no such page."""
    return get_object_or_404(request.user.boroughs_with(Permission.KEEP_MONEY), pk=code)


def chart_of(key: str, title: str, groups: dict[str, dict]) -> Chart:
    """Bars in groups, each with its name and its amount."""
    return bar_chart(
        key,
        title,
        [
            Group(name, [Bar(label, amount) for label, amount in bars.items()])
            for name, bars in groups.items()
        ],
        heading="Money",
        group_heading="Quarter" if key == "quarters" else "Borough",
    )


def _quarters_in_bars(account: Account) -> Chart:
    groups = {
        each.quarter.label: {"Planned": each.profile, "Spent": each.spent.total}
        for each in account.quarters
    }
    return chart_of("quarters", "Planned and spent in each quarter (pounds)", groups)
