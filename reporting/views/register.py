"""The contract register as councils publish it."""

from django.http import HttpRequest, HttpResponse

from pilot.permissions import Permission
from pilot.web import requires
from reporting.exports import export_register
from reporting.views.files import handed_over


@requires(Permission.VIEW_GOVERNANCE)
def register_download(request: HttpRequest, file_format: str) -> HttpResponse:
    return handed_over(export_register(by=request.user, file_format=file_format))
