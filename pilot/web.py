"""The words every page is written with."""

import hashlib
import hmac
import re
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from functools import wraps
from urllib.parse import urlencode

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from pilot import audit, calendar
from pilot.drafts import is_for_later
from pilot.models import Submission
from pilot.permissions import Permission
from pilot.transitions import Overtaken, TransitionRefused

PROOF_LASTS = timedelta(minutes=5)  # S-16
SAME_TEXT_WITHIN = timedelta(minutes=30)
FORGOTTEN_AFTER = timedelta(days=1)
_NOT_TEXT = frozenset({"csrfmiddlewaretoken", "once", "again"})


def requires(*permissions: Permission):
    """A page for those who hold any of these permissions somewhere; others get 403."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not any(request.user.can(permission) for permission in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permissions = permissions
        return guarded

    return decorate


def freshly_proved(view):
    """A page for whoever gave their password within five minutes; else they give it first.

    Signing in counts. Stands below `requires`, and before anything is looked up: so the
    question says nothing of what is behind it (S-16).
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        proved_at = request.session.get("proved_at", request.session.get("began_at", 0))
        if 0 <= time.time() - proved_at <= PROOF_LASTS.total_seconds():
            return view(request, *args, **kwargs)
        page = urlencode({"next": request.path})
        return redirect(f"{reverse('pilot:proof_give')}?{page}")

    return guarded


def keep_proof(request: HttpRequest) -> None:
    """This person has just given their password: the session is another one from now on."""
    request.session["proved_at"] = time.time()
    request.session.cycle_key()


def submitted(request: HttpRequest) -> QueryDict | None:
    """What the person sent, or None if they only asked to see the form."""
    return request.POST if request.method == "POST" else None


def seen(request: HttpRequest, thing, action: str = "read", **detail) -> None:
    """That this person has now seen `thing` is recorded, once for each time it is opened.

    Neither sending a form nor keeping a draft of it opens anything.
    """
    if request.method == "GET" and not is_for_later(request):
        audit.record(thing, action, by=request.user, **detail)


def once(view):
    """A form that does its work once, however often it is sent.

    The same token again leads where the first one led. The same text again, from the same
    person on the same page within half an hour, is asked about: a browser's Back brings
    the old text into a fresh page with a fresh token.
    """

    @wraps(view)
    def guarded(request, *args, **kwargs):
        if request.method != "POST":
            return view(request, *args, **kwargs)
        sent = Submission.objects.visible_to(request.user)
        token, digest = _token(request), _digest(request)
        if first := sent.filter(token=token).first():
            if first.digest == digest or "again" in request.POST:
                return redirect(first.result or request.path)
            return _ask_again(request, first)  # other words: neither lost nor doubled
        recent = sent.filter(digest=digest, sent_at__gt=timezone.now() - SAME_TEXT_WITHIN)
        if "again" not in request.POST and (same := recent.order_by("-sent_at").first()):
            return _ask_again(request, same)
        try:
            return _first_time(view, request, args, kwargs, token, digest)
        except _SentTwice:
            first = sent.get(token=token)
            return redirect(first.result or request.path)

    return guarded


class _SentTwice(Exception):
    """The same form arrived while the first one was being saved."""


@transaction.atomic
def _first_time(view, request, args, kwargs, token, digest):
    old = timezone.now() - FORGOTTEN_AFTER
    Submission.objects.visible_to(request.user).filter(sent_at__lt=old).delete()
    try:
        with transaction.atomic():
            submission = Submission.objects.create(
                user=request.user, token=token, digest=digest, sent_at=timezone.now()
            )
    except IntegrityError as sent_twice:
        raise _SentTwice from sent_twice
    response = view(request, *args, **kwargs)
    if response.status_code == 302:
        submission.result = response.url
        submission.save(update_fields=["result"])
    else:
        submission.delete()  # nothing was done: the corrected form may be sent again
    return response


def _token(request: HttpRequest) -> str:
    """The form's token; one that is missing or odd counts as new."""
    token = request.POST.get("once", "")
    return token if re.fullmatch(r"[0-9a-f]{32}", token) else uuid.uuid4().hex


def _digest(request: HttpRequest) -> str:
    text = [request.path]
    for name, values in sorted(request.POST.lists()):
        if name not in _NOT_TEXT:
            text += [name, *values]
    return hmac.new(
        settings.SECRET_KEY.encode(), "\0".join(text).encode(), hashlib.sha256
    ).hexdigest()


