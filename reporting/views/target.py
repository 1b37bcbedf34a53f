"""What a council expects of its figures, what they were before, and how that changed."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from pilot.permissions import Permission
from pilot.web import beside, once, requires, submitted
from reporting import actions
from reporting.dashboard import boroughs_open_to
from reporting.forms import BaselineForm, TargetForm
from reporting.indicators import Place
from reporting.models import Baseline, Target
from reporting.targets import WITH_TARGETS, targets_of

READERS = (Permission.VIEW_OWN_FIGURES, Permission.VIEW_ALL_FIGURES)


@requires(*READERS)
def target_list(request, code):
    boroughs = {each.pk: each for each in boroughs_open_to(request.user)}
    if code not in boroughs:
        raise Http404
    borough = boroughs.pop(code)
    place, standing = Place(code, borough.name), targets_of([code])
    context = {
        "borough": borough,
        "other_boroughs": boroughs.values(),
        "rows": [
            (each, standing.of(each.code, place), standing.baseline(each.code, place))
            for each in WITH_TARGETS.values()
        ],
        "may_set": request.user.can(Permission.SET_TARGET, borough),
    }
    return render(request, "reporting/target_list.html", context)


@requires(*READERS)
def target_history(request, code, figure):
    borough = get_object_or_404(boroughs_open_to(request.user), pk=code)
    indicator = _indicator(figure)
    context = {
        "borough": borough,
        "indicator": indicator,
        "targets": Target.objects.visible_to(request.user)
        .of(borough, indicator.code)
        .for_history(),
        "baselines": Baseline.objects.visible_to(request.user)
        .of(borough, indicator.code)
        .for_history(),
        "may_set": request.user.can(Permission.SET_TARGET, borough),
    }
    return render(request, "reporting/target_history.html", context)


@requires(Permission.SET_TARGET)
@once
def target_set(request, code, figure):
    about, initial = _asked(request, code, figure, Target)
    form = TargetForm(submitted(request), indicator=about["indicator"], initial=initial)
    if form.is_valid():
        with beside(form, "period"):
            actions.set_target(**about, by=request.user, **form.target())
            messages.success(request, f"The target of {about['indicator'].label} is set")
            return redirect("reporting:target_history", code, figure)
    return render(request, "reporting/target_set.html", {"form": form, **about})


@requires(Permission.SET_TARGET)
@once
def baseline_record(request, code, figure):
    about, initial = _asked(request, code, figure, Baseline)
    form = BaselineForm(submitted(request), indicator=about["indicator"], initial=initial)
    if form.is_valid():
        with beside(form, "value"):
            actions.record_baseline(**about, by=request.user, **form.baseline())
            said = f"The baseline of {about['indicator'].label} is recorded"
            messages.success(request, said)
            return redirect("reporting:target_history", code, figure)
    return render(request, "reporting/baseline_record.html", {"form": form, **about})


def _asked(request, code, figure, model):
    """Which figure of which borough is asked about, and what the form starts from."""
    boroughs = request.user.boroughs_with(Permission.SET_TARGET)
    borough, indicator = get_object_or_404(boroughs, pk=code), _indicator(figure)
    earlier = model.objects.visible_to(request.user).of(borough, indicator.code).count()
    return {"indicator": indicator, "borough": borough}, {"version": earlier}


def _indicator(code):
    if code not in WITH_TARGETS:
        raise Http404
    return WITH_TARGETS[code]
