"""What is assumed and reckoned with, and recording what was decided of it."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions
from pilot.models import Assumption
from pilot.permissions import Permission
from pilot.web import once, requires, submitted
from reporting.assumptions import assumed, parameters
from reporting.forms import AssumptionForm


@requires(Permission.VIEW_CONTRACT)
def assumption_list(request):
    context = {
        "assumed": assumed(),
        "parameters": parameters(),
        "may_decide": request.user.can(Permission.DECIDE_ASSUMPTION),
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
