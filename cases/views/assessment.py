"""The pages of an assessment, and of the stage of change."""

from django.contrib import messages
from django.shortcuts import redirect, render

from cases import actions
from cases.forms import AssessmentForm, AssessmentStartForm, SignOffForm, StageForm
from cases.models import Assessment, InformationSource
from cases.views.case import READ_CASES, assessment_and_plan, entry_at, open_case_at
from pilot import calendar, drafts
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused
from pilot.web import beside, once, requires, seen, submitted


@requires(Permission.LOG_WORK)
@once
def case_assessment_start(request, reference):
    case = open_case_at(request, reference)
    is_first = not case.assessments.standing().exists()
    initial = {"kind": "INITIAL" if is_first else "", "started_on": calendar.today()}
    form = AssessmentStartForm(submitted(request), initial=initial, case=case)
    if form.is_valid():
        with beside(form, "kind"):
            started = actions.start_assessment(case, by=request.user, **form.cleaned_data)
            return redirect("cases:case_assessment_edit", started.reference)
    return render(request, "cases/case_assessment_start.html", {"case": case, "form": form})


@requires(Permission.LOG_WORK)
@drafts.resumable("Complete an assessment")
@once
def case_assessment_edit(request, reference):
    assessment = _assessment(request, reference)
    if request.method == "GET" and not assessment.is_under_way:
        return redirect(assessment)
    actions.check_open(assessment.case)
    _check_under_way(assessment)
    seen(request, assessment, case=assessment.case.reference)
    form = AssessmentForm(
        submitted(request),
        draft=drafts.kept(request),
        entry=assessment,
        case=assessment.case,
    )
    if form.is_valid():
        actions.complete_assessment(assessment, by=request.user, **form.cleaned_data)
        messages.success(request, "The assessment is complete, and waits for sign-off")
        return redirect(assessment)
    context = {"assessment": assessment, "case": assessment.case, "form": form}
    context["resumable"] = True
    return render(request, "cases/case_assessment_edit.html", context)


@requires(*READ_CASES)
def case_assessment_detail(request, reference):
    assessment = _assessment(request, reference)
    case = assessment.case
    seen(request, assessment, case=case.reference)
    context = {
        "assessment": assessment,
        "case": case,
        "ratings": assessment.ratings.all(),
        "sources": _in_words(assessment),
        "may_change": request.user.can(Permission.LOG_WORK, case.borough),
        "may_sign": request.user.can(Permission.SIGN_OFF_ASSESSMENT, case.borough),
    }
    return render(request, "cases/case_assessment_detail.html", context)


@requires(Permission.SIGN_OFF_ASSESSMENT)
@once
def case_assessment_sign_off(request, reference):
    assessment = _assessment(request, reference)
    _check_awaiting(assessment)
    form = SignOffForm(submitted(request), assessment=assessment)
    if form.is_valid():
        version = form.cleaned_data["version"]
        if form.cleaned_data["decision"] == "sign":
            actions.sign_off_assessment(assessment, by=request.user, version=version)
            messages.success(request, "The assessment is signed off")
        else:
            because = form.cleaned_data["because"]
            actions.send_back_assessment(
                assessment, by=request.user, version=version, because=because
            )
            messages.success(request, "The assessment is sent back to be completed")
        return redirect(assessment)
    context = {"assessment": assessment, "case": assessment.case, "form": form}
    return render(request, "cases/case_assessment_sign_off.html", context)


@requires(Permission.LOG_WORK)
@drafts.resumable("Rate the stage of change")
@once
def case_stage_rate(request, reference):
    case = open_case_at(request, reference)
    initial = {"on": calendar.today()}
    form = StageForm(
        submitted(request), draft=drafts.kept(request), initial=initial, case=case
    )
    if form.is_valid():
        actions.rate_stage(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"The stage of change is rated on {case.audit_name}")
        return redirect(assessment_and_plan(case, "stage"))
    context = {"case": case, "form": form, "resumable": True}
    return render(request, "cases/case_stage_rate.html", context)


def _assessment(request, reference):
    assessments = Assessment.objects.visible_to(request.user).select_related(
        "case__perpetrator", "case__borough", "signed_off_by", "recorded_by"
    )
    return entry_at(request, assessments, reference)


def _check_under_way(assessment):
    if not assessment.is_under_way:
        raise Overtaken("It was completed or taken out since you opened it: read it again.")


def _check_awaiting(assessment):
    if not assessment.is_awaiting_sign_off:
        raise TransitionRefused("This assessment does not wait for sign-off.")


def _in_words(assessment):
    """What it rests on, in the order of the list."""
    return [
        source.label for source in InformationSource if source.value in assessment.sources
    ]
