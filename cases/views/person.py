"""The pages about the person himself, and about the agencies around him."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cases import actions
from cases.forms import AgencyInvolvementEditForm, AgencyInvolvementForm, PersonForm
from cases.views.case import open_case_at
from pilot import drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import clash, once, requires, seen, submitted

DETAILS = (
    *("given_names", "surname", "aliases", "born_on", "police_reference", "residence"),
    *("address", "postcode", "phone", "email", "contact_ways", "contact_times"),
    *("contact_warning", "language", "interpreter", "needs", "children_known", "version"),
)
INVOLVEMENT = ("agency", "role", "contact", "starts_on", "ends_on", "version")


@requires(Permission.KEEP_RECORD)
@drafts.resumable("Change a person’s details")
@once
def case_person_edit(request, reference):
    case = open_case_at(request, reference)
    seen(request, case.perpetrator, **actions.trace_of(case))
    form = PersonForm(
        submitted(request), draft=drafts.kept(request), initial=_details(case)
    )
    if form.is_valid():
        try:
            actions.correct_person(case, by=request.user, **form.cleaned_data)
        except Overtaken:
            case = open_case_at(request, reference)
            return clash(
                request,
                form,
                case.perpetrator,
                theirs=_details(case),
                **back_to_people(case),
            )
        messages.success(request, f"The details on case {case.reference} are saved")
        return redirect("cases:case_people", case.reference)
    context = {"case": case, "form": form, "resumable": True}
    return render(request, "cases/case_person_edit.html", context)


@requires(Permission.KEEP_RECORD)
@once
def case_agency_add(request, reference):
    case = open_case_at(request, reference)
    form = AgencyInvolvementForm(submitted(request), user=request.user)
    if form.is_valid():
        actions.record_agency(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"The agency is on case {case.reference}")
        return redirect("cases:case_people", case.reference)
    return render(request, "cases/case_agency_add.html", {"case": case, "form": form})


@requires(Permission.KEEP_RECORD)
@once
def case_agency_edit(request, reference, agency):
    case = open_case_at(request, reference)
    around = _agency(case, agency)
    seen(request, around, **actions.trace_of(case))
    form = AgencyInvolvementEditForm(
        submitted(request), user=request.user, initial=_involvement(around)
    )
    if form.is_valid():
        try:
            actions.amend_agency(around, by=request.user, case=case, **form.cleaned_data)
        except Overtaken:
            theirs = _agency(case, agency)
            answers = _involvement(theirs)
            return clash(request, form, theirs, theirs=answers, **back_to_people(case))
        messages.success(request, f"The agency on case {case.reference} is saved")
        return redirect("cases:case_people", case.reference)
    return render(request, "cases/case_agency_edit.html", {"case": case, "form": form})


def seen_how_to_reach(request, case) -> None:
    """A page that shows `parts/reaching.html` has told how to reach the person."""
    if case.perpetrator.has_something_to_mind:
        trace = actions.trace_of(case)
        seen(request, case.perpetrator, "read how to reach", **trace)


def back_to_people(case):
    """Where something about a person is read, and what its trace says of the case."""
    page = reverse("cases:case_people", args=[case.reference])
    return {"back": page, **actions.trace_of(case)}


def _details(case):
    return {name: getattr(case.perpetrator, name) for name in DETAILS}


def _agency(case, reference):
    return get_object_or_404(case.perpetrator.agencies.for_listing(), reference=reference)


def _involvement(around):
    answers = {name: getattr(around, name) for name in INVOLVEMENT}
    return answers | {"who": around.practitioner}
