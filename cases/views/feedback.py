"""The pages of feedback to whoever referred somebody, from its first word to its answer."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cases import actions
from cases.forms import (
    FeedbackAcknowledgeForm,
    FeedbackDecideForm,
    FeedbackForm,
    FeedbackSendForm,
    FeedbackStartForm,
)
from cases.letters import drafted
from cases.models import Feedback
from cases.views.case import READ_CASES, VIEW_CASES, entry_at, open_case_at
from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused
from pilot.web import clash, once, page_of, requires, seen, submitted, tabs_of

RELATED = (
    *("case__perpetrator", "case__borough__agreement", "case__worker", "case__post"),
    *("case__referral__practitioner__agency", "case__referral__agency"),
    *("non_engagement", "recorded_by", "approved_by"),
)


TABS = {
    "owed": "To write or send",
    "overdue": "Overdue",
    "approve": "To approve",
    "waiting": "Not acknowledged",
    "done": "Acknowledged",
}


@requires(*VIEW_CASES)
def feedback_list(request):
    of_caseload = Feedback.objects.visible_to(request.user)
    found = {
        "owed": of_caseload.unsent(),
        "overdue": of_caseload.overdue(calendar.today()),
        "approve": of_caseload.to_approve(),
        "waiting": of_caseload.unacknowledged(),
        "done": of_caseload.acknowledged(),
    }
    counts = {tab: rows.count() for tab, rows in found.items()}
    tabs, tab = tabs_of(request, TABS, counts)
    page = page_of(request, found[tab].for_listing().first_due_first())
    if page:
        seen(request, request.user, "listed feedback", rows=len(page))
    context = {"tabs": tabs, "tab": tab, "page": page}
    context["may_approve"] = request.user.can(Permission.APPROVE_FEEDBACK)
    return render(request, "cases/feedback_list.html", context)


@requires(Permission.LOG_WORK)
@once
def case_feedback_start(request, reference):
    case = open_case_at(request, reference)
    kinds = _kinds_for(case)
    form = FeedbackStartForm(submitted(request), case=case, kinds=kinds)
    if form.is_valid():
        feedback = actions.draft_feedback(case, by=request.user, **form.cleaned_data)
        return redirect("cases:feedback_edit", feedback.reference)
    context = {"case": case, "form": form, "kinds": kinds}
    return render(request, "cases/case_feedback_start.html", context)


@requires(Permission.LOG_WORK)
@drafts.resumable("Write to a referrer")
@once
def feedback_edit(request, reference):
    feedback = feedback_at(request, reference)
    if request.method == "GET" and not feedback.is_draft:
        return redirect(feedback)
    case, from_record = feedback.case, drafted(feedback)
    seen(request, feedback, case=case.reference)
    draft = drafts.kept(request)
    form = FeedbackForm(
        submitted(request),
        draft=draft,
        initial=_initial(feedback, from_record),
        feedback=feedback,
    )
    if form.is_valid():
        try:
            actions.write_feedback(feedback, by=request.user, **form.cleaned_data)
        except Overtaken:
            return _clash(request, form, reference)
        messages.success(request, _saved(feedback))
        return redirect(feedback)
    context = {"feedback": feedback, "case": case, "form": form, "resumable": True}
    context["from_record"] = from_record if feedback.is_begun or draft else {}
    return render(request, "cases/feedback_edit.html", context)


@requires(*READ_CASES)
def feedback_detail(request, reference):
    feedback = feedback_at(request, reference)
    case = feedback.case
    seen(request, feedback, case=case.reference)
    context = {
        "feedback": feedback,
        "case": case,
        "to": addressee(feedback),
        "may_change": request.user.can(Permission.LOG_WORK, case.borough),
        "may_approve": request.user.can(Permission.APPROVE_FEEDBACK, case.borough),
    }
    return render(request, "cases/feedback_detail.html", context)


@requires(Permission.APPROVE_FEEDBACK)
@once
def feedback_decide(request, reference):
    feedback = feedback_at(request, reference)
    if not (feedback.is_submitted or feedback.is_to_send):
        raise TransitionRefused("This feedback does not wait for approval.")
    seen(request, feedback, case=feedback.case.reference)
    form = FeedbackDecideForm(submitted(request), feedback=feedback)
    if form.is_valid():
        version = form.cleaned_data["version"]
        if form.cleaned_data["decision"] == "approve":
            actions.approve_feedback(feedback, by=request.user, version=version)
            messages.success(request, "The feedback is approved, and can go")
        else:
            because = form.cleaned_data["because"]
            actions.return_feedback(
                feedback, by=request.user, version=version, because=because
            )
            messages.success(request, "The feedback goes back to be worked on")
        return redirect(feedback)
    context = {"feedback": feedback, "case": feedback.case, "form": form}
    return render(request, "cases/feedback_decide.html", context)


@requires(Permission.LOG_WORK)
@once
def feedback_send(request, reference):
    feedback = feedback_at(request, reference)
    if not feedback.is_to_send:
        raise TransitionRefused("This feedback does not wait to be sent.")
    initial = {"sent_to": addressee(feedback), "sent_on": calendar.today()}
    form = FeedbackSendForm(
        submitted(request), initial=initial, case=feedback.case, feedback=feedback
    )
    if form.is_valid():
        actions.send_feedback(feedback, by=request.user, **form.cleaned_data)
        messages.success(request, "It is kept when the feedback went, and to whom")
        return redirect(feedback)
    context = {"feedback": feedback, "case": feedback.case, "form": form}
    return render(request, "cases/feedback_send.html", context)


@requires(Permission.LOG_WORK)
@once
def feedback_acknowledge(request, reference):
    feedback = feedback_at(request, reference)
    if not feedback.is_unacknowledged:
        raise TransitionRefused("This feedback does not wait for an answer.")
    initial = {"acknowledged_on": calendar.today()}
    form = FeedbackAcknowledgeForm(submitted(request), initial=initial, feedback=feedback)
    if form.is_valid():
        actions.acknowledge_feedback(feedback, by=request.user, **form.cleaned_data)
        messages.success(request, "It is kept that the referrer has the feedback")
        return redirect(feedback)
    context = {"feedback": feedback, "case": feedback.case, "form": form}
    return render(request, "cases/feedback_acknowledge.html", context)


def feedback_at(request, reference):
    """The feedback at this address, if the person may know that it exists."""
    found = Feedback.objects.visible_to(request.user).select_related(*RELATED)
    return entry_at(request, found, reference)


def addressee(feedback):
    """Who it went to, or the referrer whom it is to go to."""
    referral = feedback.case.referral
    named = referral.practitioner and f"{referral.practitioner.name}, {referral.agency}"
    return feedback.sent_to or named or str(referral.agency or "")


def _kinds_for(case):
    """What can be written about now: of each kind one letter at a time."""
    begun = set(case.feedback.unsent().values_list("kind", flat=True))
    current = case.non_engagements.current().first()
    if current is None or current.feedback.standing().exists():
        begun.add(Feedback.Kind.NONENG_RISK)
    return [kind for kind in Feedback.Kind if kind not in begun]


def _initial(feedback, from_record):
    """What has been written of it; until somebody has, what the record says."""
    texts = _texts(feedback) if feedback.is_begun else from_record
    return texts | {"version": feedback.version}


def _texts(feedback):
    return {name: getattr(feedback, name) for name in Feedback.TEXTS}


def _clash(request, form, reference):
    """A colleague saved it meanwhile; what has been approved is not written over."""
    theirs = feedback_at(request, reference)
    return clash(
        request,
        form,
        theirs,
        theirs=_texts(theirs) | {"is_ready": "ready" if theirs.submitted_at else ""},
        may_overwrite=theirs.is_draft,
        case=theirs.case.reference,
    )


def _saved(feedback):
    if feedback.is_submitted:
        return "The feedback waits for the manager"
    return "The feedback can go" if feedback.is_to_send else "The draft is saved"
