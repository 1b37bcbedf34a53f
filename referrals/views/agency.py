"""The pages of the agencies and teams that refer to us and ask us."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render

from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import chosen, clash, once, page_of, requires, submitted, tabs_of
from referrals import actions
from referrals.forms import AgencyCorrectionForm, AgencyFilterForm, AgencyForm
from referrals.models import Agency, Practitioner

TABS = {"in_use": "In use", "retired": "Retired"}


@requires(Permission.VIEW_PRACTITIONERS)
def agency_list(request):
    filters = AgencyFilterForm(request.GET)
    agencies = Agency.objects.narrowed(**chosen(filters))
    counts = agencies.aggregate(
        in_use=Count("pk", filter=Q(is_retired=False)),
        retired=Count("pk", filter=Q(is_retired=True)),
    )
    tabs, tab = tabs_of(request, TABS, counts)
    rows = agencies.filter(is_retired=tab == "retired").for_listing()
    context = {
        "filter_form": filters,
        "kept": [("tab", tab)],
        "tabs": tabs,
        "page": page_of(request, rows),
    }
    return render(request, "referrals/agency_list.html", context)


@requires(Permission.VIEW_PRACTITIONERS)
def agency_detail(request, pk):
    agency = _agency(pk)
    people = Practitioner.objects.visible_to(request.user).filter(agency=agency)
    people = people.filter(merged_into=None).for_listing().with_what_they_brought()
    context = {
        "agency": agency,
        "page": page_of(request, people),
        "may_correct": request.user.can(Permission.RECORD_PRACTITIONERS, agency.borough),
    }
    return render(request, "referrals/agency_detail.html", context)


@requires(Permission.RECORD_PRACTITIONERS)
@once
def agency_add(request):
    form = AgencyForm(submitted(request))
    if form.is_valid():
        agency = actions.add_agency(by=request.user, **form.cleaned_data)
        messages.success(request, f"{agency} is added")
        return redirect(agency)
    return render(request, "referrals/agency_add.html", {"form": form})


@requires(Permission.RECORD_PRACTITIONERS)
@once
def agency_edit(request, pk):
    agency = _agency(pk)
    form = AgencyCorrectionForm(submitted(request), initial=_answers(agency), agency=agency)
    if form.is_valid():
        try:
            actions.correct_agency(agency, by=request.user, **form.cleaned_data)
        except Overtaken:
            theirs = _agency(pk)
            return clash(request, form, theirs, theirs=_answers(theirs))
        messages.success(request, f"{agency} is saved")
        return redirect(agency)
    return render(request, "referrals/agency_edit.html", {"agency": agency, "form": form})


def _agency(pk):
    return get_object_or_404(Agency.objects.for_listing(), pk=pk)


def _answers(agency):
    names = ("name", "sector", "borough", "is_retired", "version")
    return {name: getattr(agency, name) for name in names}
