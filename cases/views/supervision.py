"""The pages on which supervision is written, changed while open, read and acknowledged."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cases import actions
from cases.forms import SupervisionEditForm, SupervisionForm
from cases.models import Case, Supervision, SupervisionPoint
from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import clash, once, page_of, requires, seen, submitted

READ = (Permission.SUPERVISE, Permission.VIEW_OWN_WORK)
FOUR_WEEKS = timedelta(weeks=4)
ANSWERS = ("on", "kind", "agreed", "next_on", "version")


@requires(*READ)
def supervision_list(request):
    held = Supervision.objects.visible_to(request.user)
    workers = []
    if request.user.can(Permission.SUPERVISE):
        next_on = dict(held.latest().values_list("worker", "next_on"))
        workers = [(each, next_on.get(each.pk)) for each in _supervised(request.user)]
    context = {"page": page_of(request, held.for_listing()), "workers": workers}
    return render(request, "cases/supervision_list.html", context)


@requires(Permission.SUPERVISE)
@drafts.resumable("Record a supervision")
@once
def supervision_record(request, pk):
    worker = get_object_or_404(_supervised(request.user), pk=pk)
    today = calendar.today()
    form = SupervisionForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"on": today, "kind": "CASE", "next_on": today + FOUR_WEEKS},
        cases=_cases_of(worker, request),
    )
    if form.is_valid():
        held = actions.record_supervision(worker, by=request.user, **form.cleaned_data)
        messages.success(request, f"The supervision of {worker} is saved")
        return redirect(held)
    context = {"worker": worker, "form": form, "resumable": True}
    return render(request, "cases/supervision_record.html", context)


@requires(*READ)
def supervision_detail(request, reference):
    held = _supervision_at(request, reference)
    seen(request, held, worker=held.worker.username)
    points = SupervisionPoint.objects.visible_to(request.user).filter(supervision=held)
    own = Case.objects.visible_to(request.user).filter(supervision_points__in=points)
    context = {
        "supervision": held,
        "points": points.for_listing(),
        "linked": set(own.values_list("pk", flat=True)),
        "may_change": held.supervisor == request.user and not held.is_locked,
        "may_acknowledge": held.worker == request.user and not held.is_acknowledged,
    }
    return render(request, "cases/supervision_detail.html", context)


@requires(Permission.SUPERVISE)
@once
def supervision_edit(request, reference):
    held = _supervision_at(request, reference)
    actions.check_open_to(held, request.user)
    seen(request, held, worker=held.worker.username)
    cases = _cases_of(held.worker, request, held)
    initial = _answers(request, held)
    form = SupervisionEditForm(submitted(request), initial=initial, cases=cases)
    if form.is_valid():
        try:
            actions.change_supervision(held, by=request.user, **form.cleaned_data)
        except Overtaken:
            held = _supervision_at(request, reference)
            return clash(request, form, held, theirs=_answers(request, held))
        messages.success(request, f"The supervision of {held.worker} is changed")
        return redirect(held)
    context = {"supervision": held, "form": form}
    return render(request, "cases/supervision_edit.html", context)


@requires(Permission.VIEW_OWN_WORK)
@require_POST
@once
def supervision_acknowledge(request, reference, version):
    held = _supervision_at(request, reference)
    actions.acknowledge_supervision(held, by=request.user, version=version)
    messages.success(request, "You have acknowledged this supervision")
    return redirect(held)


def _supervision_at(request, reference):
    held = Supervision.objects.visible_to(request.user).for_listing()
    return get_object_or_404(held, reference=reference)


def _supervised(user):
    """The caseworkers of the boroughs in which the manager supervises."""
    boroughs = user.boroughs_with(Permission.SUPERVISE)
    return actions.caseworkers_in(*boroughs).exclude(pk=user.pk)


def _cases_of(worker, request, held=None):
    """The worker's open cases, and those that were talked about: they are named."""
    cases = Case.objects.visible_to(request.user).select_related("perpetrator")
    asked = cases.open().of(worker)
    if held is not None:
        asked |= cases.filter(supervision_points__supervision=held)
    asked = list(asked.distinct().order_by("opened_on", "pk"))
    if asked:
        seen(request, request.user, "listed cases", rows=len(asked))
    return asked


def _answers(request, held) -> dict:
    points = SupervisionPoint.objects.visible_to(request.user).filter(supervision=held)
    about = {
        f"about_{point.case.reference}": point.agreed for point in points.for_listing()
    }
    return {name: getattr(held, name) for name in ANSWERS} | about
