"""The pages for what went wrong. They say what to do next and never why in detail.

What is not there and what is not yours get the same page. The page for our own failure
asks nothing of the database or the session, which may be what has failed.
"""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What the browser sent could not be read, perhaps not even whose it is."""
    return _alone("400.html", request, 400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came from another site, or from a page left open over a sign-out."""
    return render(request, "pilot/csrf_failure.html", status=403)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The person may not do this."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """It does not exist, or not for this person: the two answers are the same."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Something of ours failed; the reference leads to the line in the log.

    A database that is away may be noticed while the session is read, before any view: the
    middleware for that is not reached, so it is told apart here.
    """
    if isinstance(sys.exception(), InterfaceError | OperationalError):
        response = _alone("503.html", request, 503)
        response["Retry-After"] = "30"
        return response
    return _alone("500.html", request, 500)


def _alone(template: str, request: HttpRequest, status: int) -> HttpResponse:
    """A page without the frame: nothing is looked up to make it."""
    context = {"request_id": getattr(request, "reference", "")}
    return render(None, template, context, status=status)
