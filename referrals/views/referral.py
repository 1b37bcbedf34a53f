"""The referral pages: list, record, read, correct, attribute."""

from django.contrib import messages
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
)
from referrals.models import CODED, Consultation, Referral, Route
from referrals.reading import told_of
from referrals.timeline import history_of, prefetched
from referrals.views.moves import moves_of

VIEW_REFERRALS = (Permission.VIEW_OWN_WORK, Permission.VIEW_CASELOAD)


TABS = {
    "waiting": "Waiting",
    "screening": "Being screened",
    "asked": "Waiting for information",
    "decided": "Decided",
    "untold": "To be told",
}


@requires(*VIEW_REFERRALS)
def referral_list(request):
    filters = ReferralFilterForm(request.GET)
    referrals = Referral.objects.visible_to(request.user).filter(**chosen(filters))
    lists = {
        "waiting": referrals.waiting(),
        "screening": referrals.filter(status=Referral.Status.SCREENING),
        "asked": referrals.filter(status=Referral.Status.PENDING_INFO),
        "decided": referrals.decided(),
        "untold": referrals.untold(),
    }
    counts = {name: rows.count() for name, rows in lists.items()}
    tabs, tab = tabs_of(request, TABS, counts)
    page = page_of(request, lists[tab].for_listing().with_what_is_owed())
    if page:
        seen(request, request.user, "listed referrals", rows=len(page))
    context = {"filter_form": filters, "tabs": tabs, "tab": tab, "kept": [("tab", tab)]}
    context |= {"page": page, "may_hold": request.user.can(Permission.HOLD_RECORD)}
    return render(request, "referrals/referral_list.html", context)


@requires(*VIEW_REFERRALS)
def referral_detail(request, reference):
    visible = prefetched(_with_people(request.user), request.user)
    referral = get_object_or_404(visible, reference=reference)
    seen(request, referral)
    consultations = Consultation.objects.visible_to(request.user).standing()
    context = {
        "consultations": consultations.for_listing().filter(referral=referral),
        "referral": referral,
        "case": getattr(referral, "case", None),
        "moves": moves_of(referral, request.user),
        "question": referral.question(),
        "clearance": referral.clearance_on(calendar.today()),
        "safety_checks": referral.safety_checks.all(),
        "notices": referral.notices.all(),
        "history": history_of(referral),
        "may": _may(request.user, referral),
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
            theirs = referral_at(request, reference)
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


def referral_at(request, reference):
    """A referral that this person may see."""
    referral = get_object_or_404(_with_people(request.user), reference=reference)
    request.back_to = referral.get_absolute_url()  # whatever is refused from here on
    return referral


def _with_people(user):
    """The referrals somebody may see, with everybody a page names beside them."""
    referrals = Referral.objects.visible_to(user).for_listing().with_what_is_owed()
    return referrals.select_related(
        "practitioner", "screening_by", "decided_by", "recorded_by"
    )


def _may(user, referral):
    """What somebody may do with it, for the links of its page."""
    permissions = {
        "decide": Permission.DECIDE_REFERRAL,
        "correct": Permission.RECORD_REFERRAL,
        "attribute": Permission.ATTRIBUTE_REFERRAL,
        "approve": Permission.APPROVE_CONTACT,
        "hold": Permission.HOLD_RECORD,
    }
    return {name: user.can(each, referral.borough) for name, each in permissions.items()}


def back_to(request, referral):
    """The referral, or the list when it is now somebody else's to see."""
    can_see = Referral.objects.visible_to(request.user).filter(pk=referral.pk).exists()
    return redirect(referral if can_see else "referrals:referral_list")


def waiting_referral(request, reference):
    """A referral that nobody has decided; one decided answers 409 in plain words."""
    referral = referral_at(request, reference)
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
