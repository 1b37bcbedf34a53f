"""The pages on which goals are agreed and looked back on."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render

from cases import actions
from cases.forms import GoalForm, GoalsConcludeForm, PlanReviewForm
from cases.views.case import assessment_and_plan, open_case_at
from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.web import beside, once, requires, seen, submitted

SIX_WEEKS = timedelta(weeks=6)


@requires(Permission.LOG_WORK)
@drafts.resumable("Agree a goal")
@once
def case_goal_agree(request, reference):
    case = open_case_at(request, reference)
    form = GoalForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={
            "agreed_on": calendar.today(),
            "review_on": calendar.today() + SIX_WEEKS,
        },
        case=case,
    )
    if form.is_valid():
        with beside(form, "words"):
            actions.agree_goal(case, by=request.user, **form.cleaned_data)
            messages.success(request, f"The goal is agreed on {case.audit_name}")
            return redirect(assessment_and_plan(case, "plan"))
    context = {"case": case, "form": form, "resumable": True}
    return render(request, "cases/case_goal_agree.html", context)


@requires(Permission.LOG_WORK)
@drafts.resumable("Review the plan")
@once
def case_plan_review(request, reference):
    case = open_case_at(request, reference)
    goals = list(case.goals.current().order_by("agreed_on", "place"))
    seen(request, case, "read the plan of")
    form = PlanReviewForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"on": calendar.today(), "next_on": calendar.today() + SIX_WEEKS},
        goals=goals,
        case=case,
    )
    if form.is_valid():
        actions.review_plan(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"The review is saved on {case.audit_name}")
        return redirect(assessment_and_plan(case, "plan"))
    context = {"case": case, "form": form, "goals": goals, "resumable": True}
    return render(request, "cases/case_plan_review.html", context)


@requires(Permission.LOG_WORK)
@drafts.resumable("Give the outcomes of goals")
@once
def case_goals_conclude(request, reference):
    case = open_case_at(request, reference)
    goals = list(case.goals.current().with_outcome())
    seen(request, case, "read the plan of")
    form = GoalsConcludeForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"on": calendar.today()},
        goals=goals,
        case=case,
    )
    if goals and form.is_valid():
        outcomes = {"on": form.cleaned_data["on"], "outcomes": form.outcomes()}
        actions.conclude_goals(case, by=request.user, **outcomes)
        messages.success(request, f"The outcomes are recorded on {case.audit_name}")
        return redirect(assessment_and_plan(case, "plan"))
    context = {"case": case, "form": form, "goals": goals, "resumable": bool(goals)}
    return render(request, "cases/case_goals_conclude.html", context)
