"""The home pages of those who see no record: figures, returns, people."""

from dataclasses import dataclass

from django.urls import reverse

from pilot import calendar
from pilot.calendar import Quarter
from pilot.permissions import Permission
from reporting.dashboard import (
    Card,
    StandsOut,
    clear_to,
    dashboard,
    latest_cards,
    stands_out,
)
from reporting.figures import Figures, figures_to
from reporting.indicators import Place
from reporting.targets import targets_of


@dataclass(frozen=True)
class BoroughGlance:
    """An authorised officer's borough in the quarter, exceptions first."""

    template = "reporting/parts/borough_glance.html"
    heading: str
    cards: list[Card]
    stands_out: list[StandsOut]
    figures: Figures
    href: str


@dataclass(frozen=True)
class GroupGlance:
    """The three boroughs side by side."""

    template = "reporting/parts/group_glance.html"
    heading = "The three boroughs side by side"
    dashboard: object
    href: str


@dataclass(frozen=True)
class People:
    """Accounts and roles, for those who keep them."""

    template = "reporting/parts/people_glance.html"
    heading = "People and access"


@dataclass(frozen=True)
class Little:
    """An honest page for a role that opens little here."""

    template = "reporting/parts/little.html"
    heading = "Home"
    roles: list


def current_quarter() -> Quarter:
    """The quarter of the pilot that today lies in, or the nearest one."""
    return calendar.pilot_quarter_of(calendar.today())


def borough_glances(user) -> list[BoroughGlance]:
    """Each of the officer's own boroughs in the current quarter."""
    figures = figures_to(current_quarter())
    clear = clear_to(user, figures)
    targets = targets_of(place.code for place in figures.boroughs)
    return [
        borough_glance(
            figures,
            Place(borough.code, borough.name),
            clear,
            targets,
            may_raise=user.can(Permission.RAISE_CONCERN, borough),
        )
        for borough in user.boroughs_with(Permission.VIEW_OWN_FIGURES)
    ]


def borough_glance(figures, place, clear, targets, *, may_raise=False) -> BoroughGlance:
    """One borough: what stands out, and four numbers."""

    def page(quarter):
        return reverse("reporting:figures_borough", args=[place.code, quarter])

    return BoroughGlance(
        heading=place.name,
        cards=latest_cards(figures, place, clear, page, may_raise=may_raise),
        stands_out=stands_out(figures, place, clear, targets),
        figures=figures,
        href=page(figures.quarter),
    )


def group_glance(user) -> GroupGlance:
    """All figures of the current quarter, a column for each borough."""
    figures = figures_to(current_quarter())
    clear = clear_to(user, figures)
    return GroupGlance(
        dashboard=dashboard(figures, clear),
        href=reverse("reporting:figures_group", args=[figures.quarter]),
    )
