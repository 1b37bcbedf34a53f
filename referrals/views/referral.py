"""The referral pages: list, record, read, correct, attribute."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render

from pilot import drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import chosen, clash, once, page_of, requires, seen, submitted, tabs_of
from referrals import actions
from referrals.forms import (
    ReferralAttributionForm,
    ReferralCorrectionForm,
    ReferralFilterForm,
)
from referrals.models import CODED, Consultation, Referral, Route
from referrals.reading import told_of

VIEW_REFERRALS = (Permission.VIEW_OWN_WORK, Permission.VIEW_CASELOAD)


WAITING = Q(status__in=Referral.UNDECIDED)


@requires(*VIEW_REFERRALS)
def referral_list(request):
    filters = ReferralFilterForm(request.GET)
    referrals = Referral.objects.visible_to(request.user).filter(**chosen(filters))
    counts = referrals.aggregate(
        waiting=Count("pk", filter=WAITING), decided=Count("pk", filter=~WAITING)
    )
    tabs, tab = tabs_of(request, {"waiting": "Waiting", "decided": "Decided"}, counts)
    rows = referrals.waiting() if tab == "waiting" else referrals.decided()
    page = page_of(request, rows.for_listing())
    if page:
        seen(request, request.user, "listed referrals", rows=len(page))
    context = {"filter_form": filters, "tabs": tabs, "tab": tab, "kept": [("tab", tab)]}
    context["page"] = page
    return render(request, "referrals/referral_list.html", context)


@requires(*VIEW_REFERRALS)
def referral_detail(request, reference):
    referral = _visible(request, reference)
    seen(request, referral)
    case = getattr(referral, "case", None)
    consultations = Consultation.objects.visible_to(request.user).standing()
    context = {
        "consultations": consultations.for_listing().filter(referral=referral),
        "referral": referral,
        "case": case,
        "may_decide": request.user.can(Permission.DECIDE_REFERRAL, referral.borough),
        "may_attribute": request.user.can(Permission.ATTRIBUTE_REFERRAL),
        **told_of(referral, request.user),
    }
    return render(request, "referrals/referral_detail.html", context)


@requires(Permission.RECORD_REFERRAL)
@drafts.resumable("Correct a referral")
@once
def referral_edit(request, reference):
    referral = waiting_referral(request, reference)
    seen(request, referral)
    saved = _answers(referral)
    form = ReferralCorrectionForm(
        submitted(request), draft=drafts.kept(request), initial=saved, user=request.user
    )
    if form.is_valid():
        try:
            actions.correct_referral(referral, by=request.user, **form.cleaned_data)
        except Overtaken:
            theirs = _visible(request, reference)
            return clash(request, form, theirs, theirs=_answers(theirs))
        messages.success(request, f"Referral {referral.reference} is corrected")
        return back_to(request, referral)
    context = {"referral": referral, "form": form, "resumable": True}
    return render(request, "referrals/referral_edit.html", context)


@requires(Permission.ATTRIBUTE_REFERRAL)
@once
def referral_attribute(request, reference):
    referral = waiting_referral(request, reference)
    form = ReferralAttributionForm(
        submitted(request), initial={"version": referral.version}
    )
    if form.is_valid():
        actions.attribute_referral(referral, by=request.user, **form.cleaned_data)
        messages.success(
            request, f"Referral {referral.reference} counts for {referral.borough}"
        )
        return redirect(referral)
    context = {"referral": referral, "form": form}
    return render(request, "referrals/referral_attribute.html", context)


def _visible(request, reference):
    referrals = Referral.objects.visible_to(request.user).for_listing()
    return get_object_or_404(referrals, reference=reference)


def back_to(request, referral):
    """The referral, or the list when it is now somebody else's to see."""
    can_see = Referral.objects.visible_to(request.user).filter(pk=referral.pk).exists()
    return redirect(referral if can_see else "referrals:referral_list")


def waiting_referral(request, reference):
    """A referral that nobody has decided; one decided answers 409 in plain words."""
    referral = _visible(request, reference)
    actions.check_waiting(referral)
    return referral


def _answers(referral):
    """What the form of corrections starts with: what is saved."""
    names = (
        "post",
        "received_on",
        "source",
        "practitioner",
        "agency",
        "given_names",
        "surname",
        "aliases",
        "born_on",
        "residence",
        "reason",
        "targeting",
        "has_urgent_risk",
        "abuse_types",
        "version",
        *CODED,
    )
    answers = {name: getattr(referral, name) for name in names}
    return answers | {
        "route": Route.DIRECT if referral.targeting else referral.route,
    }
