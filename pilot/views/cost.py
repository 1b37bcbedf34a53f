"""The ledger: what was paid and is owed, entered, read and taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions, calendar
from pilot.accounts import boroughs_of_money_open_to
from pilot.forms import CostFilterForm, CostForm, CostReverseForm, KeyForm
from pilot.models import ApportionmentKey, Cost, CostShare, KeyShare
from pilot.permissions import Permission
from pilot.views.money import SEES_MONEY
from pilot.web import chosen, once, page_of, requires, submitted, tried


@requires(*SEES_MONEY)
def cost_list(request: HttpRequest) -> HttpResponse:
    boroughs = boroughs_of_money_open_to(request.user)
    filters = CostFilterForm(request.GET, boroughs=boroughs)
    shares = CostShare.objects.visible_to(request.user).narrowed(**chosen(filters))
    context = {
        "filter_form": filters,
        "page": page_of(request, shares.for_listing()),
        "may_keep": request.user.can(Permission.KEEP_MONEY),
    }
    return render(request, "pilot/cost_list.html", context)


@requires(*SEES_MONEY)
def cost_detail(request: HttpRequest, reference: str) -> HttpResponse:
    costs = Cost.objects.visible_to(request.user).with_what_it_names()
    cost = get_object_or_404(costs, reference=reference)
    kept = costs.kept_by(request.user)
    context = {
        "cost": cost,
        "shares": CostShare.objects.visible_to(request.user)
        .filter(cost=cost)
        .for_listing(),
        "taken_back": getattr(cost, "reversed_by", None),
        "may_reverse": kept.filter(pk=cost.pk).exists(),
    }
    return render(request, "pilot/cost_detail.html", context)


@requires(Permission.KEEP_MONEY)
@once
def cost_enter(request: HttpRequest) -> HttpResponse:
    form = CostForm(
        submitted(request),
        boroughs=request.user.boroughs_with(Permission.KEEP_MONEY),
        keys=ApportionmentKey.objects.latest_of_each(),
        initial={"on": calendar.today()},
    )
    if form.is_valid() and (
        cost := tried(form, actions.enter_cost, by=request.user, **form.cost())
    ):
        messages.success(request, f"The cost of £{cost.amount:,.2f} is in the ledger")
        return redirect(cost)
    return render(request, "pilot/cost_enter.html", {"form": form})


@requires(Permission.KEEP_MONEY)
@once
def cost_reverse(request: HttpRequest, reference: str) -> HttpResponse:
    costs = Cost.objects.visible_to(request.user).kept_by(request.user)
    cost = get_object_or_404(costs.with_what_it_names(), reference=reference)
    form = CostReverseForm(submitted(request), cost=cost, initial={"on": calendar.today()})
    if form.is_valid() and tried(
        form, actions.reverse_cost, cost, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "The entry is reversed and counts no more")
        return redirect(cost)
    return render(request, "pilot/cost_reverse.html", {"form": form, "cost": cost})


@requires(*SEES_MONEY)
def key_list(request: HttpRequest) -> HttpResponse:
    keys = list(ApportionmentKey.objects.for_listing())
    context = {
        "keys": keys,
        "latest": {key.pk for key in ApportionmentKey.objects.latest_of_each()},
        "may_keep": request.user.can(Permission.KEEP_MONEY),
    }
    return render(request, "pilot/key_list.html", context)


@requires(Permission.KEEP_MONEY)
@once
def key_change(request: HttpRequest, pk: int) -> HttpResponse:
    key = get_object_or_404(ApportionmentKey.objects.latest_of_each(), pk=pk)
    shares = KeyShare.objects.visible_to(request.user).filter(key=key)
    form = KeyForm(
        submitted(request),
        boroughs=request.user.boroughs_with(Permission.KEEP_MONEY),
        parts=dict(shares.values_list("borough", "parts")),
    )
    if form.is_valid() and tried(
        form, actions.change_key, key, by=request.user, **form.key()
    ):
        messages.success(request, f"The key {key} is changed")
        return redirect("pilot:key_list")
    return render(request, "pilot/key_change.html", {"form": form, "key": key})
