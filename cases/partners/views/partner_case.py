"""The pages of a partner case: the record, its measures, and what it is."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cases.partners import actions, parts
from cases.partners.forms import (
    PartnerCaseCloseForm,
    PartnerCaseEditForm,
    PartnerCaseOpenForm,
    SupportedPersonForm,
)
from cases.partners.known import people_like
from cases.partners.models import PartnerCase, SupportedPerson
from pilot import audit, calendar, drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import (
    clash,
    once,
    requires,
    seen,
    submitted,
)

VIEW_PARTNER_CASES = (
    Permission.VIEW_OWN_PARTNER_WORK,
    Permission.VIEW_ALL_PARTNER_WORK,
)
SUB_NAVIGATION = {
    "partner_case_detail": "Support",
    "partner_case_measures": "Risk and measures",
    "partner_case_history": "Links and workers",
}
MAY = {
    "support": Permission.SUPPORT_PARTNERS,
    "allocate": Permission.ALLOCATE_PARTNER_CASE,
}
PERSON = (
    "given_names",
    "surname",
    "born_on",
    "language",
    "interpreter",
    "needs",
    "version",
)
SET_OUT = ("delivered_by", "scope", "out_of_scope", "version")


@requires(Permission.SUPPORT_PARTNERS)
@drafts.resumable("Open a partner case")
@once
def partner_case_open(request):
    known = SupportedPerson.objects.visible_to(request.user).without_open_case()
    form = PartnerCaseOpenForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"opened_on": calendar.today()},
        user=request.user,
        people=known,
    )
    alike = None
    if form.is_valid():
        alike = _known(request, form)
        if not alike or not form.news(alike.shown):
            return _open(request, form)
    seen(request, request.user, "listed his cases", rows=form.number_of_cases)
    context = {"form": form, "resumable": True, "alike": alike}
    return render(request, "partners/partner_case_open.html", context)


@requires(*VIEW_PARTNER_CASES)
def partner_case_detail(request, reference):
    partner_case = partner_case_at(request, reference)
    seen(request, partner_case)
    context = _composed(request, partner_case, "partner_case_detail", parts.of_support)
    return render(request, "partners/partner_case_detail.html", context)


@requires(*VIEW_PARTNER_CASES)
def partner_case_measures(request, reference):
    partner_case = partner_case_at(request, reference)
    seen(request, partner_case, "read the measures of")
    context = _composed(request, partner_case, "partner_case_measures", parts.of_measures)
    return render(request, "partners/partner_case_measures.html", context)


@requires(*VIEW_PARTNER_CASES)
def partner_case_history(request, reference):
    partner_case = partner_case_at(request, reference)
    seen(request, partner_case, "read the links and workers of")
    context = _composed(request, partner_case, "partner_case_history", parts.of_history)
    return render(request, "partners/partner_case_history.html", context)


@requires(Permission.SUPPORT_PARTNERS)
@once
def partner_case_edit(request, reference):
    partner_case = open_partner_case_at(request, reference)
    seen(request, partner_case)
    initial = {name: getattr(partner_case, name) for name in SET_OUT}
    form = PartnerCaseEditForm(submitted(request), initial=initial)
    if form.is_valid():
        try:
            actions.set_out_support(partner_case, by=request.user, **form.cleaned_data)
        except Overtaken:
            now = open_partner_case_at(request, reference)
            theirs = {name: getattr(now, name) for name in SET_OUT}
            return clash(request, form, now, theirs=theirs)
        messages.success(request, f"Partner case {partner_case.reference} is saved")
        return redirect(partner_case)
    context = {"partner_case": partner_case, "form": form}
    return render(request, "partners/partner_case_edit.html", context)


@requires(Permission.SUPPORT_PARTNERS)
@once
def supported_person_edit(request, reference):
    partner_case = open_partner_case_at(request, reference)
    seen(request, partner_case)
    initial = {name: getattr(partner_case.person, name) for name in PERSON}
    form = SupportedPersonForm(submitted(request), initial=initial)
    if form.is_valid():
        try:
            answers = form.cleaned_data
            actions.correct_supported_person(partner_case, by=request.user, **answers)
        except Overtaken:
            now = open_partner_case_at(request, reference)
            theirs = {name: getattr(now.person, name) for name in PERSON}
            back = now.get_absolute_url()
            return clash(request, form, now.person, theirs=theirs, back=back)
        messages.success(request, f"Partner case {partner_case.reference} is saved")
        return redirect(partner_case)
    context = {"partner_case": partner_case, "form": form}
    return render(request, "partners/supported_person_edit.html", context)


@requires(Permission.SUPPORT_PARTNERS)
@once
def partner_case_close(request, reference):
    partner_case = open_partner_case_at(request, reference)
    initial = {"closed_on": calendar.today()}
    form = PartnerCaseCloseForm(
        submitted(request), initial=initial, partner_case=partner_case
    )
    if form.is_valid():
        actions.close_partner_case(partner_case, by=request.user, **form.cleaned_data)
        messages.success(request, f"Partner case {partner_case.reference} is closed")
        return redirect(partner_case)
    context = {"partner_case": partner_case, "form": form}
    return render(request, "partners/partner_case_close.html", context)


def partner_case_at(request, reference):
    """The partner case at this address, if the person may know that it exists."""
    cases = PartnerCase.objects.visible_to(request.user)
    related = cases.select_related("person", "borough", "worker")
    return get_object_or_404(related, reference=reference)


def open_partner_case_at(request, reference):
    """One that can still be worked on; a closed one answers 409 in plain words."""
    partner_case = partner_case_at(request, reference)
    actions.check_open(partner_case)
    return partner_case


def _known(request, form):
    """Whom somebody new may be; nobody if they were chosen from those known."""
    if not form.name:
        return None
    alike = people_like(request.user, form.name, form.cleaned_data["born_on"])
    found = len(alike.people)
    audit.record(request.user, "looked who is supported", by=request.user, rows=found)
    return alike


def _open(request, form):
    opened = actions.open_partner_case(by=request.user, **form.answers())
    messages.success(request, f"Partner case {opened.reference} is open")
    return redirect(opened if _sees(request, opened) else "partners:partner_case_list")


def _sees(request, partner_case):
    visible = PartnerCase.objects.visible_to(request.user)
    return visible.filter(pk=partner_case.pk).exists()


def _composed(request, partner_case, page, read_parts):
    """What a page of a partner case shows: its parts, and what stands above every page."""
    return read_parts(partner_case, request.user) | {
        "partner_case": partner_case,
        "may": {
            word: request.user.can(permission, partner_case.borough)
            for word, permission in MAY.items()
        },
        "sub_navigation": [
            {
                "text": text,
                "href": reverse(f"partners:{name}", args=[partner_case.reference]),
                "is_current": name == page,
            }
            for name, text in SUB_NAVIGATION.items()
        ],
    }
