"""The manager's pages on who supports whom."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from cases.partners import actions
from cases.partners.forms import PartnerCaseAllocateForm, PartnerCaseCoverForm
from cases.partners.models import PartnerAllocation
from cases.partners.views.partner_case import open_partner_case_at
from pilot import calendar
from pilot.permissions import Permission
from pilot.web import once, requires, submitted


@requires(Permission.ALLOCATE_PARTNER_CASE)
@once
def partner_case_allocate(request, reference):
    partner_case = open_partner_case_at(request, reference)
    initial = {"on": calendar.today(), "version": partner_case.version}
    form = PartnerCaseAllocateForm(
        submitted(request), initial=initial, partner_case=partner_case
    )
    if form.is_valid():
        given = actions.allocate_partner_case(
            partner_case, by=request.user, **form.cleaned_data
        )
        told = f"Partner case {partner_case.reference} is {given.worker}’s now"
        messages.success(request, told)
        return redirect(partner_case)
    context = {"partner_case": partner_case, "form": form}
    return render(request, "partners/partner_case_allocate.html", context)


@requires(Permission.ALLOCATE_PARTNER_CASE)
@once
def partner_case_cover(request, reference):
    partner_case = open_partner_case_at(request, reference)
    form = PartnerCaseCoverForm(
        submitted(request),
        initial={"starts_on": calendar.today()},
        partner_case=partner_case,
    )
    if form.is_valid():
        cover = actions.cover_partner_case(
            partner_case, by=request.user, **form.cleaned_data
        )
        told = f"{cover.worker} covers partner case {partner_case.reference}"
        messages.success(request, told)
        return redirect("partners:partner_case_history", partner_case.reference)
    context = {"partner_case": partner_case, "form": form}
    return render(request, "partners/partner_case_cover.html", context)


@requires(Permission.ALLOCATE_PARTNER_CASE)
@once
def partner_cover_end(request, reference):
    covers = PartnerAllocation.objects.visible_to(request.user).to_come_or_current()
    related = covers.select_related("worker", "partner_case__person")
    cover = get_object_or_404(related, reference=reference)
    if request.method == "POST":
        actions.end_partner_cover(cover, by=request.user)
        messages.success(request, f"The cover by {cover.worker} has ended")
        return redirect("partners:partner_case_history", cover.partner_case.reference)
    context = {"cover": cover, "partner_case": cover.partner_case}
    return render(request, "partners/partner_cover_end.html", context)
