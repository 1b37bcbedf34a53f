"""The pages on which it is kept who was told of a referral (V-08)."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from pilot import calendar
from pilot.permissions import Permission
from pilot.web import once, requires, seen, submitted
from referrals import actions
from referrals.forms import NoticeCorrectionForm, ReferralTellForm
from referrals.models import ReferralNotice
from referrals.views.referral import back_to, referral_at

ANSWERS = ("kind", "to", "name", "told_on", "method")


@requires(Permission.DECIDE_REFERRAL)
@once
def referral_tell(request, reference):
    referral = referral_at(request, reference)
    actions.check_not_erased(referral)
    seen(request, referral)
    form = ReferralTellForm(
        submitted(request), initial=_prefilled(referral), referral=referral
    )
    if form.is_valid():
        actions.tell_referrer(referral, by=request.user, **form.cleaned_data)
        messages.success(
            request, f"It is kept who was told of referral {referral.reference}"
        )
        return back_to(request, referral)
    clearance = referral.clearance_on(calendar.today())
    context = {"referral": referral, "form": form, "clearance": clearance}
    return render(request, "referrals/referral_tell.html", context)


@requires(Permission.DECIDE_REFERRAL)
@once
def notice_correct(request, reference, pk):
    notice = _notice_at(request, reference, pk)
    actions.check_standing(notice)
    seen(request, notice.referral)
    form = NoticeCorrectionForm(
        submitted(request),
        initial={name: getattr(notice, name) for name in ANSWERS},
        referral=notice.referral,
    )
    if form.is_valid():
        actions.correct_notice(notice, by=request.user, **form.cleaned_data)
        messages.success(request, "The entry is put right")
        return redirect(notice.referral)
    context = {"referral": notice.referral, "form": form}
    return render(request, "referrals/notice_correct.html", context)


def _notice_at(request, reference, pk):
    """Who was told of a referral that this person may see."""
    notices = ReferralNotice.objects.visible_to(request.user)
    notices = notices.filter(referral__reference=reference)
    related = notices.select_related("referral__borough", "past_decision")
    notice = get_object_or_404(related, pk=pk)
    request.back_to = notice.referral.get_absolute_url()
    return notice


def _prefilled(referral):
    kinds, to = ReferralNotice.Kind, ReferralNotice.To
    return {
        "kind": kinds.DECISION if referral.decided_on else kinds.ACK,
        "to": to.PERSON if referral.is_their_own else to.REFERRER,
        "name": referral.referrer,
        "told_on": calendar.today(),
    }
