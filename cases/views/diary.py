"""A week of appointments, and the secret address under which a calendar reads them."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cases import actions, diary
from cases.models import Case, DiaryFeed
from cases.views.case import VIEW_CASES
from pilot.models import User
from pilot.permissions import Permission
from pilot.web import requires


@requires(*VIEW_CASES)
def diary_week(request):
    colleagues = _colleagues(request.user)
    asked = request.GET.get("of", "")
    keys = {str(pk) for pk in colleagues}
    worker = get_object_or_404(User, pk=asked) if asked in keys else request.user
    starts_on = diary.week_asked_for(request.GET.get("week", ""))
    context = {
        "week": diary.week_of(worker, starts_on, reader=request.user),
        "this_week": diary.week_asked_for(""),
        "colleagues": _tabs(colleagues, worker, request.user, starts_on),
        "of": worker.pk if worker != request.user else "",
    }
    return render(request, "cases/diary_week.html", context)


@requires(Permission.LOG_WORK)
def feed_open(request):
    address = ""
    if request.method == "POST":
        secret = actions.open_feed(by=request.user)
        feed = f"{reverse('cases:feed_read')}?key={secret}"
        address = request.build_absolute_uri(feed)
    context = {
        "address": address,
        "feed": DiaryFeed.objects.visible_to(request.user).open().first(),
    }
    return render(request, "cases/feed_open.html", context)


@requires(Permission.LOG_WORK)
@require_POST
def feed_end(request):
    actions.end_feed(by=request.user)
    messages.success(request, "Your calendar address has ended")
    return redirect("cases:feed_open")


@login_not_required
@never_cache
@require_safe
def feed_read(request):
    """For a calendar, which has no session: the secret is all it has."""
    feeds = DiaryFeed.objects.of_secret(request.GET.get("key", ""))
    feed = feeds.select_related("user").first()
    if feed is None or not feed.user.can(Permission.LOG_WORK):
        raise Http404
    return HttpResponse(diary.feed_of(feed.user), content_type="text/calendar")


def _colleagues(user) -> dict[int, str]:
    """Whose week one may look at besides one's own: the manager, anybody's with cases."""
    if not user.can(Permission.VIEW_CASELOAD):
        return {}
    carried = Case.objects.visible_to(user).open().carried()
    return {
        each["worker"]: f"{each['worker__first_name']} {each['worker__last_name']}".strip()
        for each in carried
        if each["worker"] != user.pk
    }


def _tabs(colleagues, worker, user, starts_on) -> list[dict]:
    if not colleagues:
        return []
    people = {user.pk: "Your own", **colleagues}
    return [
        {
            "text": name,
            "href": f"?week={starts_on}" + (f"&of={pk}" if pk != user.pk else ""),
            "is_current": pk == worker.pk,
        }
        for pk, name in people.items()
    ]
