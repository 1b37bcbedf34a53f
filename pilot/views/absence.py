"""The pages of posts that are without their worker."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions, calendar
from pilot.forms import AbsenceCorrectForm, AbsenceForm
from pilot.models import Absence, Post
from pilot.permissions import Permission
from pilot.transitions import STANDS_NO_LONGER, Overtaken
from pilot.web import once, page_of, requires, submitted

ANSWERS = ("post", "kind", "starts_on", "ends_on", "cover")


@requires(Permission.ENTER_DAYS)
def absence_list(request):
    absences = Absence.objects.visible_to(request.user).standing().for_listing()
    context = {
        "page": page_of(request, absences),
        "keeps_rota": request.user.can(Permission.KEEP_ROTA),
    }
    return render(request, "pilot/absence_list.html", context)


@requires(Permission.ENTER_DAYS)
@once
def absence_record(request):
    posts = Post.objects.visible_to(request.user)
    own = posts[0] if len(posts) == 1 else None
    initial = {"starts_on": calendar.today(), "post": own}
    form = AbsenceForm(submitted(request), initial=initial, **_asked(request, posts))
    if form.is_valid():
        absence = actions.record_absence(by=request.user, **form.cleaned_data)
        messages.success(request, f"Recorded: {absence}")
        return redirect("pilot:absence_list")
    return render(request, "pilot/absence_record.html", {"form": form})


@requires(Permission.ENTER_DAYS)
@once
def absence_correct(request, reference):
    absences = Absence.objects.visible_to(request.user).for_listing()
    absence = get_object_or_404(absences, reference=reference)
    if absence.is_replaced:
        raise Overtaken(STANDS_NO_LONGER)
    initial = {name: getattr(absence, name) for name in ANSWERS}
    posts = Post.objects.visible_to(request.user)
    form = AbsenceCorrectForm(submitted(request), initial=initial, **_asked(request, posts))
    if form.is_valid():
        _put_right(absence, by=request.user, **form.cleaned_data)
        messages.success(request, "The change is saved")
        return redirect("pilot:absence_list")
    return render(request, "pilot/absence_correct.html", {"absence": absence, "form": form})


def _put_right(absence, *, by, is_withdrawn, reason, **answers):
    if is_withdrawn:
        actions.withdraw_absence(absence, by=by, reason=reason)
    else:
        told = {"cover": absence.cover, **answers}
        actions.correct_absence(absence, by=by, reason=reason, **told)


def _asked(request, posts):
    keeps_rota = request.user.can(Permission.KEEP_ROTA)
    return {"user": request.user, "posts": posts, "keeps_rota": keeps_rota}
