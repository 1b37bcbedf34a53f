"""What every request passes: a reference for it, limits on the session, plain refusals."""

import logging
import secrets
import time
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import HttpResponseNotAllowed
from django.shortcuts import redirect, render, resolve_url
from django.template.loader import render_to_string

from pilot import audit, parameters
from pilot.drafts import is_autosave
from pilot.sealing import Unreadable
from pilot.transitions import TransitionRefused


def request_reference(get_response):
    """Each request has a short reference, for its audit events and for an error page."""

    def middleware(request):
        request.reference = secrets.token_hex(4)
        token = audit.request_id.set(request.reference)
        try:
            return get_response(request)
        finally:
            audit.request_id.reset(token)

    return middleware


def parameters_once(get_response):
    """The numbers that rules reckon with are read at most once for each request."""

    def middleware(request):
        with parameters.read_once():
            return get_response(request)

    return middleware


def private_pages(get_response):
    """No page or download is kept by a browser or a proxy, or read by another site."""

    def middleware(request):
        response = get_response(request)
        response.setdefault("Cache-Control", "no-store")
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()"
        )
        return response

    return middleware


def session_limits(get_response):
    """A session ends after its idle minutes and, used or not, after ten hours (S-12).

    A page's own autosave is not the person: it neither ends nor prolongs a session.
    """

    def middleware(request):
        if request.user.is_authenticated:
            moment = time.time()
            began = request.session.setdefault("began_at", moment)
            seen = request.session.get("seen_at", moment)
            idle = moment - seen > settings.SESSION_COOKIE_AGE
            if idle or moment - began > settings.SESSION_LONGEST.total_seconds():
                logout(request)
                if request.path == resolve_url(settings.LOGIN_URL):
                    return get_response(request)  # it says itself where to go next
                page = urlencode({"next": request.path})
                return redirect(f"{resolve_url(settings.LOGIN_URL)}?{page}")
            if not is_autosave(request):
                request.session["seen_at"] = moment
        return get_response(request)

    return middleware


class Refusals:
    """What cannot happen now is told in plain words: 409; a database that is away: 503.

    A refusal for want of a right leaves a trace, wherever it was met.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            response.content = render_to_string("405.html")
        return response

    def process_exception(self, request, exception):
        if isinstance(exception, TransitionRefused | Unreadable):
            context = {"explanation": str(exception), "typed": _typed(request)}
            context["back"] = _back(request)
            return render(request, "409.html", context, status=409)
        if isinstance(exception, PermissionDenied) and request.user.is_authenticated:
            page = request.resolver_match.view_name
            audit.record(request.user, "was refused a page", by=request.user, page=page)
            return None
        if isinstance(exception, OperationalError):
            logging.getLogger("pilot").error("The database is away: %s", request.reference)
            response = render(
                None, "503.html", {"request_id": request.reference}, status=503
            )
            response["Retry-After"] = "30"
            return response
        return None


def _back(request) -> str:
    """Where what was refused stands: named by the view, or else the page before."""
    if named := getattr(request, "back_to", ""):
        return named
    came_from = urlsplit(request.headers.get("Referer", ""))
    is_ours = came_from.netloc == request.get_host()
    return came_from.path if is_ours and came_from.path != request.path else ""


def _typed(request) -> list[str]:
    """The longer texts that were sent, so that none is lost with the page (F-08)."""
    return [
        text for _, texts in request.POST.lists() for text in texts if len(text.split()) > 5
    ]
