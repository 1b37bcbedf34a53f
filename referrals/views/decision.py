"""The pages on which a referral is decided."""

from django.contrib import messages
from django.shortcuts import redirect, render

from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.web import once, requires, seen, submitted
from referrals import actions
from referrals.forms import ReferralDeclineForm, ReferralReopenForm
from referrals.views.referral import back_to, referral_at, waiting_referral


@requires(Permission.DECIDE_REFERRAL)
@drafts.resumable("Decline a referral")
@once
def referral_decline(request, reference):
    referral = waiting_referral(request, reference)
    form = ReferralDeclineForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"decided_on": calendar.today()},
        referral=referral,
    )
    if form.is_valid():
        actions.decline_referral(referral, by=request.user, **form.cleaned_data)
        messages.success(
            request,
            f"Referral {referral.reference} is {referral.get_status_display().lower()}",
        )
        return back_to(request, referral)
    context = {"referral": referral, "form": form, "resumable": True}
    return render(request, "referrals/referral_decline.html", context)


@requires(Permission.REOPEN_REFERRAL)
@once
def referral_reopen(request, reference):
    referral = referral_at(request, reference)
    actions.check_decided(referral)
    actions.check_not_erased(referral)
    seen(request, referral)
    form = ReferralReopenForm(submitted(request))
    if form.is_valid():
        actions.reopen_referral(referral, by=request.user, **form.cleaned_data)
        messages.success(request, f"Referral {referral.reference} is screened again")
        return redirect(referral)
    context = {"referral": referral, "form": form}
    return render(request, "referrals/referral_reopen.html", context)
