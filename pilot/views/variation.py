"""The pages of variations: proposed by the provider, decided by the council."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions, calendar
from pilot.forms import VariationDecideForm, VariationForm, VariationWithdrawForm
from pilot.models import Post, Variation
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import once, page_of, requires, submitted, tried

DECIDED = "This variation has been decided or withdrawn already."


@requires(Permission.VIEW_CONTRACT)
def contract_variation_list(request: HttpRequest) -> HttpResponse:
    variations = Variation.objects.visible_to(request.user).for_listing()
    context = {
        "page": page_of(request, variations),
        "may_propose": request.user.can(Permission.KEEP_CONTRACT),
        "may_govern": request.user.can(Permission.VIEW_GOVERNANCE),
    }
    return render(request, "pilot/contract_variation_list.html", context)


@requires(Permission.KEEP_CONTRACT)
@once
def contract_variation_propose(request: HttpRequest) -> HttpResponse:
    form = VariationForm(
        submitted(request),
        boroughs=request.user.boroughs_with(Permission.KEEP_CONTRACT),
        posts=Post.objects.visible_to(request.user),
    )
    if form.is_valid() and (
        variation := tried(
            form, actions.propose_variation, by=request.user, **form.variation()
        )
    ):
        messages.success(request, f"{variation} waits for the council")
        return redirect(variation)
    return render(request, "pilot/contract_variation_propose.html", {"form": form})


@requires(Permission.VIEW_CONTRACT)
def contract_variation_detail(request: HttpRequest, pk: int) -> HttpResponse:
    variation = _variation(request, pk)
    who, borough = request.user, variation.borough
    context = {
        "variation": variation,
        "may_decide": variation.is_waiting
        and who.can(Permission.DECIDE_VARIATION, borough),
        "may_withdraw": variation.is_waiting and who.can(Permission.KEEP_CONTRACT, borough),
    }
    return render(request, "pilot/contract_variation_detail.html", context)


@requires(Permission.DECIDE_VARIATION)
@once
def contract_variation_decide(request: HttpRequest, pk: int) -> HttpResponse:
    variation = _waiting(request, pk)
    form = VariationDecideForm(submitted(request), initial={"decided_on": calendar.today()})
    if form.is_valid() and tried(
        form, actions.decide_variation, variation, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"{variation}: {variation.get_status_display().lower()}")
        return redirect(variation)
    context = {"form": form, "variation": variation}
    return render(request, "pilot/contract_variation_decide.html", context)


@requires(Permission.KEEP_CONTRACT)
@once
def contract_variation_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    variation = _waiting(request, pk)
    form = VariationWithdrawForm(submitted(request))
    if form.is_valid() and tried(
        form, actions.withdraw_variation, variation, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"{variation} is withdrawn")
        return redirect(variation)
    context = {"form": form, "variation": variation}
    return render(request, "pilot/contract_variation_withdraw.html", context)


def _variation(request: HttpRequest, pk: int) -> Variation:
    variations = Variation.objects.visible_to(request.user).for_listing()
    return get_object_or_404(variations, pk=pk)


def _waiting(request: HttpRequest, pk: int) -> Variation:
    """One that nobody has decided yet; one that was answers 409."""
    variation = _variation(request, pk)
    if not variation.is_waiting:
        raise Overtaken(DECIDED)
    return variation
