"""The pages on which a referral is taken on, and waits for information."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.web import once, requires, seen, submitted
from referrals import actions
from referrals.forms import ReferralAnswerForm, ReferralAskForm
from referrals.views.referral import referral_at, waiting_referral


@requires(Permission.DECIDE_REFERRAL)
@require_POST
def referral_screen(request, reference):
    referral = referral_at(request, reference)
    actions.take_screening(referral, by=request.user)
    messages.success(request, f"You are screening referral {referral.reference}")
    return redirect(referral)


@requires(Permission.DECIDE_REFERRAL)
@drafts.resumable("Ask for information")
@once
def referral_ask(request, reference):
    referral = waiting_referral(request, reference)
    seen(request, referral)
    form = ReferralAskForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"asked_of": referral.referrer, "asked_on": calendar.today()},
        referral=referral,
    )
    if form.is_valid():
        question = actions.ask_question(referral, by=request.user, **form.cleaned_data)
        messages.success(
            request,
            f"Referral {referral.reference} waits for an answer until "
            f"{calendar.in_words(question.answer_by)}",
        )
        return redirect(referral)
    context = {"referral": referral, "form": form, "resumable": True}
    return render(request, "referrals/referral_ask.html", context)


@requires(Permission.DECIDE_REFERRAL)
@drafts.resumable("The answer to a question")
@once
def referral_answer(request, reference):
    referral = referral_at(request, reference)
    question = actions.open_question(referral)
    seen(request, referral)
    form = ReferralAnswerForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"ended_on": calendar.today()},
        question=question,
    )
    if form.is_valid():
        actions.end_question(referral, by=request.user, **form.cleaned_data)
        by = calendar.in_words(referral.decide_by)
        messages.success(request, f"Referral {referral.reference} is to be decided by {by}")
        return redirect(referral)
    context = {"referral": referral, "question": question, "form": form}
    context["resumable"] = True
    return render(request, "referrals/referral_answer.html", context)
