"""The referral pages: list, record, read, correct, attribute."""

from django.contrib import messages
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render

from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import chosen, clash, once, page_of, requires, seen, submitted, tabs_of
from referrals import actions
from referrals.forms import (
    ReferralAttributionForm,
    ReferralCorrectionForm,
    ReferralFilterForm,
    ReferralForm,
)
from referrals.models import Referral

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


@requires(Permission.RECORD_REFERRAL)
@drafts.resumable("Record a referral")
@once
def referral_record(request):
    form = ReferralForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"received_on": calendar.today(), "post": _own_post(request.user)},
    )
    if form.is_valid():
        referral = actions.record_referral(by=request.user, **form.cleaned_data)
        messages.success(
            request, f"Referral {referral.reference} is recorded for the {referral.post}"
        )
        return _back_to(request, referral)
    context = {"form": form, "resumable": True}
    return render(request, "referrals/referral_record.html", context)


@requires(*VIEW_REFERRALS)
def referral_detail(request, reference):
    referral = _visible(request, reference)
    seen(request, referral)
    case = getattr(referral, "case", None)
    context = {
        "referral": referral,
        "case": case,
        "may_decide": request.user.can(Permission.DECIDE_REFERRAL, referral.borough),
        "may_attribute": request.user.can(Permission.ATTRIBUTE_REFERRAL),
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
        submitted(request), draft=drafts.kept(request), initial=saved
    )
    if form.is_valid():
        try:
            actions.correct_referral(referral, by=request.user, **form.cleaned_data)
        except Overtaken:
            theirs = _visible(request, reference)
            return clash(request, form, theirs, theirs=_answers(theirs))
        messages.success(request, f"Referral {referral.reference} is corrected")
        return _back_to(request, referral)
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


def _back_to(request, referral):
    """The referral, or the list when it is now somebody else's to see."""
    can_see = Referral.objects.visible_to(request.user).filter(pk=referral.pk).exists()
    return redirect(referral if can_see else "referrals:referral_list")


def waiting_referral(request, reference):
    """A referral that nobody has decided; one decided answers 409 in plain words."""
    referral = _visible(request, reference)
    actions.check_waiting(referral)
    return referral


def _own_post(user):
    """The post whose work this person does, to start the form with."""
    return next((role.value for role in user.roles()), None)


def _answers(referral):
    names = (
        "post",
        "received_on",
        "source",
        "agency",
        "given_names",
        "surname",
        "born_on",
        "residence",
        "reason",
        "version",
    )
    answers = {name: getattr(referral, name) for name in names}
    return answers | {
        "practitioner": referral.practitioner.name if referral.practitioner else ""
    }
