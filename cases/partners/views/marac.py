"""The page on what a MARAC made of a referral."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from cases.partners import actions
from cases.partners.forms import PartnerMaracOutcomeForm
from cases.partners.models import MaracDecision
from pilot.permissions import Permission
from pilot.web import once, requires, seen, submitted


@requires(Permission.SUPPORT_PARTNERS)
@once
def partner_marac_outcome(request, reference):
    decisions = MaracDecision.objects.visible_to(request.user).for_listing()
    related = ("partner_case__person", "partner_case__borough")
    marac = get_object_or_404(decisions.select_related(*related), reference=reference)
    partner_case = marac.partner_case
    actions.check_stands(marac)
    actions.check_not_heard(marac)
    seen(request, marac, **actions.trace_of(partner_case))
    form = PartnerMaracOutcomeForm(submitted(request), marac=marac)
    if form.is_valid():
        actions.record_marac_outcome(marac, by=request.user, **form.cleaned_data)
        messages.success(request, "What the MARAC made of it is recorded")
        return redirect("partners:partner_case_measures", partner_case.reference)
    context = {"marac": marac, "partner_case": partner_case, "form": form}
    return render(request, "partners/partner_marac_outcome.html", context)
