"""Signing in and out, one's own password, the session, and what a machine asks for."""

from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.core.mail import send_mail
from django.db import DatabaseError, connection
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
)
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from pilot import actions, audit, calendar
from pilot.context_processors import NEWS
from pilot.demonstration import PEOPLE
from pilot.forms import PasswordChangeForm, ProofForm, SignInForm
from pilot.models import Draft, User
from pilot.web import keep_proof, submitted

BACKEND = "pilot.passwords.AccountBackend"
# One answer for a name that nobody has, a wrong password and a closed account (S-08).
NOT_SIGNED_IN = "Check the sign-in name and the password: they do not belong together"
# They answer a button: a session that ended under it must not lead there again.
BUTTONS = frozenset(
    {
        "pilot:sign_out",
        "pilot:demo_sign_in",
        "pilot:session_stay",
        "pilot:whats_new_dismiss",
        "pilot:draft_discard",
    }
)


@login_not_required
@never_cache
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("reporting:home")
    form = SignInForm(submitted(request))
    if form.is_valid():
        person = authenticate(request, **form.cleaned_data)
        if person is not None:
            audit.record(person, "signed in", by=person)
            login(request, person)
            return HttpResponseRedirect(_wanted_page(request))
        actions.record_refused_sign_in(
            form.cleaned_data["username"],
            is_held_back=getattr(request, "axes_locked_out", False),
        )
        form.add_error(None, NOT_SIGNED_IN)
    context = {"form": form, "next": _asked_for(request)}
    return render(request, "pilot/sign_in.html", context)


@login_not_required
def demo_sign_in(request: HttpRequest) -> HttpResponse:
    """One click signs in as an invented person. Outside the demonstration: not there."""
    if not settings.PILOT_DEMO:
        raise Http404
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    username = request.POST.get("username")
    if username not in PEOPLE:
        raise Http404
    person = get_object_or_404(User, username=username, is_active=True)
    audit.record(person, "signed in", by=person)
    login(request, person, backend=BACKEND)
    return redirect("reporting:home")


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """The session is dead on the server, and the browser forgets what it had kept."""
    if request.user.is_authenticated:
        audit.record(request.user, "signed out", by=request.user)
        logout(request)
    response = redirect("pilot:sign_in")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_POST
def session_stay(request: HttpRequest) -> HttpResponse:
    """The person is still there: the middleware has just begun the idle time anew."""
    return HttpResponse(status=204)


@never_cache
def password_change(request: HttpRequest) -> HttpResponse:
    form = PasswordChangeForm(submitted(request), request=request)
    if form.is_valid():
        person = request.user
        actions.change_password(person, by=person, password=form.cleaned_data["password"])
        update_session_auth_hash(request, person)
        _tell_owner(request, person)
        messages.success(
            request, "Your password is changed, and you are signed out everywhere else"
        )
        return redirect("reporting:home")
    return render(request, "pilot/password_change.html", {"form": form})


@never_cache
def proof_give(request: HttpRequest) -> HttpResponse:
    form = ProofForm(submitted(request), request=request)
    if form.is_valid():
        audit.record(request.user, "gave their password again", by=request.user)
        keep_proof(request)
        return HttpResponseRedirect(_wanted_page(request))
    if form.is_bound:
        actions.record_refused_sign_in(
            request.user.username,
            is_held_back=getattr(request, "axes_locked_out", False),
        )
    return render(request, "pilot/proof_give.html", {"form": form})


@require_POST
def whats_new_dismiss(request: HttpRequest) -> HttpResponse:
    actions.dismiss_news(request.user, edition=NEWS[0])
    return HttpResponseRedirect(_came_from(request))


@require_POST
def draft_discard(request: HttpRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(Draft.objects.visible_to(request.user), pk=pk)
    actions.discard_draft(draft)
    messages.success(request, f"Thrown away: {draft.title}")
    return HttpResponseRedirect(_came_from(request))


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """Says "up" or "down" and nothing else, to a machine that watches."""
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


def _asked_for(request: HttpRequest) -> str:
    """The page somebody wanted before they were asked to sign in."""
    return request.POST.get("next") or request.GET.get("next", "")


def _wanted_page(request: HttpRequest) -> str:
    """That page, if it is one of ours and can be looked at; else home (S-34)."""
    address = _asked_for(request)
    return address if _is_ours(request, address) else reverse("reporting:home")


def _came_from(request: HttpRequest) -> str:
    """The page on which a button was pressed, if it is one of ours; else home."""
    address = request.headers.get("Referer", "")
    return address if _is_ours(request, address) else reverse("reporting:home")


def _is_ours(request: HttpRequest, address: str) -> bool:
    if not url_has_allowed_host_and_scheme(
        address, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    ):
        return False
    try:
        return resolve(urlsplit(address).path).view_name not in BUTTONS
    except Resolver404:
        return False


def _tell_owner(request: HttpRequest, person: User) -> None:
    """The owner hears of it outside the service too, if it was somebody else (S-03)."""
    if not person.email:
        return
    day = calendar.in_words(calendar.today())
    address = request.build_absolute_uri(reverse("pilot:sign_in"))
    send_mail(
        "Your password was changed",
        f"The password of your account was changed on {day}.\n\n"
        "If it was not you, tell the system administrator at once.\n\n"
        f"{address}\n",
        None,
        [person.email],
        fail_silently=True,  # the change stands, whether or not the mail leaves
    )
