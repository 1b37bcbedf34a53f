"""The pages on which contact with somebody who may not know is cleared (V-12)."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.web import once, requires, seen, submitted
from referrals import actions
from referrals.forms import (
    SafetyCheckApprovalForm,
    SafetyCheckCorrectionForm,
    SafetyCheckForm,
)
from referrals.models import ContactSafetyCheck
from referrals.views.referral import referral_at

ANSWERS = ("asked", "on", "result", "valid_to", "conditions")


@requires(Permission.DECIDE_REFERRAL)
@drafts.resumable("Record a contact-safety check")
@once
def safety_check_record(request, reference):
    referral = referral_at(request, reference)
    actions.check_matters(referral)
    today = calendar.today()
    until = today + timedelta(days=ContactSafetyCheck.DAYS_VALID)
    form = SafetyCheckForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"on": today, "valid_to": until},
        referral=referral,
    )
    if form.is_valid():
        check = actions.record_safety_check(referral, by=request.user, **form.cleaned_data)
        messages.success(request, _said_of(check))
        return redirect(referral)
    context = {"referral": referral, "form": form, "resumable": True}
    return render(request, "referrals/safety_check_record.html", context)


@requires(Permission.APPROVE_CONTACT)
@once
def safety_check_approve(request, reference, pk):
    check = _check_at(request, reference, pk)
    actions.check_approvable(check)
    seen(request, check.referral)
    form = SafetyCheckApprovalForm(submitted(request), check=check)
    if form.is_valid():
        actions.approve_safety_check(check, by=request.user)
        messages.success(request, "The answer is approved")
        return redirect(check.referral)
    context = {"referral": check.referral, "check": check, "form": form}
    return render(request, "referrals/safety_check_approve.html", context)


@requires(Permission.DECIDE_REFERRAL)
@once
def safety_check_correct(request, reference, pk):
    check = _check_at(request, reference, pk)
    actions.check_matters(check.referral)
    actions.check_standing(check)
    seen(request, check.referral)
    form = SafetyCheckCorrectionForm(
        submitted(request),
        initial={name: getattr(check, name) for name in ANSWERS},
        referral=check.referral,
    )
    if form.is_valid():
        right = actions.correct_safety_check(check, by=request.user, **form.cleaned_data)
        messages.success(request, _said_of(right))
        return redirect(check.referral)
    context = {"referral": check.referral, "form": form}
    return render(request, "referrals/safety_check_correct.html", context)


def _check_at(request, reference, pk):
    """An answer about a referral that this person may see."""
    checks = ContactSafetyCheck.objects.visible_to(request.user)
    checks = checks.filter(referral__reference=reference)
    check = get_object_or_404(checks.select_related("referral__borough"), pk=pk)
    request.back_to = check.referral.get_absolute_url()
    return check


def _said_of(check):
    waits = ", and waits for the service manager" if check.waits_for_approval else ""
    return f"The answer is saved{waits}"
