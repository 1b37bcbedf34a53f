"""The pages about the criminal justice process and about other agencies' meetings."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from cases import actions
from cases.forms import (
    EligibilityForm,
    InvolvementEndForm,
    InvolvementForm,
    JusticeForm,
)
from cases.models import Case, EligibilityQuery, Involvement
from cases.views.case import open_case_at, people_and_risk
from pilot import calendar, drafts
from pilot.permissions import Permission, Role
from pilot.transitions import TransitionRefused
from pilot.web import once, requires, seen, submitted

LEADS_TO = {
    EligibilityQuery.Decision.SUSPEND: Case.Status.SUSPENDED,
    EligibilityQuery.Decision.CLOSE: Case.Status.CLOSING,
}


@requires(Permission.LOG_WORK)
@drafts.resumable("Record the criminal justice process")
@once
def case_justice_record(request, reference):
    case = open_case_at(request, reference)
    last = case.justice_checks.standing().latest_first().first()
    if last:
        seen(request, last, case=case.reference)
    initial = {"on": calendar.today()}
    form = JusticeForm(
        submitted(request), draft=drafts.kept(request), initial=initial, case=case
    )
    if form.is_valid():
        check = actions.record_justice(case, by=request.user, **form.cleaned_data)
        asked = " The manager is asked whether it goes on" if check.asks_the_manager else ""
        messages.success(request, f"It is recorded on {case.audit_name}.{asked}")
        return redirect(people_and_risk(case, "justice"))
    context = {"case": case, "form": form, "last": last, "resumable": True}
    return render(request, "cases/case_justice_record.html", context)


@requires(Permission.DECIDE_ELIGIBILITY)
@once
def case_eligibility_decide(request, reference):
    case = open_case_at(request, reference)
    query = case.eligibility_queries.waiting().first()
    if query is None:
        raise TransitionRefused("Nothing waits to be decided on this case.")
    last = case.justice_checks.standing().latest_first().first()
    if last:
        seen(request, last, case=case.reference)
    form = EligibilityForm(submitted(request))
    if form.is_valid():
        actions.decide_eligibility(query, by=request.user, **form.cleaned_data)
        messages.success(request, f"It is decided what happens with {case.audit_name}")
        return redirect(_after(query, case))
    context = {"case": case, "query": query, "last": last, "form": form}
    context["is_police_post"] = case.post_id == Role.CRIMINAL_JUSTICE_WORKER
    return render(request, "cases/case_eligibility_decide.html", context)


@requires(Permission.LOG_WORK)
@drafts.resumable("Record a meeting or scheme")
@once
def case_involvement_record(request, reference, kind):
    case = open_case_at(request, reference)
    if kind.upper() not in Involvement.Kind:
        raise Http404
    kind = Involvement.Kind(kind.upper())
    form = InvolvementForm(
        submitted(request),
        draft=drafts.kept(request),
        initial={"on": calendar.today()},
        kind=kind,
        case=case,
    )
    if form.is_valid():
        actions.record_involvement(case, by=request.user, kind=kind, **form.cleaned_data)
        messages.success(request, f"{kind.label} is recorded on {case.audit_name}")
        return redirect(people_and_risk(case, "involvements"))
    context = {"case": case, "kind": kind, "form": form, "resumable": True}
    return render(request, "cases/case_involvement_record.html", context)


@requires(Permission.LOG_WORK)
@once
def case_involvement_end(request, reference):
    involvement = get_object_or_404(
        Involvement.objects.visible_to(request.user).select_related(
            "case__perpetrator", "case__borough"
        ),
        reference=reference,
    )
    case = involvement.case
    seen(request, involvement, case=case.reference)
    initial = {"ended_on": calendar.today(), "version": involvement.version}
    form = InvolvementEndForm(submitted(request), initial=initial, involvement=involvement)
    if form.is_valid():
        actions.end_involvement(involvement, by=request.user, **form.cleaned_data)
        messages.success(request, f"Its last day is recorded on {case.audit_name}")
        return redirect(people_and_risk(case, "involvements"))
    context = {"involvement": involvement, "case": case, "form": form}
    return render(request, "cases/case_involvement_end.html", context)


def _after(query, case):
    """Suspending and closing ask their own questions, each on a page of its own."""
    if query.decision == EligibilityQuery.Decision.CONTINUE:
        return people_and_risk(case, "justice")
    stage = LEADS_TO[query.decision]
    if case.status != stage:
        return f"{reverse('cases:case_move', args=[case.reference])}?to={stage}"
    if stage == Case.Status.CLOSING:
        return reverse("cases:case_close", args=[case.reference])
    return case.get_absolute_url()
