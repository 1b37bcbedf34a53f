"""The evidence pack of an extension: a page to read, and the same as a PDF."""

from django.shortcuts import get_object_or_404, render

from pilot import audit
from pilot.permissions import Permission
from pilot.web import requires
from reporting.packs import pack_of, packs_open_to
from reporting.views.paper import as_pdf, printed_once

READERS = (
    Permission.VIEW_OWN_FIGURES,
    Permission.VIEW_ALL_FIGURES,
    Permission.DECIDE_EXTENSION,
)


@requires(*READERS)
def extension_pack(request, pk):
    extension = get_object_or_404(packs_open_to(request.user), pk=pk)
    context = {"pack": pack_of(extension)}
    return render(request, "reporting/extension_pack.html", context)


@requires(*READERS)
def extension_pack_pdf(request, pk):
    extension = get_object_or_404(packs_open_to(request.user), pk=pk)
    context = {"pack": pack_of(extension)}
    page = render(request, "reporting/extension_pack_pdf.html", context)
    content = printed_once(page.text)
    audit.record(extension, "downloaded the evidence pack of", by=request.user)
    return as_pdf(content, name=f"extension-{extension.borough_id}.pdf")
