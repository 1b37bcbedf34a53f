"""The pages about where somebody goes on to, and what becomes of it there."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cases import actions
from cases.forms import OnwardFollowForm, OnwardForm
from cases.models import OnwardReferral
from cases.views.case import VIEW_CASES, assessment_and_plan, entry_at, open_case_at
from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused
from pilot.web import beside, once, page_of, requires, seen, submitted, tabs_of

TABS = {"due": "Ask now", "later": "Ask later"}


@requires(Permission.LOG_WORK)
@drafts.resumable("Record where they go on to")
@once
def case_onward_refer(request, reference):
    case = open_case_at(request, reference)
    form = OnwardForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"made_on": calendar.today()},
        case=case,
    )
    if form.is_valid():
        with beside(form, "destination"):
            actions.refer_onward(case, by=request.user, **form.cleaned_data)
            messages.success(
                request, f"Where they go on to is recorded on {case.audit_name}"
            )
            return redirect(assessment_and_plan(case, "onward"))
    context = {"case": case, "form": form, "resumable": True}
    return render(request, "cases/case_onward_refer.html", context)


@requires(Permission.LOG_WORK)
@once
def onward_follow(request, reference):
    onward = entry_at(request, _visible(request), reference)
    case = onward.case
    if not onward.is_followed:
        raise TransitionRefused("What became of this onward referral is on record already.")
    seen(request, onward, case=case.reference)
    form = OnwardFollowForm(
        submitted(request),
        initial={"on": calendar.today(), "version": onward.version},
        referral=onward,
    )
    if form.is_valid():
        with beside(form, "found"):
            actions.follow_onward(onward, by=request.user, **form.cleaned_data)
            messages.success(request, f"The news is recorded on {case.audit_name}")
            return redirect(assessment_and_plan(case, "onward"))
    context = {"onward": onward, "case": case, "form": form}
    return render(request, "cases/onward_follow.html", context)


@requires(*VIEW_CASES)
def onward_list(request):
    followed = _visible(request).followed()
    due = followed.news_due()
    counts = {"due": due.count(), "later": followed.count() - due.count()}
    tabs, tab = tabs_of(request, TABS, counts)
    rows = due if tab == "due" else followed.exclude(pk__in=due.values("pk"))
    page = page_of(request, rows)
    if page:
        seen(request, request.user, "listed onward referrals", rows=len(page))
    context = {"page": page, "tabs": tabs, "tab": tab, "counts": counts}
    return render(request, "cases/onward_list.html", context)


def _visible(request):
    return OnwardReferral.objects.visible_to(request.user).for_following()
