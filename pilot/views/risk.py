"""The pages of the contract's risks and their scores."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions
from pilot.forms import RiskChangeForm, RiskForm, RiskScoreForm
from pilot.models import ContractRisk
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import clash, once, page_of, requires, submitted, tabs_of, tried

TABS = {"open": "Open", "closed": "Closed"}


@requires(Permission.VIEW_GOVERNANCE)
def contract_risk_list(request: HttpRequest) -> HttpResponse:
    risks = ContractRisk.objects.visible_to(request.user).for_listing()
    lists = {"open": risks.open(), "closed": risks.closed()}
    counts = {name: rows.count() for name, rows in lists.items()}
    tabs, current = tabs_of(request, TABS, counts)
    context = {
        "tabs": tabs,
        "page": page_of(request, lists[current]),
        "may_keep": request.user.can(Permission.KEEP_CONTRACT),
    }
    return render(request, "pilot/contract_risk_list.html", context)


@requires(Permission.KEEP_CONTRACT)
@once
def contract_risk_add(request: HttpRequest) -> HttpResponse:
    boroughs = request.user.boroughs_with(Permission.KEEP_CONTRACT)
    form = RiskForm(submitted(request), boroughs=boroughs)
    if form.is_valid():
        risk = actions.add_risk(by=request.user, **form.cleaned_data)
        messages.success(request, "The risk is recorded with its first score")
        return redirect(risk)
    return render(request, "pilot/contract_risk_add.html", {"form": form})


@requires(Permission.VIEW_GOVERNANCE)
def contract_risk_detail(request: HttpRequest, pk: int) -> HttpResponse:
    risk = _risk(request, pk)
    may_keep = request.user.can(Permission.KEEP_CONTRACT, risk.borough)
    context = {"risk": risk, "may_keep": may_keep}
    return render(request, "pilot/contract_risk_detail.html", context)


@requires(Permission.KEEP_CONTRACT)
@once
def contract_risk_score(request: HttpRequest, pk: int) -> HttpResponse:
    risk = _risk(request, pk)
    form = RiskScoreForm(submitted(request), initial={"version": risk.version})
    if form.is_valid() and tried(
        form, actions.score_risk, risk, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "The score is saved")
        return redirect(risk)
    return render(request, "pilot/contract_risk_score.html", {"form": form, "risk": risk})


@requires(Permission.KEEP_CONTRACT)
@once
def contract_risk_change(request: HttpRequest, pk: int) -> HttpResponse:
    risk = _risk(request, pk)
    form = RiskChangeForm(submitted(request), initial=_answers(risk))
    if form.is_valid():
        try:
            _change(risk, by=request.user, **form.cleaned_data)
        except Overtaken:
            theirs = _risk(request, pk)
            return clash(request, form, theirs, theirs=_answers(theirs))
        messages.success(request, "The change is saved")
        return redirect(risk)
    return render(request, "pilot/contract_risk_change.html", {"form": form, "risk": risk})


def _change(risk, *, by, version, because, is_closed, **facts):
    if is_closed:
        actions.close_risk(risk, by=by, version=version, because=because)
    else:
        actions.change_risk(risk, by=by, version=version, because=because, **facts)


def _risk(request: HttpRequest, pk: int) -> ContractRisk:
    return get_object_or_404(
        ContractRisk.objects.visible_to(request.user).with_scores(), pk=pk
    )


def _answers(risk: ContractRisk) -> dict:
    names = ("kind", "what", "mitigation", "owner", "version")
    return {name: getattr(risk, name) for name in names}
