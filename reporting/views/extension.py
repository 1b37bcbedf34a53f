"""The evidence pack of an extension: a page to read, and the same as a PDF."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from pilot import audit
from pilot.pdf import NoPdf, pdf_of
from pilot.permissions import Permission
from pilot.transitions import TransitionRefused
from pilot.web import requires
from reporting.packs import pack_of, packs_open_to

STYLESHEET = settings.BASE_DIR / "static" / "pack.css"
NO_PDF = "This machine cannot make PDFs. Print the pack from its page instead."
READERS = (
    Permission.VIEW_OWN_FIGURES,
    Permission.VIEW_ALL_FIGURES,
    Permission.DECIDE_EXTENSION,
)


@requires(*READERS)
def extension_pack(request, pk):
    extension = get_object_or_404(packs_open_to(request.user), pk=pk)
    context = {"pack": pack_of(extension, request.user)}
    return render(request, "reporting/extension_pack.html", context)


@requires(*READERS)
def extension_pack_pdf(request, pk):
    extension = get_object_or_404(packs_open_to(request.user), pk=pk)
    context = {"pack": pack_of(extension, request.user)}
    page = render(request, "reporting/extension_pack_pdf.html", context)
    try:
        content = pdf_of(page.text, STYLESHEET)
    except NoPdf as none:
        raise TransitionRefused(NO_PDF) from none
    audit.record(extension, "downloaded the evidence pack of", by=request.user)
    named = f'attachment; filename="extension-{extension.borough_id}.pdf"'
    headers = {"Content-Disposition": named, "Cache-Control": "no-store"}
    return HttpResponse(content, content_type="application/pdf", headers=headers)
