"""The pages of complaints and serious incidents."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions, calendar
from pilot.forms import (
    ComplaintAnswerForm,
    ComplaintCloseForm,
    ComplaintForm,
    ComplaintNotifyForm,
)
from pilot.forms.complaint import ANSWERED_WITHIN
from pilot.models import Complaint
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import once, page_of, requires, seen, submitted, tabs_of, tried

READ = (Permission.KEEP_COMPLAINTS, Permission.VIEW_INCIDENT_SUMMARIES)
TABS = {"open": "Open", "closed": "Closed"}


@requires(*READ)
def contract_complaint_list(request: HttpRequest) -> HttpResponse:
    found = Complaint.objects.visible_to(request.user).for_listing()
    lists = {"open": found.open(), "closed": found.closed()}
    counts = {name: rows.count() for name, rows in lists.items()}
    tabs, current = tabs_of(request, TABS, counts)
    context = {
        "tabs": tabs,
        "page": page_of(request, lists[current]),
        "may_keep": request.user.can(Permission.KEEP_COMPLAINTS),
        "may_govern": request.user.can(Permission.VIEW_GOVERNANCE),
    }
    return render(request, "pilot/contract_complaint_list.html", context)


@requires(Permission.KEEP_COMPLAINTS)
@once
def contract_complaint_record(request: HttpRequest) -> HttpResponse:
    today = calendar.today()
    due_on = calendar.add_working_days(today, ANSWERED_WITHIN)
    form = ComplaintForm(
        submitted(request),
        initial={"received_on": today, "due_on": due_on},
        boroughs=request.user.boroughs_with(Permission.KEEP_COMPLAINTS),
    )
    if form.is_valid():
        complaint = actions.record_complaint(by=request.user, **form.cleaned_data)
        messages.success(request, f"{complaint} is recorded")
        return redirect(complaint)
    return render(request, "pilot/contract_complaint_record.html", {"form": form})


@requires(*READ)
def contract_complaint_detail(request: HttpRequest, reference: str) -> HttpResponse:
    complaint = _complaint(request, reference)
    seen(request, complaint)
    may_keep = request.user.can(Permission.KEEP_COMPLAINTS, complaint.borough)
    context = {"complaint": complaint, "may_keep": may_keep}
    return render(request, "pilot/contract_complaint_detail.html", context)


@requires(Permission.KEEP_COMPLAINTS)
@once
def contract_complaint_notify(request: HttpRequest, reference: str) -> HttpResponse:
    complaint = _open(request, reference)
    form = ComplaintNotifyForm(
        submitted(request),
        initial={
            "notified_to": complaint.notified_to,
            "notified_on": complaint.notified_on or calendar.today(),
            "version": complaint.version,
        },
    )
    if form.is_valid() and tried(
        form, actions.notify_of_complaint, complaint, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "Who has been told is saved")
        return redirect(complaint)
    context = {"form": form, "complaint": complaint}
    return render(request, "pilot/contract_complaint_notify.html", context)


@requires(Permission.KEEP_COMPLAINTS)
@once
def contract_complaint_answer(request: HttpRequest, reference: str) -> HttpResponse:
    complaint = _open(request, reference)
    if not complaint.is_waiting:
        raise Overtaken(f"{complaint} is answered already.")
    initial = {"answered_on": calendar.today()}
    form = ComplaintAnswerForm(submitted(request), initial=initial)
    if form.is_valid() and tried(
        form, actions.answer_complaint, complaint, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"{complaint} is answered")
        return redirect(complaint)
    context = {"form": form, "complaint": complaint}
    return render(request, "pilot/contract_complaint_answer.html", context)


@requires(Permission.KEEP_COMPLAINTS)
@once
def contract_complaint_close(request: HttpRequest, reference: str) -> HttpResponse:
    complaint = _open(request, reference)
    form = ComplaintCloseForm(submitted(request), complaint=complaint)
    if form.is_valid() and tried(
        form, actions.close_complaint, complaint, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"{complaint} is closed")
        return redirect(complaint)
    context = {"form": form, "complaint": complaint}
    return render(request, "pilot/contract_complaint_close.html", context)


def _complaint(request: HttpRequest, reference: str) -> Complaint:
    found = Complaint.objects.visible_to(request.user).for_listing()
    return get_object_or_404(found, reference=reference)


def _open(request: HttpRequest, reference: str) -> Complaint:
    """One that is still to be settled; a closed one answers 409."""
    complaint = _complaint(request, reference)
    if not complaint.is_open:
        raise Overtaken(f"{complaint} is closed already.")
    return complaint
