"""What is assumed and reckoned with, and recording what was decided of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions
from pilot.models import Assumption
from pilot.parameters import PARAMETERS, in_words, values
from pilot.permissions import Permission
from pilot.web import once, requires, submitted
from reporting.actions import put_in_force
from reporting.assumptions import assumed, in_force
from reporting.forms import AssumptionForm, ParameterForm


@requires(Permission.VIEW_CONTRACT)
def assumption_list(request):
    context = {
        "assumed": assumed(),
        "parameters": in_force(),
        "may_decide": request.user.can(Permission.DECIDE_ASSUMPTION),
        "may_change": request.user.can(Permission.CHANGE_PARAMETER),
    }
    return render(request, "reporting/assumption_list.html", context)


@requires(Permission.DECIDE_ASSUMPTION)
@once
def assumption_decide(request, code):
    rows = {each.assumption.pk: each for each in assumed()}
    assumption = get_object_or_404(Assumption.objects.order_by("code"), pk=code)
    form = AssumptionForm(submitted(request), assumption=assumption)
    if form.is_valid():
        actions.decide_assumption(assumption, by=request.user, **form.cleaned_data)
        messages.success(request, f"{assumption} is decided")
        return redirect("reporting:assumption_list")
    context = {"row": rows[assumption.pk], "assumption": assumption, "form": form}
    return render(request, "reporting/assumption_decide.html", context)


@requires(Permission.CHANGE_PARAMETER)
@once
def parameter_change(request, code):
    row = {each.code: each for each in in_force() if each.is_changed_here}.get(code)
    if row is None:
        raise Http404
    form = ParameterForm(
        submitted(request),
        parameter=PARAMETERS[code],
        now=values(code),
        initial={"version": len(row.changes)},
    )
    if form.is_valid():
        put_in_force(PARAMETERS[code], by=request.user, **form.change())
        messages.success(request, f"{code} is {in_words(code)} from today")
        return redirect("reporting:assumption_list")
    return render(request, "reporting/parameter_change.html", {"row": row, "form": form})
