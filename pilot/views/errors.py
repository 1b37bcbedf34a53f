"""The pages for what went wrong. They say what to do next and never why in detail.

What is not there and what is not yours get the same page. The page for our own failure
asks nothing of the database or the session, which may be what has failed.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What the browser sent could not be read."""
    return render(request, "400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came from another site, or from a page left open over a sign-out."""
    return render(request, "403_csrf.html", status=403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The person may not do this."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """It does not exist, or not for this person: the two answers are the same."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something of ours failed; the reference leads to the line in the log.

    A database that is away can be noticed before any view is reached, while the session
    is read: then it is that page, as it is in the middleware.
    """
    context = {"request_id": getattr(request, "reference", "")}
    if isinstance(sys.exception(), InterfaceError | OperationalError):
        response = render(None, "503.html", context, status=503)
        response["Retry-After"] = "30"
        return response
    return render(None, "500.html", context, status=500)
