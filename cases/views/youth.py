"""The pages that only the work with young people has."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from cases import actions
from cases.forms import AssetCorrectionForm, AssetForm, YouthDetailForm
from cases.models import YouthDetail
from cases.views.case import open_case_at
from cases.views.person import back_to_people
from pilot.permissions import Permission
from pilot.transitions import Overtaken
from pilot.web import clash, once, requires, seen, submitted

DETAILS = (
    *("holders", "consent", "parental_consent", "competence", "competence_reasons"),
    *("school", "send", "looked_after", "order", "attendance"),
)
SUMMARY = ("tool", "stage", "done_on", "reoffending", "serious_harm", "safety")


@requires(Permission.KEEP_RECORD)
@once
def case_youth_edit(request, reference):
    case, youth = _young(request, reference)
    form = YouthDetailForm(submitted(request), initial=_details(youth))
    if form.is_valid():
        try:
            actions.keep_youth_detail(case, by=request.user, **form.cleaned_data)
        except Overtaken:
            case, theirs = _young(request, reference)
            answers = _details(theirs)
            return clash(request, form, theirs, theirs=answers, **back_to_people(case))
        messages.success(request, f"The details on case {case.reference} are saved")
        return redirect("cases:case_people", case.reference)
    return render(request, "cases/case_youth_edit.html", {"case": case, "form": form})


@requires(Permission.KEEP_RECORD)
@once
def case_asset_add(request, reference):
    case = open_case_at(request, reference)
    actions.check_young(case)
    form = AssetForm(submitted(request))
    if form.is_valid():
        actions.record_asset(case, by=request.user, **form.cleaned_data)
        messages.success(request, f"The summary is on case {case.reference}")
        return redirect("cases:case_people", case.reference)
    return render(request, "cases/case_asset_add.html", {"case": case, "form": form})


@requires(Permission.KEEP_RECORD)
@once
def case_asset_correct(request, reference, summary):
    case = open_case_at(request, reference)
    entry = get_object_or_404(
        case.asset_summaries.select_related("case"), reference=summary
    )
    seen(request, entry, **actions.trace_of(case))
    form = AssetCorrectionForm(
        submitted(request), initial={name: getattr(entry, name) for name in SUMMARY}
    )
    if form.is_valid():
        actions.correct_asset(entry, by=request.user, **form.cleaned_data)
        messages.success(request, f"The summary on case {case.reference} is right")
        return redirect("cases:case_people", case.reference)
    return render(request, "cases/case_asset_correct.html", {"case": case, "form": form})


def _young(request, reference):
    """The case of a young person and their details, empty before the first answer."""
    case = open_case_at(request, reference)
    actions.check_young(case)
    youth = YouthDetail.objects.visible_to(request.user).filter(case=case).first()
    if youth:
        seen(request, youth, **actions.trace_of(case))
    return case, youth or YouthDetail(case=case, version=0)


def _details(youth):
    return {name: getattr(youth, name) for name in (*DETAILS, "version")}
