"""The pages on which it is checked whether a referral fits its post."""

from django.contrib import messages
from django.shortcuts import redirect, render

from pilot import calendar
from pilot.permissions import Permission
from pilot.web import once, requires, submitted
from referrals import actions
from referrals.forms import ReferralAllowForm, ReferralCheckForm
from referrals.models import InformationSource
from referrals.views.referral import waiting_referral


@requires(Permission.DECIDE_REFERRAL)
@once
def referral_check(request, reference):
    referral = waiting_referral(request, reference)
    initial = {"checked_on": calendar.today(), "source": InformationSource.POLICE}
    form = ReferralCheckForm(submitted(request), initial=initial)
    if form.is_valid():
        actions.check_referral(referral, by=request.user, **form.cleaned_data)
        messages.success(request, f"The check of referral {reference} is recorded")
        return redirect(referral)
    context = {"referral": referral, "form": form}
    return render(request, "referrals/referral_check.html", context)


@requires(Permission.ALLOW_EXCEPTION)
@once
def referral_allow(request, reference):
    referral = waiting_referral(request, reference)
    form = ReferralAllowForm(submitted(request), referral=referral)
    if form.is_valid():
        actions.allow_referral(referral, by=request.user, **form.cleaned_data)
        messages.success(request, f"Referral {reference} is let through, with your reason")
        return redirect(referral)
    context = {"referral": referral, "form": form}
    return render(request, "referrals/referral_allow.html", context)
