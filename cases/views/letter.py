"""A letter to a referrer on paper: a page to print, and the same as a PDF."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render

from cases.views.case import VIEW_CASES
from cases.views.feedback import addressee, feedback_at
from pilot import calendar
from pilot.pdf import NoPdf, pdf_of
from pilot.transitions import TransitionRefused
from pilot.web import requires, seen

STYLESHEET = settings.BASE_DIR / "static" / "letter.css"
NO_PDF = "This machine cannot make PDFs. Print the {noun} from its page instead."


@requires(*VIEW_CASES)
def feedback_letter(request, reference):
    feedback = feedback_at(request, reference)
    seen(request, feedback, "printed", case=feedback.case.reference)
    return render(request, "cases/feedback_letter.html", _letter(feedback))


@requires(*VIEW_CASES)
def feedback_pdf(request, reference):
    feedback = feedback_at(request, reference)
    page = render(request, "cases/feedback_pdf.html", _letter(feedback))
    file = as_file(page, feedback.reference, noun="letter")
    seen(request, feedback, "downloaded", case=feedback.case.reference)
    return file


def as_file(page, name, *, noun):
    """The page as a PDF under that name, which tells nothing of anybody."""
    try:
        content = pdf_of(page.text, STYLESHEET)
    except NoPdf as none:
        raise TransitionRefused(NO_PDF.format(noun=noun)) from none
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'attachment; filename="{name}.pdf"',
            "Cache-Control": "no-store",
        },
    )


def _letter(feedback):
    """What stands on the paper. One that has not gone is dated today, and says so."""
    return {
        "feedback": feedback,
        "case": feedback.case,
        "to": addressee(feedback),
        "on": feedback.sent_on or calendar.today(),
    }
