"""The pages of entries: all of one kind, one that is put right, one that is taken out."""

from collections.abc import Callable
from typing import NamedTuple

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render

from cases import actions, forms, models
from cases.entries import KINDS
from cases.views.case import (
    READ_CASES,
    assessment_and_plan,
    case_at,
    entry_at,
    people_and_risk,
)
from pilot import drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused
from pilot.web import beside, once, page_of, requires, seen, submitted

IN_THE_PLAN = {"stage", "goal", "outcome", "review", "assessment", "onward"}  # shown there
IN_PROGRESS = {"declaration", "feedback"}


class Correction(NamedTuple):
    """Which rows of a kind are put right, what is asked, and what does it."""

    model: type
    form: type
    action: Callable


CORRECTIONS = {
    "risk": Correction(models.RiskUpdate, forms.RiskForm, actions.correct_risk),
    "stage": Correction(models.StageRating, forms.StageForm, actions.correct_stage),
    "goal": Correction(models.Goal, forms.GoalForm, actions.correct_goal),
    "outcome": Correction(
        models.GoalOutcome, forms.GoalOutcomeForm, actions.correct_goal_outcome
    ),
    "review": Correction(models.PlanReview, forms.PlanReviewForm, actions.correct_entry),
    "incident": Correction(models.Incident, forms.IncidentForm, actions.correct_entry),
    "order": Correction(models.Order, forms.OrderForm, actions.correct_entry),
    "warning": Correction(models.CaseWarning, forms.WarningForm, actions.correct_warning),
    "meeting": Correction(
        models.Involvement, forms.InvolvementForm, actions.correct_involvement
    ),
    "justice": Correction(models.JusticeCheck, forms.JusticeForm, actions.correct_justice),
    "declaration": Correction(
        models.NonEngagement, forms.NonEngagementForm, actions.correct_non_engagement
    ),
    "feedback": Correction(
        models.Feedback, forms.FeedbackSendForm, actions.correct_feedback
    ),
    "onward": Correction(models.OnwardReferral, forms.OnwardForm, actions.correct_onward),
    "assessment": Correction(
        models.Assessment, forms.AssessmentForm, actions.correct_assessment
    ),
}


@requires(*READ_CASES)
def case_entry_list(request, reference, kind):
    case = case_at(request, reference)
    known = _known(kind)
    page = page_of(request, known.of(case))
    seen(request, case, "read entries of", kind=kind, rows=len(page))
    context = {
        "case": case,
        "kind": known,
        "key": kind,
        "page": page,
        "shown": known.all_shown(page),
        "may_change": request.user.can(Permission.LOG_WORK, case.borough),
        "back": _back(case, kind),
    }
    return render(request, "cases/case_entry_list.html", context)


@requires(Permission.LOG_WORK)
@drafts.resumable("Put an entry right")
@once
def case_entry_correct(request, reference, kind):
    entry = _complete(_standing(request, reference, kind))
    case = entry.case
    seen(request, entry, case=case.reference)
    asked = {"kind": entry.kind} if kind == "meeting" else {}
    form = CORRECTIONS[kind].form(
        submitted(request), draft=drafts.kept(request), entry=entry, case=case, **asked
    )
    if form.is_valid():
        with beside(form, "because"):
            CORRECTIONS[kind].action(entry, by=request.user, **form.cleaned_data)
            messages.success(request, f"The {KINDS[kind].noun} is put right")
            return redirect(_back(case, kind))
    context = {"case": case, "kind": KINDS[kind], "form": form, "resumable": True}
    context["back"] = _back(case, kind)
    return render(request, "cases/case_entry_correct.html", context)


@requires(Permission.LOG_WORK)
@once
def case_entry_withdraw(request, reference, kind):
    entry = _standing(request, reference, kind)
    case = entry.case
    seen(request, entry, case=case.reference)
    form = forms.WithdrawForm(submitted(request), case=case)
    if form.is_valid():
        with beside(form, "because"):
            actions.withdraw_entry(entry, by=request.user, **form.cleaned_data)
            messages.success(request, f"The {KINDS[kind].noun} is taken out")
            return redirect(_back(case, kind))
    context = {"case": case, "kind": KINDS[kind], "form": form}
    context |= {"shown": KINDS[kind].shown(entry), "back": _back(case, kind)}
    return render(request, "cases/case_entry_withdraw.html", context)


def _known(kind):
    if kind not in KINDS:
        raise Http404
    return KINDS[kind]


def _standing(request, reference, kind):
    """An entry that can be put right; one that was already answers 409."""
    _known(kind)
    entries = CORRECTIONS[kind].model.objects.visible_to(request.user).for_listing()
    entry = entry_at(request, entries, reference)
    if entry.is_replaced:
        raise Overtaken("This entry has been corrected or taken out already.")
    return entry


def _complete(entry):
    """What is still being written is changed where it is written, and not put right."""
    is_begun = isinstance(entry, models.Assessment) and entry.is_under_way
    is_unsent = isinstance(entry, models.Feedback) and not entry.has_gone
    if is_begun or is_unsent:
        raise TransitionRefused("It is not complete yet: change it where it is written.")
    return entry


def _back(case, kind):
    if kind in IN_PROGRESS:
        return f"{case.get_absolute_url()}#{KINDS[kind].anchor}"
    where = assessment_and_plan if kind in IN_THE_PLAN else people_and_risk
    return where(case, KINDS[kind].anchor)
