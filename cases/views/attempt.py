"""The pages on which tries at reaching somebody are logged and put right."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cases import actions
from cases.forms import AttemptCorrectForm, ContactAttemptForm, WithdrawForm
from cases.models import ContactAttempt
from cases.views.case import entry_at, open_case_at
from cases.views.person import seen_how_to_reach
from cases.views.session import so_far
from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.web import beside, once, requires, seen, submitted


@requires(Permission.LOG_WORK)
@drafts.resumable("Log a failed attempt")
@once
def attempt_log(request, reference):
    case = open_case_at(request, reference)
    seen_how_to_reach(request, case)
    form = ContactAttemptForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"on": calendar.today(), "method": "PHONE", "outcome": "NO_ANSWER"},
        case=case,
        user=request.user,
    )
    if form.is_valid():
        actions.log_attempt(case, by=request.user, **form.answers())
        told = f"The attempt is logged on case {case.reference}"
        messages.success(request, told + so_far(case))
        return redirect(case)
    context = {"case": case, "form": form, "resumable": True}
    return render(request, "cases/attempt_log.html", context)


@requires(Permission.LOG_WORK)
@once
def attempt_correct(request, reference):
    attempt = _attempt_at(request, reference)
    actions.check_stands(attempt)
    seen(request, attempt, case=attempt.case.reference)
    initial = AttemptCorrectForm.said_of(attempt)
    form = AttemptCorrectForm(submitted(request), initial=initial, attempt=attempt)
    if form.is_valid():
        with beside(form, "because"):
            actions.correct_attempt(attempt, by=request.user, **form.answers())
            told = f"The attempt on case {attempt.case.reference} is put right"
            messages.success(request, told)
            return redirect("cases:case_contacts", attempt.case.reference)
    context = {"attempt": attempt, "case": attempt.case, "form": form}
    return render(request, "cases/attempt_correct.html", context)


@requires(Permission.LOG_WORK)
@once
def attempt_withdraw(request, reference):
    attempt = _attempt_at(request, reference)
    actions.check_stands(attempt)
    seen(request, attempt, case=attempt.case.reference)
    form = WithdrawForm(submitted(request), case=attempt.case)
    if form.is_valid():
        with beside(form, "because"):
            actions.withdraw_attempt(attempt, by=request.user, **form.cleaned_data)
            told = f"The attempt is taken out of case {attempt.case.reference}"
            messages.success(request, told)
            return redirect("cases:case_contacts", attempt.case.reference)
    context = {"attempt": attempt, "case": attempt.case, "form": form}
    return render(request, "cases/attempt_withdraw.html", context)


def _attempt_at(request, reference):
    attempts = ContactAttempt.objects.visible_to(request.user)
    related = attempts.select_related("case__perpetrator", "case__borough", "worker")
    return entry_at(request, related, reference)
