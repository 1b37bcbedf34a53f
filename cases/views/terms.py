"""The page on which the agreement to work is recorded."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cases import actions
from cases.forms import TermsForm
from cases.views.case import open_case_at
from pilot import calendar
from pilot.permissions import Permission
from pilot.web import once, requires, submitted


@requires(Permission.LOG_WORK)
@once
def terms_record(request, reference):
    case = open_case_at(request, reference)
    initial = {"explained_on": calendar.today()}
    form = TermsForm(submitted(request), initial=initial, case=case)
    if form.is_valid():
        actions.record_terms(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"The terms are recorded on case {case.reference}")
        return redirect(case)
    context = {"case": case, "form": form, "terms": case.terms.for_listing()}
    return render(request, "cases/terms_record.html", context)
