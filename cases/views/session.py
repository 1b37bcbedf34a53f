"""The pages on which sessions are logged, recorded and moved."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cases import actions
from cases.engagement_rules import evidence_of
from cases.forms import SessionForm, SessionMoveForm, SessionRecordForm
from cases.models import Case, Method, Session
from cases.models.session import USUAL_MINUTES
from cases.views.case import entry_at, open_case_at
from cases.views.person import seen_how_to_reach
from pilot import calendar, drafts
from pilot.permissions import Permission, Role
from pilot.transitions import Overtaken
from pilot.web import clash, once, requires, seen, submitted

Kind = Session.Kind


@requires(Permission.LOG_WORK)
@drafts.resumable("Log an intervention")
@once
def session_log(request, reference):
    case = open_case_at(request, reference)
    seen_how_to_reach(request, case)
    last = _last_seen(case)
    plan = _last_plan(request, case)
    form = SessionForm(
        submitted(request),
        draft=drafts.kept(request),
        initial=_defaults(case, last),
        case=case,
        user=request.user,
    )
    if form.is_valid():
        session = actions.log_session(case, by=request.user, **form.answers())
        was = "booked" if session.is_booked else "logged"
        told = f"The intervention is {was} on case {case.reference}"
        messages.success(request, told + so_far(case))
        return redirect(case)
    context = {"case": case, "form": form, "plan": plan, "resumable": True}
    context["due"] = case.sessions.unrecorded().filter(on__lte=calendar.today()).first()
    return render(request, "cases/session_log.html", context)


@requires(Permission.LOG_WORK)
@drafts.resumable("Record what came of a session")
@once
def session_record(request, reference):
    session = session_at(request, reference)
    if request.method == "GET" and not session.is_waiting:
        return redirect("cases:case_contacts", session.case.reference)
    actions.check_open(session.case)
    seen(request, session, case=session.case.reference)
    form = SessionRecordForm(
        submitted(request),
        draft=drafts.kept(request),
        initial=_usual(session),
        session=session,
        company=_booked_with(request, session),
        user=request.user,
    )
    if form.is_valid():
        try:
            actions.record_session(session, by=request.user, **form.answers())
        except Overtaken:
            return _record_clash(request, form, reference)
        told = f"The session on case {session.case.reference} is saved"
        messages.success(request, told + so_far(session.case))
        return redirect(session.case)
    context = {"session": session, "case": session.case, "form": form, "resumable": True}
    context["plan"] = _last_plan(request, session.case)
    return render(request, "cases/session_record.html", context)


@requires(Permission.LOG_WORK)
@once
def session_move(request, reference):
    session = session_at(request, reference)
    if request.method == "GET" and not session.is_waiting:
        return redirect("cases:case_contacts", session.case.reference)
    actions.check_open(session.case)
    seen(request, session, case=session.case.reference)
    seen_how_to_reach(request, session.case)
    form = SessionMoveForm(
        submitted(request),
        initial={"version": session.version, "asked_on": calendar.today()},
        session=session,
        company=_booked_with(request, session),
        user=request.user,
    )
    if form.is_valid():
        new = actions.move_session(session, by=request.user, **form.answers())
        messages.success(
            request,
            f"The appointment on case {new.case.reference} is now on "
            f"{calendar.in_words(new.on)} at {new.starts_at:%H:%M}",
        )
        return redirect(session.case)
    context = {"session": session, "case": session.case, "form": form}
    return render(request, "cases/session_move.html", context)


@requires(Permission.LOG_WORK)
def session_sheet(request):
    """A blank sheet to write on where there is no signal: it holds nothing of anybody."""
    context = {"kinds": Kind.labels, "methods": Method.labels}
    return render(request, "cases/session_sheet.html", context)


def session_at(request, reference) -> Session:
    """A session that the person may know of."""
    sessions = Session.objects.visible_to(request.user).for_listing()
    related = sessions.select_related("activity", "case__post")
    return entry_at(request, related, reference)


def so_far(case: Case) -> str:
    """What there is now to say that they do not engage, to follow what was just logged."""
    told = evidence_of(case).in_words
    return f". So far: {'; '.join(told)}" if told else ""


def _booked_with(request, session):
    """The others who are booked for the same meeting, of whom the person may know."""
    if session.activity is None:
        return []
    booked = Session.objects.visible_to(request.user).unrecorded().for_listing()
    return list(booked.filter(activity=session.activity).exclude(pk=session.pk))


def _last_seen(case):
    """The latest session that the person came to."""
    return case.sessions.attended().order_by("-on", "-pk").first()


def _last_plan(request, case):
    """What was planned last time, of the latest session that has a plan."""
    planned = case.sessions.recorded().exclude(next_plan="")
    last = planned.order_by("-on", "-pk").first()
    if last:
        seen(request, last, "read the plan of", case=case.reference)
    return last


def _usual(session):
    """What the record starts with: nothing chosen, and the minutes that were planned."""
    return {"version": session.version, "minutes": session.minutes or USUAL_MINUTES}


def _record_clash(request, form, reference):
    """Both texts; what somebody else has recorded is history and stays."""
    theirs = session_at(request, reference)
    return clash(
        request,
        form,
        theirs,
        theirs=form.said_of(theirs),
        may_overwrite=theirs.is_waiting,
    )


USUAL_KIND = {
    Case.Status.ASSESSMENT: Kind.ASSESS,
    Case.Status.INTERVENTION: Kind.INTERVENTION,
    Case.Status.REVIEW: Kind.REVIEW,
}


def _defaults(case, last):
    """What the form starts with: today, and how, why and when they met last time."""
    is_police = case.post_id == Role.CRIMINAL_JUSTICE_WORKER
    minutes = last.minutes if last else USUAL_MINUTES
    return {
        "on": calendar.today(),
        "starts_at": last.starts_at if last else None,
        "method": last.method if last else Method.STATION if is_police else Method.VISIT,
        "kind": last.kind if last else USUAL_KIND.get(case.status, Kind.ENGAGE),
        "minutes": minutes,
        "length": minutes,
    }
