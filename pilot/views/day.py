"""The pages of the days of a post: its weeks, one of them, entering and putting right."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions, calendar
from pilot.days import week_of, weeks_of
from pilot.forms import WeekCorrectForm, WeekForm
from pilot.models import Borough, Post, WorkWeek, monday_of
from pilot.permissions import Permission
from pilot.rota import last_day
from pilot.transitions import Overtaken
from pilot.web import once, requires, submitted, tabs_of

TABS = {"missing": "Not entered", "all": "All weeks"}
ON_A_PAGE = 30
ENTERED_ALREADY = "A colleague has entered this week since you opened it."


@requires(Permission.ENTER_DAYS)
def week_list(request):
    weeks = weeks_of(Post.objects.visible_to(request.user))
    shown = {"missing": [week for week in weeks if week.missing], "all": weeks}
    counts = {name: len(each) for name, each in shown.items()}
    tabs, tab = tabs_of(request, TABS, counts)
    page = Paginator(shown[tab], ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"tabs": tabs, "tab": tab, "page": page}
    return render(request, "pilot/week_list.html", context)


@requires(Permission.ENTER_DAYS)
def week_detail(request, post, monday):
    week, days = _week(request, post, monday)
    context = {
        "week": week,
        "days": days,
        "is_missing": any(day.is_missing for day in days),
        "is_entered": any(day.standing for day in days),
    }
    return render(request, "pilot/week_detail.html", context)


@requires(Permission.ENTER_DAYS)
@once
def week_enter(request, post, monday):
    week, days = _week(request, post, monday)
    open_days = [day for day in days if day.has_come and not day.standing]
    _check_unchanged(request, week)
    form = WeekForm(submitted(request), **_asked(request, week, open_days))
    if form.is_valid():
        entered = {on: parts for on, parts in form.cleaned_data["days"].items() if parts}
        version = form.cleaned_data["version"]
        told = {"starts_on": week.starts_on, "version": version, "days": entered}
        actions.enter_days(week.post, by=request.user, **told)
        messages.success(request, f"The week of {calendar.in_words(week.starts_on)} is in")
        return redirect(week)
    context = {"week": week, "days": days, "form": form, "open_days": open_days}
    return render(request, "pilot/week_enter.html", context)


@requires(Permission.ENTER_DAYS)
@once
def week_correct(request, post, monday):
    week, days = _week(request, post, monday)
    come = [day for day in days if day.has_come]
    form = WeekCorrectForm(submitted(request), **_asked(request, week, come))
    if form.is_valid():
        actions.correct_days(week, by=request.user, **form.cleaned_data)
        messages.success(request, "The correction is saved")
        return redirect(week)
    context = {"week": week, "days": days, "form": form}
    return render(request, "pilot/week_correct.html", context)


def _week(request, post, monday):
    """The week's row, or an unsaved one while nothing is entered, and its days."""
    post = get_object_or_404(Post.objects.visible_to(request.user), pk=post)
    begins = _monday(monday)
    weeks = WorkWeek.objects.visible_to(request.user).select_related("post")
    week = weeks.filter(post=post, starts_on=begins).first()
    return week or WorkWeek(post=post, starts_on=begins), week_of(post, begins)


def _check_unchanged(request, week):
    """Nobody has entered a day of it since the page was opened, or the form is stale."""
    if request.POST.get("version", str(week.version)) != str(week.version):
        raise Overtaken(ENTERED_ALREADY)


def _monday(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise Http404 from None
    last = min(calendar.today(), last_day())
    if monday_of(day) != day or not monday_of(calendar.PILOT.start) <= day <= last:
        raise Http404
    return day


def _asked(request, week, days):
    return {
        "initial": {"version": week.version},
        "days": days,
        "boroughs": list(Borough.objects.order_by("place")),
        "may_say_vacant": request.user.can(Permission.KEEP_ROTA),
    }
