"""The pages on which the manager sees what is due for erasure, and holds it back."""

from django.contrib import messages
from django.shortcuts import redirect, render

from pilot.permissions import Permission
from pilot.web import once, page_of, requires, seen, submitted, tabs_of
from referrals import actions
from referrals.forms import ReferralHoldForm
from referrals.models import Referral
from referrals.views.referral import referral_at

TABS = {"due": "Due now", "held": "On legal hold", "erased": "Erased"}


@requires(Permission.HOLD_RECORD)
def erasure_list(request):
    referrals = Referral.objects.visible_to(request.user)
    lists = {
        "due": referrals.due_for_erasure(),
        "held": referrals.filter(is_held=True),
        "erased": referrals.filter(erased_on__isnull=False),
    }
    counts = {name: rows.count() for name, rows in lists.items()}
    tabs, tab = tabs_of(request, TABS, counts)
    page = page_of(request, lists[tab].for_listing().order_by("decided_on", "pk"))
    if page:
        seen(request, request.user, "listed referrals", rows=len(page))
    context = {"tabs": tabs, "tab": tab, "page": page}
    context["years"] = Referral.YEARS_KEPT_WITHOUT_CASE
    return render(request, "referrals/erasure_list.html", context)


@requires(Permission.HOLD_RECORD)
@once
def referral_hold(request, reference):
    referral = referral_at(request, reference)
    actions.check_not_erased(referral)
    form = ReferralHoldForm(
        submitted(request), initial={"version": referral.version}, referral=referral
    )
    if form.is_valid():
        change = actions.release_referral if referral.is_held else actions.hold_referral
        change(referral, by=request.user, **form.cleaned_data)
        held = "held back" if referral.is_held else "let go"
        messages.success(request, f"Referral {referral.reference} is {held}")
        return redirect(referral)
    context = {"referral": referral, "form": form}
    return render(request, "referrals/referral_hold.html", context)
