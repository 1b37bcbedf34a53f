"""Whose figures a person may open, and which of them in clear."""

from django.db.models import Max

from pilot import calendar
from pilot.calendar import Quarter
from pilot.models import Borough
from pilot.permissions import Permission
from reporting.figures import Figures, latest_complete
from reporting.indicators import INDICATORS, Place
from reporting.models import Release


def boroughs_open_to(user):
    """The boroughs whose figures a person may open: their own, or all three."""
    if user.can(Permission.VIEW_ALL_FIGURES):
        return Borough.objects.all()
    return user.boroughs_with(Permission.VIEW_OWN_FIGURES)


def places_open_to(user, figures: Figures) -> list[Place]:
    """The same boroughs as lines of these figures, from what was read already."""
    if user.can(Permission.VIEW_ALL_FIGURES):
        return list(figures.boroughs)
    return _where(user, Permission.VIEW_OWN_FIGURES, figures)


def _where(user, permission, figures):
    return [
        place for place in figures.boroughs if user.can(permission, Borough(pk=place.code))
    ]


def current_quarter() -> Quarter:
    """The quarter of the pilot that today lies in, or the nearest one."""
    return calendar.pilot_quarter_of(calendar.today())


def first_quarter_of(user) -> Quarter:
    """The quarter that a person's figures open with.

    The provider's is the one that runs. Everybody else's is the latest that has left the
    provider, since of the running one no outcome has; until one has, the latest over.
    """
    today = calendar.today()
    current = calendar.pilot_quarter_of(today)
    if user.can(Permission.VIEW_CLEAR_FIGURES):
        return current
    last = Release.objects.aggregate(last=Max("quarter"))["last"]
    return min(Quarter.parse(last), current) if last else latest_complete(current, today)


def clear_to(user, figures: Figures) -> frozenset[Place]:
    """The places that a person sees before small numbers are hidden.

    The pilot total and what has no borough are clear to those for whom all boroughs are.
    """
    clear = set(_where(user, Permission.VIEW_CLEAR_FIGURES, figures))
    if clear and clear == set(figures.boroughs):
        for indicator in INDICATORS:
            clear |= set(figures.places(indicator))
    return frozenset(clear)
