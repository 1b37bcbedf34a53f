"""The pages of confidence: slips to print, sheets to key in, and the public questions."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Count, Q
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused
from pilot.web import once, requires, seen, submitted
from referrals import actions
from referrals.forms import AnswerForm, AnswerSheetsForm
from referrals.models import ITEMS, AnswerPoint, Attendance, ConfidenceSlip, TrainingEvent
from referrals.views.training import visible_event


@requires(Permission.RECORD_ADVICE)
def training_slips(request, reference):
    event = visible_event(request, reference)
    seen(request, event, "opened the slips of")
    places = Attendance.objects.visible_to(request.user).filter(event=event)
    context = {
        "event": event,
        "register": places.exclude(has_attended=False).for_register(),
        "items": ITEMS.values(),
        "points": AnswerPoint.labels,
        "address": request.build_absolute_uri(reverse("referrals:training_answer")),
        "windows": [(point, event.window(point)) for point in AnswerPoint],
    }
    return render(request, "referrals/training_slips.html", context)


@requires(Permission.RECORD_ADVICE)
@drafts.resumable("Key in answers to training")
@once
def training_answers(request, reference, point):
    event = visible_event(request, reference)
    slips = ConfidenceSlip.objects.visible_to(request.user).filter(attendance__event=event)
    form = AnswerSheetsForm(
        submitted(request),
        slips=slips.may_answer(point),
        draft=drafts.kept(request),
        initial={"answered_on": _usual_day(event, point)},
    )
    if form.is_valid():
        kept = actions.key_in_answers(
            event, by=request.user, point=point, **form.cleaned_data
        )
        messages.success(request, _kept_in_words(len(kept)))
        return redirect(event)
    context = {"event": event, "form": form, "items": ITEMS.values()}
    context["resumable"] = bool(form.slips)
    context |= {"tabs": _points(event, slips, point), "window": event.window(point)}
    return render(request, "referrals/training_answers.html", context)


@login_not_required
@never_cache
def training_answer(request):
    """The five questions for whoever has a token. It says nothing of anybody."""
    if request.method == "POST" and actions.has_tried_too_often(_origin(request)):
        return render(request, "referrals/training_answer.html", status=429)
    form = AnswerForm(submitted(request))
    if form.is_valid():
        try:
            actions.answer_slip(**form.cleaned_data)
        except TransitionRefused as refused:
            actions.note_refusal(_origin(request))
            form.add_error(None, str(refused))
        else:
            return redirect("referrals:training_thanks")
    return render(request, "referrals/training_answer.html", {"form": form})


@login_not_required
@require_safe
def training_thanks(request):
    return render(request, "referrals/training_thanks.html")


def _origin(request) -> str:
    """Where an answer comes from. Behind a proxy of ours, what that proxy saw last."""
    address = request.META.get("REMOTE_ADDR", "")
    if settings.SECURE_PROXY_SSL_HEADER:
        *_, seen_last = request.headers.get("X-Forwarded-For", address).split(",")
        return seen_last.strip()
    return address


def _points(event, slips, current):
    """A tab for each point, with how many have answered at it."""
    counts = slips.aggregate(
        **{point: Count("pk", filter=Q(responses__point=point)) for point in AnswerPoint}
    )
    return [
        {
            "text": point.label,
            "count": counts[point],
            "href": reverse("referrals:training_answers", args=[event.reference, point]),
            "is_current": point == current,
        }
        for point in AnswerPoint
    ]


def _usual_day(event: TrainingEvent, point: AnswerPoint):
    """The day most sheets of this point are from."""
    if point == AnswerPoint.FOLLOW_UP:
        return calendar.today()
    return min(event.on, calendar.today())


def _kept_in_words(number: int) -> str:
    return "1 sheet is kept" if number == 1 else f"{number} sheets are kept"
