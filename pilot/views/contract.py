"""What was agreed: the councils, the provider, the posts and their days."""

from collections import defaultdict
from datetime import timedelta
from decimal import Decimal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from pilot import calendar
from pilot.models import Accreditation, Agreement, Assumption, DayAllocation
from pilot.permissions import Permission
from pilot.rota import last_day
from pilot.web import requires


@requires(Permission.VIEW_CONTRACT)
def contract(request: HttpRequest) -> HttpResponse:
    agreements = list(Agreement.objects.visible_to(request.user).for_listing())
    allocations = (
        DayAllocation.objects.visible_to(request.user).standing().during(_day_to_show())
    )
    context = {
        "agreements": agreements,
        "providers": sorted({(one.provider, one.charity_number) for one in agreements}),
        "accreditations": Accreditation.objects.standing().for_listing(),
        "days": days_by_post(
            [one.borough for one in agreements], allocations.for_listing()
        ),
        "assumptions": Assumption.objects.order_by("code"),
        "award": sum((one.value for one in agreements), Decimal(0)),
        "executed": {one.executed_on for one in agreements},
        "may_govern": request.user.can(Permission.VIEW_GOVERNANCE),
        "may_read_complaints": any(
            map(
                request.user.can,
                (Permission.KEEP_COMPLAINTS, Permission.VIEW_INCIDENT_SUMMARIES),
            )
        ),
        "may_enter_days": request.user.can(Permission.ENTER_DAYS),
        "may_correct": request.user.can(Permission.MANAGE_REFERENCE_DATA),
    }
    return render(request, "pilot/contract.html", context)


def days_by_post(boroughs, allocations) -> dict:
    """The table of posts and boroughs: a row for each post, a total for each borough."""
    posts, cells, totals = {}, defaultdict(list), defaultdict(Decimal)
    for allocation in allocations:
        posts[allocation.post_id] = allocation.post
        cells[allocation.post_id, allocation.borough_id].append(allocation)
        totals[allocation.borough_id] += allocation.days_per_week
    return {
        "boroughs": boroughs,
        "rows": [
            {
                "post": post,
                "cells": [(borough, cells[code, borough.pk]) for borough in boroughs],
                "is_locked": all(
                    one.is_locked for borough in boroughs for one in cells[code, borough.pk]
                ),
            }
            for code, post in posts.items()
        ],
        "totals": [(borough, totals[borough.pk]) for borough in boroughs],
        "days_per_week": sum(post.days_per_week for post in posts.values()),
    }


def _day_to_show() -> calendar.Period:
    """Today; before the pilot its first day, and after the last agreement its last."""
    day = max(calendar.PILOT.start, min(calendar.today(), last_day()))
    return calendar.Period(day, day + timedelta(days=1))
