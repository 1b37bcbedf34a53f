"""The page about the work with somebody that can be handed over, and its PDF."""

from django.shortcuts import render

from cases.summary import summary_of
from cases.views.case import VIEW_CASES, case_at
from cases.views.letter import as_file
from pilot import calendar
from pilot.web import requires, seen


@requires(*VIEW_CASES)
def case_summary(request, reference):
    case = case_at(request, reference)
    seen(request, case, "read the summary of")
    return render(request, "cases/case_summary.html", _summary(case))


@requires(*VIEW_CASES)
def case_summary_pdf(request, reference):
    case = case_at(request, reference)
    page = render(request, "cases/case_summary_pdf.html", _summary(case))
    file = as_file(page, f"summary-{case.reference}", noun="summary")
    seen(request, case, "downloaded the summary of")
    return file


def _summary(case):
    return {"case": case, "sections": summary_of(case), "on": calendar.today()}
