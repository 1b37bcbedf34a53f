"""The pages on which work with somebody is logged."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from cases import actions
from cases.forms import (
    ContactAttemptForm,
    SessionForm,
    SessionRecordForm,
)
from cases.models import Session
from cases.views.case import open_case_at
from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import clash, once, requires, seen, submitted


@requires(Permission.LOG_WORK)
@drafts.resumable("Log an intervention")
@once
def session_log(request, reference):
    case = open_case_at(request, reference)
    last = _last_time(case)
    if last:
        seen(request, last, "read the plan of", case=case.reference)
    form = SessionForm(
        submitted(request),
        draft=drafts.kept(request),
        initial=_session_defaults(case, last),
        case=case,
        by=request.user,
    )
    if form.is_valid():
        session = actions.log_session(case, by=request.user, **form.cleaned_data)
        was = "booked" if session.outcome == Session.Outcome.NOT_REC else "logged"
        messages.success(request, f"The intervention is {was} on case {case.reference}")
        return redirect(case)
    context = {"case": case, "form": form, "last": last, "resumable": True}
    return render(request, "cases/session_log.html", context)


@requires(Permission.LOG_WORK)
@drafts.resumable("Record what came of a session")
@once
def session_record(request, reference):
    session = _visible_session(request, reference)
    if request.method == "GET" and not session.is_booked:
        return redirect("cases:case_contacts", session.case.reference)
    actions.check_open(session.case)
    seen(request, session, case=session.case.reference)
    form = SessionRecordForm(
        submitted(request),
        draft=drafts.kept(request),
        initial=_answers(session) | {"outcome": None},
        session=session,
    )
    if form.is_valid():
        try:
            actions.record_session(session, by=request.user, **form.cleaned_data)
        except Overtaken:
            return _session_clash(request, form, reference)
        messages.success(request, f"The session on case {session.case.reference} is saved")
        return redirect(session.case)
    context = {"session": session, "case": session.case, "form": form, "resumable": True}
    context["last"] = _last_time(session.case)
    return render(request, "cases/session_record.html", context)


@requires(Permission.LOG_WORK)
@drafts.resumable("Log a failed attempt")
@once
def attempt_log(request, reference):
    case = open_case_at(request, reference)
    form = ContactAttemptForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"on": calendar.today(), "method": "PHONE", "outcome": "NO_ANSWER"},
        case=case,
    )
    if form.is_valid():
        actions.log_attempt(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"The attempt is logged on case {case.reference}")
        return redirect(case)
    context = {"case": case, "form": form, "resumable": True}
    return render(request, "cases/attempt_log.html", context)


def _visible_session(request, reference):
    sessions = Session.objects.visible_to(request.user).for_listing()
    return get_object_or_404(sessions, reference=reference)


def _last_time(case):
    """The latest session of which somebody has said what came of it."""
    recorded = case.sessions.exclude(outcome=Session.Outcome.NOT_REC)
    return recorded.order_by("-on", "-pk").first()


def _answers(session):
    """What is saved of a session, by the names of the form's fields."""
    names = ("outcome", "minutes", "record", "next_plan", "version")
    return {name: getattr(session, name) for name in names}


def _session_clash(request, form, reference):
    """Both texts; what somebody else has recorded is history and stays."""
    theirs = _visible_session(request, reference)
    return clash(
        request,
        form,
        theirs,
        theirs=_answers(theirs),
        may_overwrite=theirs.is_booked,
    )


def _session_defaults(case, last):
    """What the form starts with: today, and how and why they met last time."""
    return {
        "on": calendar.today(),
        "method": last.method if last else None,
        "kind": last.kind if last else Session.Kind.ENGAGE,
        "minutes": last.minutes if last and last.minutes else 60,
    }
