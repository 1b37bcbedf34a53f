"""The pages of practitioners: list, search, detail, add, put right, merge."""

import re

from django.contrib import messages
from django.db.models import Count, Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import chosen, clash, once, page_of, requires, seen, submitted, tabs_of
from referrals import actions
from referrals.fields import choices_for, sought_in
from referrals.forms import (
    PractitionerCorrectionForm,
    PractitionerFilterForm,
    PractitionerForm,
    PractitionerMergeForm,
    PractitionerSearchForm,
)
from referrals.matching import begun
from referrals.models import Attendance, Consultation, Practitioner, Referral

TABS = {"in_post": "In post", "specialists": "Perpetrator specialists", "left": "Left"}
OF_TAB = {
    "in_post": Q(is_retired=False),
    "specialists": Q(is_retired=False, is_specialist=True),
    "left": Q(is_retired=True),
}
MOST_FOUND = 50
MOST_SHOWN = 20


@requires(Permission.VIEW_PRACTITIONERS)
def practitioner_list(request):
    filters = PractitionerFilterForm(request.GET)
    people = Practitioner.objects.visible_to(request.user).narrowed(**chosen(filters))
    counts = people.aggregate(
        **{tab: Count("pk", filter=those) for tab, those in OF_TAB.items()}
    )
    tabs, tab = tabs_of(request, TABS, counts)
    context = {
        "filter_form": filters,
        "kept": [("tab", tab)],
        "search": PractitionerSearchForm(),
        "tabs": tabs,
        "tab": tab,
        "page": page_of(
            request, people.filter(OF_TAB[tab]).for_listing().with_what_they_brought()
        ),
    }
    return render(request, "referrals/practitioner_list.html", context)


@requires(Permission.VIEW_PRACTITIONERS)
def practitioner_search(request):
    form = PractitionerSearchForm(submitted(request))
    found = None
    if form.is_valid():
        people = Practitioner.objects.visible_to(request.user)
        names = people.values_list("token", "name")
        tokens = begun(form.cleaned_data["text"], names, most=MOST_FOUND)
        rows = people.for_listing().with_what_they_brought().filter(token__in=tokens)
        found = sorted(rows, key=lambda row: tokens.index(row.token))
    context = {"form": form, "search": form, "found": found, "most_found": MOST_FOUND}
    return render(request, "referrals/practitioner_search.html", context)


@requires(Permission.VIEW_PRACTITIONERS)
@require_POST
def practitioner_find(request):
    """Who may be meant by what is being typed, for the field of another page."""
    name = request.POST.get("picker", "")
    if not re.fullmatch("[a-z_]{1,40}", name):
        raise Http404
    choices = choices_for(
        sought_in(request.POST, name),
        name=name,
        among=Practitioner.objects.visible_to(request.user),
        allows_new=bool(request.POST.get("allows_new")),
    )
    return render(request, "referrals/practitioner_find.html", {"choices": choices})


@requires(Permission.VIEW_PRACTITIONERS)
def practitioner_detail(request, token):
    practitioner = _visible(request, token)
    referrals = Referral.objects.visible_to(request.user).for_listing()
    referrals = referrals.filter(practitioner=practitioner)
    page = page_of(request, referrals)
    if page:
        seen(request, request.user, "listed referrals", rows=len(page))
    asked = Consultation.objects.visible_to(request.user).standing().for_listing()
    asked = asked.filter(practitioner=practitioner).order_by("-on", "-pk")
    context = {
        "practitioner": practitioner,
        "page": page,
        "consultations": asked[:MOST_SHOWN],
        "attendances": Attendance.objects.visible_to(request.user)
        .filter(practitioner=practitioner, has_attended=True)
        .select_related("event")
        .order_by("-on", "-pk")[:MOST_SHOWN],
        "may_correct": request.user.can(
            Permission.RECORD_PRACTITIONERS, practitioner.borough
        ),
        "may_merge": request.user.can(Permission.MERGE_PRACTITIONERS, practitioner.borough),
    }
    return render(request, "referrals/practitioner_detail.html", context)


@requires(Permission.RECORD_PRACTITIONERS)
@once
def practitioner_add(request):
    form = PractitionerForm(submitted(request))
    if form.is_valid():
        practitioner = actions.add_practitioner(by=request.user, **form.cleaned_data)
        messages.success(request, f"{practitioner.name} is added")
        return redirect(practitioner)
    return render(request, "referrals/practitioner_add.html", {"form": form})


@requires(Permission.RECORD_PRACTITIONERS)
@once
def practitioner_edit(request, token):
    practitioner = _standing(request, token)
    form = PractitionerCorrectionForm(
        submitted(request), initial=_answers(practitioner), agency=practitioner.agency
    )
    if form.is_valid():
        try:
            actions.correct_practitioner(practitioner, by=request.user, **form.cleaned_data)
        except Overtaken:
            theirs = _visible(request, token)
            return clash(request, form, theirs, theirs=_answers(theirs))
        messages.success(request, f"The entry of {practitioner.name} is saved")
        return redirect(practitioner)
    context = {"practitioner": practitioner, "form": form}
    return render(request, "referrals/practitioner_edit.html", context)


@requires(Permission.MERGE_PRACTITIONERS)
@once
def practitioner_merge(request, token):
    entry = _standing(request, token)
    form = PractitionerMergeForm(
        submitted(request),
        user=request.user,
        initial={"version": entry.version},
        entry=entry,
    )
    if form.is_valid():
        into = form.cleaned_data["into"]
        merge = actions.merge_practitioners(entry, by=request.user, **form.cleaned_data)
        messages.success(request, f"The two entries are one. {merge.in_words}")
        return redirect(into)
    links = actions.links_of(entry)
    context = {"practitioner": entry, "form": form, "links": links}
    return render(request, "referrals/practitioner_merge.html", context)


def _visible(request, token):
    people = Practitioner.objects.visible_to(request.user).for_listing()
    return get_object_or_404(people, token=token)


def _standing(request, token):
    """An entry that stands; one that was merged answers 409 in plain words."""
    practitioner = _visible(request, token)
    actions.check_not_merged(practitioner)
    return practitioner


def _answers(practitioner):
    names = ("name", "agency", "role", "is_specialist", "is_retired", "version")
    answers = {name: getattr(practitioner, name) for name in names}
    return answers | {"role": "" if answers["role"] == "NOT_ASKED" else answers["role"]}
