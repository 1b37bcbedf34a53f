"""The pages of training: list, plan, read, put right, register, end, ask again."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import chosen, clash, once, page_of, requires, seen, submitted, tabs_of
from referrals import actions
from referrals.confidence import results_by
from referrals.forms import (
    RegisterForm,
    TrainingCancelForm,
    TrainingCloseForm,
    TrainingCorrectionForm,
    TrainingFilterForm,
    TrainingForm,
)
from referrals.models import Agency, AnswerPoint, Attendance, ConfidenceSlip, TrainingEvent

Status = TrainingEvent.Status
TABS = {
    "planned": "Planned",
    "delivered": "Delivered",
    "closed": "Closed",
    "cancelled": "Cancelled",
}


@requires(Permission.RECORD_ADVICE)
def training_list(request):
    filters = TrainingFilterForm(request.GET)
    events = TrainingEvent.objects.visible_to(request.user).narrowed(**chosen(filters))
    counts = events.aggregate(
        **{tab: Count("pk", filter=Q(status=tab.upper())) for tab in TABS}
    )
    tabs, tab = tabs_of(request, TABS, counts)
    order = ("on", "pk") if tab == "planned" else ("-on", "-pk")
    rows = events.filter(status=tab.upper()).for_listing().order_by(*order)
    page = page_of(request, rows)
    places = Attendance.objects.visible_to(request.user)
    results = results_by(places.filter(event__in=[event.pk for event in page]))
    context = {
        "filter_form": filters,
        "kept": [("tab", tab)],
        "tabs": tabs,
        "tab": tab,
        "page": page,
        "rows": [(event, results.get(event.pk)) for event in page],
        "due": _follow_ups_due(request.user).count(),
        "registers": events.register_due(calendar.today()).count(),
        "today": calendar.today(),
    }
    return render(request, "referrals/training_list.html", context)


@requires(Permission.RECORD_ADVICE)
@drafts.resumable("Plan training")
@once
def training_plan(request):
    form = TrainingForm(
        submitted(request),
        user=request.user,
        draft=drafts.kept(request),
        initial={"trainer": request.user},
    )
    if form.is_valid():
        event = actions.plan_training(by=request.user, **form.cleaned_data)
        day = calendar.in_words(event.on)
        messages.success(request, f"The training on {day} is planned")
        return redirect(event)
    context = {"form": form, "resumable": True}
    return render(request, "referrals/training_plan.html", context)


@requires(Permission.RECORD_ADVICE)
def training_detail(request, reference):
    event = visible_event(request, reference)
    seen(request, event)
    places = Attendance.objects.visible_to(request.user).filter(event=event)
    context = {
        "event": event,
        "register": places.for_register(),
        "tally": _tally(places),
        "result": results_by(places).get(event.pk),
        "is_due": event.on <= calendar.today(),
        "windows": [(point, event.window(point)) for point in AnswerPoint],
    }
    return render(request, "referrals/training_detail.html", context)


@requires(Permission.RECORD_ADVICE)
@drafts.resumable("Put training right")
@once
def training_edit(request, reference):
    event = visible_event(request, reference)
    form = TrainingCorrectionForm(
        submitted(request),
        user=request.user,
        draft=drafts.kept(request),
        initial=_answers(event),
    )
    if form.is_valid():
        try:
            actions.correct_training(event, by=request.user, **form.cleaned_data)
        except Overtaken:
            theirs = visible_event(request, reference)
            return clash(request, form, theirs, theirs=_answers(theirs))
        messages.success(request, "The training event is changed")
        return redirect(event)
    context = {"event": event, "form": form, "resumable": True}
    return render(request, "referrals/training_edit.html", context)


@requires(Permission.RECORD_ADVICE)
@once
def training_register(request, reference):
    event = visible_event(request, reference)
    seen(request, event, "opened the register of")
    places = Attendance.objects.visible_to(request.user).filter(event=event)
    form = RegisterForm(
        submitted(request),
        user=request.user,
        places=places.for_register(),
        is_due=event.on <= calendar.today(),
        initial={"version": event.version, "present": _ticked(request, places)},
    )
    if form.is_valid():
        try:
            messages.success(request, _keep(event, form, by=request.user))
        except Overtaken as overtaken:
            messages.error(request, f"{overtaken} Look again, then save.")
        else:
            if not (form.mistaken or form.adds):
                return redirect(event)
        return redirect(_same_register(event, form))
    context = {"event": event, "form": form}
    return render(request, "referrals/training_register.html", context)


@requires(Permission.RECORD_ADVICE)
@once
def training_close(request, reference):
    event = visible_event(request, reference)
    form = TrainingCloseForm(submitted(request), is_early=actions.may_still_answer(event))
    if form.is_valid():
        actions.close_training(event, by=request.user, **form.cleaned_data)
        messages.success(request, "The training event is closed")
        return redirect(event)
    context = {"event": event, "form": form}
    return render(request, "referrals/training_close.html", context)


@requires(Permission.RECORD_ADVICE)
@once
def training_cancel(request, reference):
    event = visible_event(request, reference)
    form = TrainingCancelForm(submitted(request))
    if form.is_valid():
        actions.cancel_training(event, by=request.user, **form.cleaned_data)
        messages.success(request, "The training event is cancelled")
        return redirect("referrals:training_list")
    context = {"event": event, "form": form}
    return render(request, "referrals/training_cancel.html", context)


@requires(Permission.RECORD_ADVICE)
def training_follow_up_list(request):
    page = page_of(request, _follow_ups_due(request.user))
    if page:
        seen(request, request.user, "listed follow-ups due", rows=len(page))
    asked = TrainingEvent.Point.FOLLOW_UP
    rows = [(slip, slip.attendance.event.window(asked).last) for slip in page]
    context = {"page": page, "rows": rows, "today": calendar.today()}
    return render(request, "referrals/training_follow_up_list.html", context)


def visible_event(request, reference):
    """An event that this person may know of, or 404."""
    events = TrainingEvent.objects.visible_to(request.user).for_listing()
    return get_object_or_404(events, reference=reference)


def _ticked(request, places):
    """Who is ticked when the register opens: as the address says, or as it was taken."""
    asked = request.GET.get("ticked")
    if asked == "everybody":
        return [str(pk) for pk in places.values_list("pk", flat=True)]
    if asked is not None:
        return asked.split(".")
    return [str(pk) for pk in places.attended().values_list("pk", flat=True)]


def _keep(event, form, *, by) -> str:
    """What was asked of the register is done, and said."""
    answers = form.cleaned_data
    if form.mistaken:
        actions.take_off_register(form.mistaken, by=by)
        return "Taken off the register"
    if not form.adds:
        present = [int(key) for key in answers["present"]]
        actions.take_register(event, by=by, version=answers["version"], present=present)
        return f"The register is taken: {len(present)} came"
    if answers["who"]:
        actions.register_practitioner(event, by=by, who=answers["who"])
    if answers["number"]:
        of_team = {"agency": answers["agency"], "number": answers["number"]}
        actions.register_others(event, by=by, **of_team)
    return "Added to the register"


def _same_register(event, form) -> str:
    """The register again, with what was ticked so far."""
    address = reverse("referrals:training_register", args=[event.reference])
    return f"{address}?ticked={'.'.join(form.cleaned_data.get('present', ()))}"


def _follow_ups_due(user):
    """The people to ask again now, those whose time runs out first on top."""
    return ConfidenceSlip.objects.visible_to(user).follow_up_due(calendar.today())


def _tally(places):
    """How many came, by the sector and borough of their team."""
    came = places.attended().order_by("sector", "borough__place")
    return [
        {"sector": Agency.Sector(sector).label, "borough": borough, "came": count}
        for sector, borough, count in came.values_list("sector", "borough__name").annotate(
            Count("pk")
        )
    ]


def _answers(event):
    names = ("title", "kind", "on", "hours", "sectors", "trainer", "version")
    answers = {name: getattr(event, name) for name in names}
    return answers | {"boroughs": list(event.boroughs.all())}