def _ask_again(request, same: Submission) -> HttpResponse:
    context = {
        "saved_at": same.sent_at,
        "saved_url": same.result,
        "hidden": posted_pairs(request),
        "once_token": uuid.uuid4().hex,
    }
    return render(request, "pilot/saved_before.html", context, status=409)


@contextmanager
def beside(form, field: str) -> Iterator[None]:
    """What an action refuses in the block stands beside this field, and nothing is lost.

    Not what a colleague did meanwhile: that has a page of its own, since what was typed may
    rest on what is not so any more.
    """
    try:
        yield
    except Overtaken:
        raise
    except TransitionRefused as refused:
        form.add_error(field, str(refused))


def tried(form, action, *args, **kwargs):
    """What the action did; if it was refused, nothing, and the form says why.

    Unlike `beside` it also keeps the form where a colleague got there first.
    """
    try:
        return action(*args, **kwargs)
    except TransitionRefused as refused:
        form.add_error(getattr(form, "blames", None), str(refused))
        return None


def posted_pairs(request: HttpRequest, *, without=()) -> list[tuple[str, str]]:
    """What was sent, as hidden fields that send it again; a password is never echoed."""
    return [
        (name, value)
        for name, values in request.POST.lists()
        if name not in _NOT_TEXT and name not in without and "password" not in name
        for value in values
    ]


def clash(
    request, form, thing, *, theirs: dict, may_overwrite=True, back: str = "", **trace
) -> HttpResponse:
    """The page for a change that somebody else overtook: both texts, nothing lost.

    `form` holds what this person wrote, `theirs` what is saved now, by field name. What
    is history already may not be overwritten: then theirs stays. `back` is where theirs
    is read, if the thing has no page of its own; `trace` is added to the trace.
    """
    audit.record(thing, "read", by=request.user, **trace)
    rows = []
    for field in form.visible_fields():
        yours = in_words(field.field, form.cleaned_data.get(field.name))
        saved = in_words(field.field, theirs.get(field.name))
        rows.append(
            {
                "label": field.label,
                "theirs": saved,
                "yours": yours,
                "differs": saved != yours,
            }
        )
    context = {
        "thing": thing,
        "rows": rows,
        "hidden": [
            *posted_pairs(request, without=("version",)),
            ("version", str(thing.version)),
            ("once", uuid.uuid4().hex),
        ],
        "may_overwrite": may_overwrite,
        "theirs_url": back or thing.get_absolute_url(),
    }
    return render(request, "pilot/edit_clash.html", context, status=409)


def in_words(field, value) -> str:
    """An answer as a person would read it."""
    if value in (None, "", []):
        return "No answer"
    if isinstance(value, date):
        return calendar.in_words(value)
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, list):
        return ", ".join(in_words(field, item) for item in value)
    labels = dict(_choices_of(field))
    return str(labels.get(str(value), value))


def _choices_of(field):
    """Each answer and its label, those that stand in groups too."""
    for key, label in getattr(field, "choices", ()):
        if isinstance(label, list | tuple):
            yield from ((str(inner), text) for inner, text in label)
        else:
            yield str(key), label


def page_of(request: HttpRequest, rows: QuerySet, size: int = 25) -> Page:
    """The page of rows asked for in the address; an impossible one gives the nearest."""
    return Paginator(rows, size).get_page(request.GET.get("page"))


def chosen(filters) -> dict:
    """What a list is narrowed to: the filters in the address that make sense."""
    filters.is_valid()
    return {name: value for name, value in filters.cleaned_data.items() if value}


def fresh_token() -> str:
    """A token for a form that must do its work once."""
    return uuid.uuid4().hex


def tabs_of(request: HttpRequest, names: dict, counts: dict) -> tuple[list[dict], str]:
    """Counted tabs that keep the filters of the address, and which one is open."""
    asked = request.GET.get("tab")
    current = asked if asked in names else next(iter(names))
    tabs = []
    for name, text in names.items():
        query = request.GET.copy()
        query.pop("page", None)
        query["tab"] = name
        tabs.append(
            {
                "text": text,
                "count": counts[name],
                "href": f"?{query.urlencode()}",
                "is_current": name == current,
            }
        )
    return tabs, current
