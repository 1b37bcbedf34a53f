"""The home pages of those who see no record: figures, returns, people."""

from dataclasses import dataclass

from django.urls import reverse

from pilot.calendar import Quarter
from pilot.permissions import Permission
from reporting.dashboard import (
    Card,
    StandsOut,
    clear_to,
    current_quarter,
    dashboard,
    first_quarter_of,
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
    all_href: str  # the quarter that figures open with


@dataclass(frozen=True)
class GroupGlance:
    """The three boroughs side by side, and where the running quarter is, if another."""

    template = "reporting/parts/group_glance.html"
    heading = "The three boroughs side by side"
    dashboard: object
    href: str
    running: Quarter | None
    running_href: str


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


def borough_glances(user) -> list[BoroughGlance]:
    """Each of the officer's own boroughs in the current quarter."""
    figures = figures_to(current_quarter())
    clear = clear_to(user, figures)
    targets = targets_of(place.code for place in figures.boroughs)
    first = figures.quarter if clear else figures.latest_released
    return [
        borough_glance(
            figures,
            Place(borough.code, borough.name),
            clear,
            targets,
            first,
            may_raise=user.can(Permission.RAISE_CONCERN, borough),
        )
        for borough in user.boroughs_with(Permission.VIEW_OWN_FIGURES)
    ]


def borough_glance(
    figures, place, clear, targets, first, *, may_raise=False
) -> BoroughGlance:
    """One borough: what stands out, and four numbers."""

    def page(quarter):
        return reverse("reporting:figures_borough", args=[place.code, quarter])

    return BoroughGlance(
        heading=place.name,
        cards=latest_cards(figures, place, clear, page, may_raise=may_raise),
        stands_out=stands_out(figures, place, clear, targets),
        figures=figures,
        href=page(figures.quarter),
        all_href=page(first),
    )


def group_glance(user) -> GroupGlance:
    """All figures of the quarter they open with, a column for each borough."""
    quarter, current = first_quarter_of(user), current_quarter()
    figures = figures_to(quarter)
    return GroupGlance(
        dashboard=dashboard(figures, clear_to(user, figures)),
        href=reverse("reporting:figures_group", args=[quarter]),
        running=current if current != quarter else None,
        running_href=reverse("reporting:figures_group", args=[current]),
    )
