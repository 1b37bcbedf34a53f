"""Server-side drafts: a half-written form survives a time-out or a call at the door.

A draft belongs to its writer and its page. It lives in the database, never in the
browser, and goes when the form is recorded or the writer throws it away.
"""

from collections.abc import Collection
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, JsonResponse, QueryDict
from django.shortcuts import redirect

from pilot import calendar
from pilot.models import Draft

# The version stays: a draft resumed after somebody else saved must still clash.
NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "once", "again", "save_draft"})
LONGEST = 100_000  # characters: well above the longest form, well below a nuisance


def resumable(title: str, *, never: Collection[str] = ()):
    """A page whose form can be saved half-written; `title` names it on the home page.

    `never` are answers that no draft keeps: what the database may not hold readable.
    """

    def decorate(view):
        @wraps(view)
        def with_draft(request, *args, **kwargs):
            request.draft_title = title
            sent = request.POST  # read while it is still a POST
            if request.method == "POST" and is_for_later(request):
                # As if it were opened: who may not see the page may not keep a draft of it.
                request.method = "GET"
                response = view(request, *args, **kwargs)
                if response.status_code != 200:
                    return response
                keep(request, sent, without=NOT_ANSWERS | frozenset(never))
                if is_autosave(request):
                    return JsonResponse({"saved_at": f"{calendar.now():%H:%M}"})
                messages.success(request, f"Saved for later, not recorded yet: {title}")
                return redirect("reporting:home")
            response = view(request, *args, **kwargs)
            if request.method == "POST" and response.status_code == 302:
                Draft.objects.visible_to(request.user).filter(path=request.path).delete()
            return response

        return with_draft

    return decorate


def is_for_later(request: HttpRequest) -> bool:
    """Whether what was sent is to be kept half-written rather than recorded."""
    return is_autosave(request) or "save_draft" in request.POST


def is_autosave(request: HttpRequest) -> bool:
    """Whether the page's own script is saving, rather than the person."""
    return request.headers.get("X-Requested-With") == "draft"


def keep(
    request: HttpRequest, sent: QueryDict, *, without: Collection[str] = NOT_ANSWERS
) -> None:
    """What has been typed so far is kept for this person on this page."""
    answers = sent.copy()
    for name in without:
        answers.pop(name, None)
    Draft.objects.update_or_create(
        user=request.user,
        path=request.path,
        defaults={
            "title": request.draft_title,
            "answers": answers.urlencode()[:LONGEST],
            "answered": sum(any(values) for _, values in answers.lists()),
            "saved_at": calendar.now(),
        },
    )


def kept(request: HttpRequest) -> QueryDict | None:
    """What this person had typed on this page, or None."""
    if request.method == "POST":
        return None
    draft = Draft.objects.visible_to(request.user).filter(path=request.path).first()
    request.kept_draft = draft  # the page says when it was saved
    return QueryDict(draft.answers) if draft else None
