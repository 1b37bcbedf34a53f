"""What either side does with a concern: a page for each step, with its one question."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions, forms
from pilot.concern_sides import both_sides
from pilot.models import Concern, ConcernAction
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused
from pilot.web import clash, once, requires, submitted

OFFICER, PROVIDER = Permission.RAISE_CONCERN, Permission.ANSWER_CONCERN
TAKES_PART = (OFFICER, PROVIDER)
ASSESSED = ("severity", "direction", "settled_when")


def one_of_theirs(request, reference: str) -> Concern:
    """The concern, for somebody who takes part in it; no page for whoever only reads it."""
    theirs = Concern.objects.visible_to(request.user).theirs(request.user)
    return get_object_or_404(theirs.select_related("borough"), reference=reference)


def one_open(request, reference: str) -> Concern:
    """The same while somebody may go on with it; one that is closed answers 409."""
    concern = one_of_theirs(request, reference)
    if not concern.is_open:
        request.back_to = concern.get_absolute_url()
        raise TransitionRefused("This concern is closed: its officer can reopen it.")
    return concern


@requires(*TAKES_PART)
@once
def concern_reply(request: HttpRequest, reference: str) -> HttpResponse:
    concern = one_open(request, reference)
    form = forms.ConcernReplyForm(submitted(request))
    if form.is_valid():
        actions.reply_to_concern(concern, by=request.user, **form.cleaned_data)
        messages.success(request, "Your message is sent")
        return redirect(concern)
    context = {"form": form, "concern": concern}
    return render(request, "pilot/concern_reply.html", context)


@requires(PROVIDER)
@once
def concern_acknowledge(request: HttpRequest, reference: str) -> HttpResponse:
    concern = one_open(request, reference)
    form = forms.ConcernAcknowledgeForm(submitted(request))
    if form.is_valid():
        actions.acknowledge_concern(
            concern, by=request.user, text=form.cleaned_data["text"]
        )
        messages.success(request, "The concern is acknowledged")
        return redirect(concern)
    context = {"form": form, "concern": concern}
    return render(request, "pilot/concern_acknowledge.html", context)


@requires(PROVIDER)
@once
def concern_answer(request: HttpRequest, reference: str) -> HttpResponse:
    concern = one_open(request, reference)
    form = forms.ConcernAnswerForm(submitted(request))
    if form.is_valid():
        actions.answer_concern(concern, by=request.user, **form.cleaned_data)
        messages.success(request, "Your answer is sent")
        return redirect(concern)
    context = {"form": form, "concern": concern}
    return render(request, "pilot/concern_answer.html", context)


@requires(PROVIDER)
@once
def concern_resolve(request: HttpRequest, reference: str) -> HttpResponse:
    concern = one_open(request, reference)
    form = forms.ConcernResolveForm(submitted(request))
    if form.is_valid():
        actions.resolve_concern(concern, by=request.user, **form.cleaned_data)
        messages.success(request, "The officer is told that it is resolved")
        return redirect(concern)
    context = {"form": form, "concern": concern}
    return render(request, "pilot/concern_resolve.html", context)


@requires(OFFICER)
@once
def concern_close(request: HttpRequest, reference: str) -> HttpResponse:
    concern = one_open(request, reference)
    form = forms.ConcernCloseForm(submitted(request))
    if form.is_valid():
        actions.close_concern(concern, by=request.user, **form.cleaned_data)
        messages.success(request, "The concern is closed")
        return redirect(concern)
    context = {"form": form, "concern": concern}
    return render(request, "pilot/concern_close.html", context)


@requires(OFFICER)
@once
def concern_reopen(request: HttpRequest, reference: str) -> HttpResponse:
    concern = one_of_theirs(request, reference)
    form = forms.ConcernReopenForm(submitted(request))
    if form.is_valid():
        actions.reopen_concern(concern, by=request.user, **form.cleaned_data)
        messages.success(request, "The concern is open again")
        return redirect(concern)
    context = {"form": form, "concern": concern}
    return render(request, "pilot/concern_reopen.html", context)


@requires(*TAKES_PART)
@once
def concern_pause(request: HttpRequest, reference: str) -> HttpResponse:
    concern = one_open(request, reference)
    form = forms.ConcernPauseForm(submitted(request))
    if form.is_valid():
        actions.pause_concern(concern, by=request.user, **form.cleaned_data)
        messages.success(request, "The clocks are paused")
        return redirect(concern)
    context = {"form": form, "concern": concern}
    return render(request, "pilot/concern_pause.html", context)


@requires(*TAKES_PART)
@once
def concern_resume(request: HttpRequest, reference: str) -> HttpResponse:
    concern = one_open(request, reference)
    form = forms.ConcernResumeForm(submitted(request))
    if form.is_valid():
        actions.resume_concern(concern, by=request.user, **form.cleaned_data)
        messages.success(request, "The clocks run again")
        return redirect(concern)
    context = {"form": form, "concern": concern}
    return render(request, "pilot/concern_resume.html", context)


@requires(OFFICER)
@once
def concern_escalate(request: HttpRequest, reference: str) -> HttpResponse:
    concern = one_open(request, reference)
    form = forms.ConcernEscalateForm(submitted(request))
    if form.is_valid():
        actions.escalate_concern(concern, by=request.user, **form.cleaned_data)
        messages.success(request, "It is on the group’s agenda")
        return redirect(concern)
    context = {"form": form, "concern": concern}
    return render(request, "pilot/concern_escalate.html", context)


@requires(OFFICER)
@once
def concern_share(request: HttpRequest, reference: str) -> HttpResponse:
    concern = one_of_theirs(request, reference)
    form = forms.ConcernShareForm(submitted(request))
    if form.is_valid():
        actions.share_concern(concern, by=request.user, **form.cleaned_data)
        messages.success(request, "The other boroughs can read it now")
        return redirect(concern)
    context = {"form": form, "concern": concern}
    return render(request, "pilot/concern_share.html", context)


@requires(OFFICER)
@once
def concern_assess(request: HttpRequest, reference: str) -> HttpResponse:
    concern = one_open(request, reference)
    initial = _assessment(concern) | {"version": concern.version}
    form = forms.ConcernAssessForm(submitted(request), initial=initial)
    if form.is_valid():
        try:
            actions.assess_concern(concern, by=request.user, **form.cleaned_data)
        except Overtaken:
            theirs = one_of_theirs(request, reference)
            return clash(request, form, theirs, theirs=_assessment(theirs))
        messages.success(request, "The assessment is saved")
        return redirect(concern)
    context = {"form": form, "concern": concern}
    return render(request, "pilot/concern_assess.html", context)


def _assessment(concern: Concern) -> dict:
    return {name: getattr(concern, name) for name in ASSESSED}


@requires(*TAKES_PART)
@once
def concern_action_add(request: HttpRequest, reference: str) -> HttpResponse:
    concern = one_open(request, reference)
    form = forms.ConcernActionForm(submitted(request), owners=both_sides(concern.borough))
    if form.is_valid():
        actions.add_concern_action(concern, by=request.user, **form.cleaned_data)
        messages.success(request, "The action is added")
        return redirect(concern)
    context = {"form": form, "concern": concern}
    return render(request, "pilot/concern_action_add.html", context)


@requires(*TAKES_PART)
@once
def concern_action_finish(request: HttpRequest, reference: str, pk: int) -> HttpResponse:
    concern = one_open(request, reference)
    todo = ConcernAction.objects.visible_to(request.user).for_listing()
    action = get_object_or_404(todo, concern=concern, pk=pk)
    form = forms.ConcernActionDoneForm(submitted(request))
    if form.is_valid():
        actions.finish_concern_action(
            action, by=request.user, text=form.cleaned_data["text"]
        )
        messages.success(request, "The action is done")
        return redirect(concern)
    context = {"form": form, "concern": concern, "action": action}
    return render(request, "pilot/concern_action_finish.html", context)
