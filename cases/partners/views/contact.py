"""The pages that stand before any contact: the plan is read, one detail is shown."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from cases.partners import actions
from cases.partners.forms import RevealForm
from cases.partners.models import ContactDetail, SafeContactPlan
from pilot.permissions import Permission
from pilot.web import freshly_proved, requires, seen, submitted


@requires(Permission.SUPPORT_PARTNERS)
@require_POST
def contact_plan_read(request, reference):
    plans = SafeContactPlan.objects.visible_to(request.user)
    plan = get_object_or_404(plans.select_related("partner_case"), reference=reference)
    actions.acknowledge_plan(plan, by=request.user)
    messages.success(request, "You have read the plan: you can make contact today")
    return redirect(plan.partner_case)


@requires(Permission.SUPPORT_PARTNERS)
@freshly_proved
def contact_detail_reveal(request, reference):
    details = ContactDetail.objects.visible_to(request.user)
    detail = get_object_or_404(
        details.for_listing().select_related(
            "partner_case__person", "partner_case__borough"
        ),
        reference=reference,
    )
    actions.check_stands(detail)
    actions.check_plan_read(detail.partner_case, request.user)
    plan = actions.plan_of(detail.partner_case)
    seen(request, plan, **actions.trace_of(detail.partner_case))
    form, shown = RevealForm(submitted(request)), ""
    if form.is_valid():
        shown = actions.reveal_detail(detail, by=request.user, **form.cleaned_data)
    context = {"detail": detail, "partner_case": detail.partner_case}
    context |= {"form": form, "shown": shown, "plan": plan}
    return render(request, "partners/contact_detail_reveal.html", context)
