"""The pages of where each post works on which days, and of changing that."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render

from pilot import actions, calendar
from pilot.days import quarters_changed
from pilot.forms import PatternForm
from pilot.models import MOST_WEEKS, WEEKDAYS, Borough, DayAllocation, Pattern, Post, Site
from pilot.permissions import Permission
from pilot.web import once, posted_pairs, requires, submitted


@requires(Permission.ENTER_DAYS)
def pattern_list(request):
    posts = list(Post.objects.visible_to(request.user))
    patterns = Pattern.objects.visible_to(request.user).with_days().latest_first()
    splits = DayAllocation.objects.visible_to(request.user).standing().for_listing()
    of_post = {post: [] for post in posts}
    for pattern in patterns.filter(post__in=posts):
        of_post[pattern.post].append(pattern)
    context = {
        "posts": [
            (post, each, [row for row in splits if row.post_id == post.pk])
            for post, each in of_post.items()
        ],
        "weekdays": WEEKDAYS,
        "may_change": request.user.can(Permission.KEEP_ROTA),
    }
    return render(request, "pilot/pattern_list.html", context)


@requires(Permission.KEEP_ROTA)
@once
def pattern_change(request, post):
    post = get_object_or_404(Post.objects.visible_to(request.user), pk=post)
    form = _form(request, post, submitted(request))
    if form.is_valid() and form.is_confirmed:
        pattern = actions.change_pattern(post, by=request.user, **form.cleaned_data)
        began = calendar.in_words(pattern.starts_on)
        messages.success(request, f"The {post} works on these days from {began}")
        return redirect("pilot:pattern_list")
    context = {"post": post, "form": form, "most": range(1, MOST_WEEKS + 1)}
    if form.is_bound and form.is_valid():
        context |= _shown(post, form) | {
            "hidden": posted_pairs(request, without=("looked_at",))
        }
    return render(request, "pilot/pattern_change.html", context)


def _form(request, post, sent):
    patterns = Pattern.objects.visible_to(request.user).standing().with_days()
    pattern = patterns.filter(post=post).latest_first().first()
    asked = request.GET.get("weeks", "")
    is_number = asked.isdecimal() and 1 <= int(asked[:2]) <= MOST_WEEKS
    weeks = int(asked) if is_number else (pattern.weeks if pattern else 1)
    rows = DayAllocation.objects.visible_to(request.user).open_ended().filter(post=post)
    return PatternForm(
        sent,
        initial={"starts_on": calendar.today()},
        post=post,
        sites=Site.objects.visible_to(request.user).for_choosing(),
        pattern=pattern,
        weeks=weeks,
        is_locked=any(row.is_locked for row in rows),
    )


def _shown(post, form):
    """What the change does, before it is made."""
    planned, starts_on = form.planned, form.cleaned_data["starts_on"]
    boroughs = list(Borough.objects.order_by("place"))
    changes = quarters_changed(post, planned.rows, planned.becomes, starts_on)
    return {
        "planned": planned,
        "starts_on": starts_on,
        "boroughs": boroughs,
        "split": _lines(boroughs, planned),
        "quarters": [(change.quarter, _lines(boroughs, change)) for change in changes],
        "begins_in_the_past": starts_on < calendar.today(),
    }


def _lines(boroughs, change):
    return [
        (borough, change.was.get(borough.pk, 0), change.becomes.get(borough.pk, 0))
        for borough in boroughs
    ]
