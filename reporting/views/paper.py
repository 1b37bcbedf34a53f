"""A page handed over as a PDF, kept nowhere on the way."""

from functools import lru_cache

from django.conf import settings
from django.http import HttpResponse

from pilot.pdf import NoPdf, pdf_of
from pilot.transitions import TransitionRefused

STYLESHEET = settings.BASE_DIR / "static" / "pack.css"
NO_PDF = "This machine cannot make PDFs. Print the pack from its page instead."


def printed(page: str) -> bytes:
    """The page as a PDF; TransitionRefused where no PDF can be made."""
    try:
        return pdf_of(page, STYLESHEET)
    except NoPdf as none:
        raise TransitionRefused(NO_PDF) from none


# A pack takes seconds and is the same for each of its readers, and holds nobody's record:
# who asks for one that nothing has changed in since gets the one that is made already.
printed_once = lru_cache(maxsize=4)(printed)


def as_pdf(content: bytes, *, name: str) -> HttpResponse:
    """The PDF as a file of that name."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)
