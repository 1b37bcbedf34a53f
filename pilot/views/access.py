"""Signing in and out, the session and the small things of the frame."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Sign in")


@login_not_required
@require_POST
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    return redirect("pilot:sign_in")


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    return redirect("pilot:sign_in")


@require_POST
def session_stay(request: HttpRequest) -> HttpResponse:
    """The person is still there: the middleware has just counted the idle time anew."""
    return HttpResponse(status=204)


def password_change(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Change your password")


@require_POST
def whats_new_dismiss(request: HttpRequest) -> HttpResponse:
    return redirect("reporting:home")


@require_POST
def draft_discard(request: HttpRequest, pk: int) -> HttpResponse:
    return redirect("reporting:home")


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Says "up" or "down" and nothing else, for a machine that watches."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("down", status=503, content_type="text/plain; charset=utf-8")
    return HttpResponse("up", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
@cache_control(public=True, max_age=86400)
def favicon(request: HttpRequest) -> HttpResponse:
    """Browsers ask for this address unbidden."""
    return redirect(static("favicon.svg"))
