"""A file on its way out."""

from django.http import HttpResponse

from reporting.exports import ExportedFile


def handed_over(exported: ExportedFile) -> HttpResponse:
    """A file that is downloaded and kept nowhere on the way."""
    return HttpResponse(
        exported.content,
        content_type=exported.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{exported.name}"',
            "Cache-Control": "no-store",
        },
    )
