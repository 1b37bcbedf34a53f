"""What is assumed and reckoned with, and recording what was decided of it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from pilot import actions
from pilot.models import Assumption
from pilot.parameters import PARAMETERS, from_text, in_words, values
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import clash, once, requires, submitted
from reporting.actions import put_in_force
from reporting.assumptions import InForce, assumed, in_force
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
    row = _changed_here(code)
    form = ParameterForm(
        submitted(request),
        parameter=PARAMETERS[code],
        now=values(code),
        initial={"version": len(row.changes)},
    )
    if form.is_valid():
        try:
            put_in_force(PARAMETERS[code], by=request.user, **form.change())
        except Overtaken:
            return _overtaken(request, form, code)
        messages.success(request, f"{code} is {in_words(code)} from today")
        return redirect("reporting:assumption_list")
    return render(request, "reporting/parameter_change.html", {"row": row, "form": form})


def _changed_here(code: str) -> InForce:
    row = {each.code: each for each in in_force() if each.is_changed_here}.get(code)
    if row is None:
        raise Http404
    return row


def _overtaken(request, form, code):
    """The page with both: what somebody has put in force meanwhile, and what was typed."""
    theirs = _changed_here(code).changes[0]
    numbers = zip(form.boxes, from_text(theirs.value), strict=True)
    answers = {
        **dict(numbers),
        "agreed": "YES" if theirs.agreed_by else "NO",
        "agreed_by": theirs.agreed_by,
        "agreed_on": theirs.agreed_on,
        "reason": theirs.reason,
    }
    back = reverse("reporting:assumption_list")
    return clash(request, form, theirs, theirs=answers, back=back)
