"""The page on which somebody is declared not to engage."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cases import actions
from cases.engagement_rules import evidence_of
from cases.forms import NonEngagementForm
from cases.models import NonEngagement
from cases.views.case import open_case_at
from pilot import calendar
from pilot.permissions import Permission
from pilot.web import beside, once, requires, submitted

Ground = NonEngagement.Ground


@requires(Permission.LOG_WORK)
@once
def case_non_engagement_declare(request, reference):
    case = open_case_at(request, reference)
    evidence = evidence_of(case)
    absent = evidence.absences.complete_on and not evidence.no_contact.complete_on
    initial = {
        "ground": Ground.ABSENT if absent else Ground.NO_CONTACT,
        "declared_on": calendar.today(),
    }
    form = NonEngagementForm(submitted(request), initial=initial, case=case)
    if form.is_valid():
        with beside(form, "declared_on"):
            declared = actions.declare_non_engagement(
                case, by=request.user, **form.cleaned_data
            )
            rated = case.risk_to_tell_on and case.risk_to_tell_on >= declared.declared_on
            said = "Partner support is told" + ("" if rated else ". Now rate risk")
            messages.success(request, f"Declared on {case.audit_name}. {said}")
            return redirect(case) if rated else redirect("cases:case_risk_rate", reference)
    context = {"case": case, "form": form, "evidence": evidence}
    return render(request, "cases/case_non_engagement_declare.html", context)
