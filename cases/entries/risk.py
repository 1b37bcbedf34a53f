"""Ratings of risk, incidents, orders and warnings, each in its own words."""

from collections.abc import Sequence
from dataclasses import replace

from cases.entries.shown import Shown, facts
from cases.models import Direction, Order, direction
from pilot import calendar

COLOURS = {Direction.WORSE: "red", Direction.SAME: "grey", Direction.BETTER: "green"}


def of_rating(update):
    return {
        "title": update.get_level_display(),
        "on": update.on,
        "facts": facts(
            ("Why it was looked at", update.get_trigger_display()),
            ("What it rests on", update.rationale),
            ("What is done about it", update.action),
        ),
    }


def with_directions(shown: Sequence[Shown]) -> list[Shown]:
    """Ratings, newest first, each with which way risk had gone since the one before."""
    told, before = [], None
    for each in reversed(shown):
        if not each.entry.is_replaced:
            gone = direction(before, each.entry.level)
            if gone:
                each = replace(each, tag=gone.value.capitalize(), colour=COLOURS[gone])
            before = each.entry.level
        told.append(each)
    return told[::-1]


def of_incident(incident):
    return {
        "title": (
            f"{incident.get_kind_display()}, against: "
            f"{incident.get_relationship_display().lower()}"
        ),
        "on": incident.known_on,
        "facts": facts(
            ("What happened", incident.what),
            ("Known from", incident.get_source_display()),
            ("Police know of it", incident.get_police_reported_display()),
            ("What was done", incident.action),
        ),
    }


def of_order(order):
    until = calendar.in_words(order.ends_on) if order.ends_on else "No end is set"
    return {
        "title": order.get_kind_display(),
        "on": order.starts_on,
        **_how_long(order),
        "facts": facts(
            ("Conditions", order.conditions),
            ("Protects", order.get_protects_display()),
            ("Until", until),
        ),
    }


def _how_long(order: Order) -> dict[str, str]:
    if order.is_over:
        return {"tag": "Expired", "colour": "grey"}
    if order.starts_on > calendar.today():
        return {"tag": "Not in force yet", "colour": "blue"}
    if order.days_left is None:
        return {"tag": "In force", "colour": "green"}
    days = order.days_left
    left = {0: "Ends today", 1: "Ends tomorrow"}.get(days, f"Ends in {days} days")
    return {"tag": left, "colour": "yellow"}


def of_warning(warning):
    state = {"tag": "Active", "colour": "orange"}
    if warning.is_overdue:
        state = {"tag": "Review overdue", "colour": "red"}
    elif warning.ended_on:
        state = {"tag": f"Ended {calendar.in_words(warning.ended_on)}", "colour": "grey"}
    reviews = [
        (f"{review}", f"{review.reason} ({review.by})") for review in warning.reviews.all()
    ]
    return {
        "title": warning.get_kind_display(),
        "on": warning.raised_on,
        **state,
        "facts": facts(
            ("What is known", warning.evidence),
            ("To be looked at again", calendar.in_words(warning.review_on)),
            *reviews,
        ),
    }
