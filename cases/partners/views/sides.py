"""Both sides of a case, the team's level, and whether work with him may begin."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from cases.actions import check_open
from cases.partners import actions, parts
from cases.partners.forms import (
    PartnerSidesClearForm,
    PartnerSidesReviewForm,
    PartnerSidesTakeBackForm,
    PartnerUntriedFilterForm,
)
from cases.partners.models import (
    PartnerCase,
    cases_across,
    untried_cases,
)
from cases.partners.views.partner_case import VIEW_PARTNER_CASES
from pilot import drafts
from pilot.permissions import Permission
from pilot.web import chosen, once, page_of, requires, seen, submitted


@requires(*VIEW_PARTNER_CASES)
def partner_sides_detail(request, reference):
    case = case_across(request, reference)
    seen(request, request.user, "read both sides of a case", partner_case=reference)
    context = parts.of_both_sides(case, request.user)
    return render(request, "partners/partner_sides_detail.html", context)


@requires(Permission.SUPPORT_PARTNERS)
@drafts.resumable("An integrated review")
@once
def partner_sides_review(request, reference):
    case = open_case_across(request, reference)
    his, theirs = actions.sides_of(case)
    form = PartnerSidesReviewForm(
        submitted(request), draft=drafts.kept(request), case=case, sides=(his, theirs)
    )
    if form.is_valid():
        actions.hold_review(case, by=request.user, **form.cleaned_data)
        messages.success(request, "The team’s level is kept, and his worker can read it")
        return redirect("partners:partner_sides_detail", reference)
    context = {"case": case, "form": form, "resumable": True, "his": his, "theirs": theirs}
    return render(request, "partners/partner_sides_review.html", context)


@requires(Permission.SUPPORT_PARTNERS)
@once
def partner_sides_clear(request, reference):
    case = open_case_across(request, reference)
    is_cleared = case.bridge.is_cleared
    if is_cleared:
        form = PartnerSidesTakeBackForm(submitted(request))
    else:
        linked = PartnerCase.objects.visible_to(request.user).linked_to(case)
        form = PartnerSidesClearForm(submitted(request), is_linked=linked.exists())
    if form.is_valid():
        answer = actions.take_back_clearance if is_cleared else actions.clear_case
        answer(case, by=request.user, **form.cleaned_data)
        said = "His side reads that it is not cleared" if is_cleared else "It is cleared"
        messages.success(request, said)
        return redirect("partners:partner_sides_detail", reference)
    context = {"case": case, "form": form, "untried": actions.not_tried(case)}
    return render(request, "partners/partner_sides_clear.html", context)


@requires(Permission.VIEW_ALL_PARTNER_WORK)
def partner_untried_list(request):
    filters = PartnerUntriedFilterForm(request.GET)
    cases = untried_cases(cases_across(request.user)).filter(**chosen(filters))
    page = page_of(request, cases)
    if page:
        seen(request, request.user, "listed cases nobody was tried in", rows=len(page))
    context = {"filter_form": filters, "page": page}
    return render(request, "partners/partner_untried_list.html", context)


def case_across(request, reference):
    """A case of his that this person may look at from this side."""
    cases = cases_across(request.user)
    related = cases.select_related("perpetrator", "borough", "worker", "bridge")
    return get_object_or_404(related, reference=reference)


def open_case_across(request, reference):
    """One on which something may still be decided; a closed one answers 409."""
    case = case_across(request, reference)
    check_open(case)
    return case
