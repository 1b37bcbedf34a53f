"""The pages of entries: one is recorded, put right, taken out; all of one kind are listed.

A kind of entry is one line here and one in `cases.partners.entries`.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cases.partners import actions, forms, models
from cases.partners.entries import KINDS
from cases.partners.views.partner_case import VIEW_PARTNER_CASES, partner_case_at
from pilot import drafts
from pilot.permissions import Permission
from pilot.web import once, page_of, requires, seen, submitted

PAGES = {
    **dict.fromkeys(("dash", "grid", "outcome", "marac"), "partner_case_measures"),
    "link": "partner_case_history",
}  # where a kind is shown, if not on the first page
REACHING_OUT = ("contact", "notification")  # never without the plan in sight
MEASURES = ("dash", "grid", "outcome")


class Recorded(NamedTuple):
    """Which rows of a kind there are, what is asked, and what does it."""

    model: type
    form: type
    record: Callable | None = None  # an action of its own, where it has rules of its own
    correct: Callable = actions.correct_entry


RECORDED = {
    "plan": Recorded(models.SafeContactPlan, forms.SafeContactPlanForm),
    "detail": Recorded(models.ContactDetail, forms.ContactDetailForm),
    "contact": Recorded(
        models.PartnerContact, forms.PartnerContactForm, actions.log_contact
    ),
    "answer": Recorded(
        models.PartnerResponse, forms.PartnerResponseForm, actions.record_response
    ),
    "notification": Recorded(
        models.PartnerNotification,
        forms.PartnerNotificationForm,
        actions.record_notification,
    ),
    "offer": Recorded(models.SupportOffer, forms.SupportOfferForm),
    "safety": Recorded(models.SafetyPlan, forms.SafetyPlanForm),
    "dash": Recorded(
        models.DashAssessment, forms.DashForm, actions.record_dash, actions.correct_dash
    ),
    "marac": Recorded(
        models.MaracDecision,
        forms.MaracDecisionForm,
        actions.decide_marac,
        actions.correct_marac,
    ),
    "grid": Recorded(models.SeverityGrid, forms.SeverityGridForm),
    "outcome": Recorded(models.PartnerOutcome, forms.PartnerOutcomeForm),
    "link": Recorded(models.CaseLink, forms.CaseLinkForm, actions.link_case),
}


@requires(*VIEW_PARTNER_CASES)
def partner_entry_list(request, reference, kind):
    partner_case = partner_case_at(request, reference)
    known = _known(kind)
    page = page_of(request, known.of(partner_case))
    seen(request, partner_case, "read entries of", kind=kind, rows=len(page))
    may_change = request.user.can(Permission.SUPPORT_PARTNERS, partner_case.borough)
    context = _told(partner_case, kind) | {
        "page": page,
        "shown": known.all_shown(page),
        "may_change": may_change,
    }
    return render(request, "partners/partner_entry_list.html", context)


@requires(Permission.SUPPORT_PARTNERS)
@drafts.resumable("An entry of partner support", never=("value",))
@once
def partner_entry_record(request, reference, kind):
    _known(kind)
    partner_case = partner_case_at(request, reference)
    _check_unlocked(request, partner_case, kind)
    form = RECORDED[kind].form(
        submitted(request),
        draft=drafts.kept(request),
        partner_case=partner_case,
        user=request.user,
    )
    if form.is_valid():
        _record(request, partner_case, kind, form.answers())
        messages.success(request, f"The {KINDS[kind].noun} is recorded")
        return redirect(_back(partner_case, kind))
    context = _told(partner_case, kind) | {"form": form, "resumable": True}
    if kind in REACHING_OUT:
        context["plan"] = plan = actions.plan_of(partner_case)
        seen(request, plan, **actions.trace_of(partner_case))
    return render(request, "partners/partner_entry_record.html", context)


@requires(Permission.SUPPORT_PARTNERS)
@once
def partner_entry_correct(request, reference, kind):
    entry = _standing(request, reference, kind)
    partner_case = entry.partner_case
    seen(request, entry, **actions.trace_of(partner_case))
    form = RECORDED[kind].form(
        submitted(request), partner_case=partner_case, entry=entry, user=request.user
    )
    if form.is_valid():
        RECORDED[kind].correct(entry, by=request.user, **form.answers())
        messages.success(request, f"The {KINDS[kind].noun} is put right")
        return redirect(_back(partner_case, kind))
    context = _told(partner_case, kind) | {"form": form}
    return render(request, "partners/partner_entry_correct.html", context)


@requires(Permission.SUPPORT_PARTNERS)
@once
def partner_entry_withdraw(request, reference, kind):
    entry = _standing(request, reference, kind)
    partner_case = entry.partner_case
    seen(request, entry, **actions.trace_of(partner_case))
    form = forms.PartnerWithdrawForm(submitted(request))
    if form.is_valid():
        actions.withdraw_entry(entry, by=request.user, **form.cleaned_data)
        messages.success(request, f"The {KINDS[kind].noun} is taken out")
        return redirect(_back(partner_case, kind))
    context = _told(partner_case, kind)
    context |= {"form": form, "shown": KINDS[kind].shown(entry)}
    return render(request, "partners/partner_entry_withdraw.html", context)


def _known(kind):
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _check_unlocked(request, partner_case, kind):
    """What could be refused anyway is refused before anybody types (409)."""
    if kind not in MEASURES:  # a follow-up is measured after the end
        actions.check_open(partner_case)
    if kind == "contact":
        actions.check_in_scope(partner_case)
        actions.check_plan_read(partner_case, request.user)
    if kind == "notification":
        actions.check_may_tell(partner_case, request.user)


def _record(request, partner_case, kind, answers):
    recorded, by = RECORDED[kind], request.user
    if recorded.record:
        return recorded.record(partner_case, by=by, **answers)
    return actions.record_entry(partner_case, by=by, of=recorded.model, **answers)


def _standing(request, reference, kind):
    """An entry that can be put right; one that was already answers 409."""
    _known(kind)
    entries = RECORDED[kind].model.objects.visible_to(request.user).for_listing()
    related = entries.select_related(
        "partner_case__person", "partner_case__borough", "partner_case__worker"
    )
    entry = get_object_or_404(related, reference=reference)
    actions.check_stands(entry)
    return entry


def _told(partner_case, kind):
    return {
        "partner_case": partner_case,
        "kind": KINDS[kind],
        "key": kind,
        "back": _back(partner_case, kind),
    }


def _back(partner_case, kind):
    page = PAGES.get(kind, "partner_case_detail")
    address = reverse(f"partners:{page}", args=[partner_case.reference])
    return f"{address}#{KINDS[kind].anchor}"
