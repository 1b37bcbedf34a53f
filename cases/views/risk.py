"""The pages about risk: ratings, incidents, orders and warnings."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render

from cases import actions
from cases.forms import IncidentForm, OrderForm, RiskForm, WarningForm, WarningReviewForm
from cases.models import CaseWarning
from cases.views.case import entry_at, open_case_at, people_and_risk
from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused
from pilot.web import once, requires, seen, submitted

FOUR_WEEKS = timedelta(weeks=4)


@requires(Permission.LOG_WORK)
@drafts.resumable("Rate risk")
@once
def case_risk_rate(request, reference):
    case = open_case_at(request, reference)
    last = case.risk_updates.standing().latest_first().first()
    if last:
        seen(request, last, case=case.reference)
    form = RiskForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={
            "on": calendar.today(),
            "level": last.level if last else None,
            "trigger": case.risk_review.news or case.risk_review.why,
        },
        case=case,
    )
    if form.is_valid():
        actions.update_risk(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"Risk is rated on {case.audit_name}")
        return redirect(people_and_risk(case, "risk"))
    context = {"case": case, "form": form, "last": last, "resumable": True}
    return render(request, "cases/case_risk_rate.html", context)


@requires(Permission.LOG_WORK)
@drafts.resumable("Record an incident")
@once
def case_incident_record(request, reference):
    case = open_case_at(request, reference)
    initial = {"known_on": calendar.today()}
    form = IncidentForm(
        submitted(request), draft=drafts.kept(request), initial=initial, case=case
    )
    if form.is_valid():
        actions.record_incident(case, by=request.user, **form.cleaned_data)
        said = f"The incident is recorded on {case.audit_name}. Now look at risk again"
        messages.success(request, said)
        return redirect("cases:case_risk_rate", case.reference)
    context = {"case": case, "form": form, "resumable": True}
    return render(request, "cases/case_incident_record.html", context)


@requires(Permission.LOG_WORK)
@drafts.resumable("Record an order")
@once
def case_order_record(request, reference):
    case = open_case_at(request, reference)
    form = OrderForm(submitted(request), draft=drafts.kept(request), case=case)
    if form.is_valid():
        actions.record_order(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"The order is recorded on {case.audit_name}")
        return redirect(people_and_risk(case, "orders"))
    context = {"case": case, "form": form, "resumable": True}
    return render(request, "cases/case_order_record.html", context)


@requires(Permission.LOG_WORK)
@drafts.resumable("Raise a warning")
@once
def case_warning_raise(request, reference):
    case = open_case_at(request, reference)
    today = calendar.today()
    form = WarningForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"raised_on": today, "review_on": today + FOUR_WEEKS},
        case=case,
    )
    if form.is_valid():
        actions.raise_warning(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"The warning stands on {case.audit_name}")
        return redirect(people_and_risk(case, "warnings"))
    context = {"case": case, "form": form, "resumable": True}
    return render(request, "cases/case_warning_raise.html", context)


@requires(Permission.LOG_WORK)
@once
def case_warning_review(request, reference):
    warning = _warning(request, reference)
    _check_active(warning)
    seen(request, warning, case=warning.case.reference)
    initial = {
        "next_on": calendar.today() + FOUR_WEEKS,
        "version": warning.version,
    }
    form = WarningReviewForm(submitted(request), initial=initial)
    if form.is_valid():
        actions.review_warning(warning, by=request.user, **form.cleaned_data)
        said = "is kept" if form.cleaned_data["next_on"] else "has ended"
        messages.success(request, f"The warning on {warning.case.audit_name} {said}")
        return redirect(people_and_risk(warning.case, "warnings"))
    context = {"warning": warning, "case": warning.case, "form": form}
    return render(request, "cases/case_warning_review.html", context)


def _warning(request, reference):
    warnings = CaseWarning.objects.visible_to(request.user).select_related(
        "case__perpetrator", "case__borough", "recorded_by"
    )
    return entry_at(request, warnings, reference)


def _check_active(warning):
    if not warning.is_active:
        raise TransitionRefused("This warning has ended, or stands in other words now.")
