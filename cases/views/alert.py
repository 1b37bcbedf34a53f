"""The page on which partner support is told at once."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cases import actions
from cases.forms import CaseAlertForm
from cases.models import SafetyNotice
from cases.views.case import case_at
from pilot.permissions import Permission
from pilot.web import once, requires, seen, submitted


@requires(Permission.LOG_WORK)
@once
def case_alert(request, reference):
    case = case_at(request, reference)
    sent = case.safety_notices.urgent()
    seen(request, case, "read the alerts of")
    form = CaseAlertForm(submitted(request))
    if form.is_valid():
        kind = SafetyNotice.Kind.URGENT
        actions.tell_partner_support(case, by=request.user, kind=kind, **form.cleaned_data)
        messages.success(request, "Partner support has been told")
        return redirect(case)
    context = {"case": case, "form": form, "sent": sent}
    return render(request, "cases/case_alert.html", context)
